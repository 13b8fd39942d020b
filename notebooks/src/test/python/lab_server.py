"""Starts a JupyterLab server, reads from its output where it listens, and stops it. Standard library only.

As a command, starts the server that the rest of the command line names, fetches its page and the notebook that the
page opens, and stops it:

    python3 lab_server.py ./install.sh --lab --no-browser
"""

import contextlib
import os
import re
import signal
import subprocess
import sys
import threading
from urllib.parse import urlsplit
from urllib.request import urlopen

ADDRESS = re.compile(r"https?://(?:127\.0\.0\.1|localhost):\d+/\S*token=\w+")
STARTED_WITHIN_SECONDS = 600  # A first run of install.sh builds the kernel and downloads JupyterLab.


class LabServer:
    """A running server; `page` is the address that it prints for the user to open."""

    def __init__(self, page):
        self.page = page
        parts = urlsplit(page)
        self.root = f"{parts.scheme}://{parts.netloc}"
        self.path = parts.path
        self.token = parts.query.removeprefix("token=")

    def address(self, path):
        return f"{self.root}{path}?token={self.token}"


@contextlib.contextmanager
def started(command, **options):
    """Runs the command in its own process group until the block ends, then interrupts the group as Ctrl-C does."""
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        **options,
    )
    deadline = threading.Timer(STARTED_WITHIN_SECONDS, os.killpg, (process.pid, signal.SIGKILL))
    deadline.start()
    lines = []
    try:
        page = next((found.group() for line in keep(process.stdout, lines) if (found := ADDRESS.search(line))), None)
        deadline.cancel()
        if page is None:
            raise SystemExit(f"{' '.join(map(str, command))} ended with {process.wait()} and served nothing:\n{''.join(lines)}")
        # What the server prints from now on must still be read, or it stands still when the pipe is full.
        threading.Thread(target=lambda: lines.extend(process.stdout), daemon=True).start()
        yield LabServer(page)
    finally:
        deadline.cancel()
        stop(process)


def keep(stream, lines):
    for line in stream:
        lines.append(line)
        yield line


def stop(process):
    for kind in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, kind)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=30)
            return


def main():
    with started(sys.argv[1:]) as server:
        notebook = server.path.removeprefix("/lab/tree/")
        for address in (server.page, server.address(f"/api/contents/{notebook}"), server.address("/api/kernelspecs/leibniz")):
            with urlopen(address) as answer:
                print(answer.status, urlsplit(address).path)


if __name__ == "__main__":
    main()
