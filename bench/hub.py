"""A class that begins at once: so many kernels started at the same moment on this machine, as a hub does when the lesson
begins, and what each costs.

Each kernel has a client of its own, which runs a first cell and then the first lesson of the course. Prints how long it
takes until each has shown its first result, and the memory of a kernel when it is idle, after the first cell and after the
lesson: the share of it alone, with what kernels share counted once (PSS). The same for a Jupyter server, of which a hub has
one for each user, where JupyterLab is installed in this Python. From these follows how many fit into 64 GB. Limits: every
kernel answers, and one that has run a cell takes at most 120 MB.
"""

import contextlib
import importlib.util
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import jupyter_kernels

STUDENTS = 30
MACHINE_GIGABYTES = 64
# For the system, the hub itself and the files that it keeps in memory.
SPARE_GIGABYTES = 6
MOST_MEGABYTES = 120
SERVERS = 3
# Thirty kernels on two cores are slow, and that is what is measured.
PATIENCE_SECONDS = 600
FIRST_CELL = "var x = tensor(3.0).requiresGrad_(true);\nx.pow(2).backward();\nx.grad().item()"
LESSON = jupyter_kernels.ROOT / "notebooks" / "en" / "01-first-gradient.ipynb"


def main():
    own = {"--students": {"type": int, "default": STUDENTS, "help": "default: %(default)s"}}
    arguments = jupyter_kernels.arguments(__doc__, own=own)
    jupyter_kernels.PATIENCE_SECONDS = PATIENCE_SECONDS
    with jupyter_kernels.leibniz_installed(arguments.jupyter):
        with ThreadPoolExecutor(arguments.students) as students:
            begin = time.perf_counter()
            kernels = list(students.map(lambda _: jupyter_kernels.Kernel("leibniz"), range(arguments.students)))
            try:
                connected = time.perf_counter() - begin
                idle = [memory(kernel) for kernel in kernels]
                first = list(students.map(lambda kernel: seconds(kernel, [FIRST_CELL]), kernels))
                after_cell = [memory(kernel) for kernel in kernels]
                lesson = list(students.map(lambda kernel: seconds(kernel, cells(LESSON)), kernels))
                after_lesson = [memory(kernel) for kernel in kernels]
            finally:
                for kernel in kernels:
                    kernel.stop()
            together = list(students.map(lambda _: from_start(), range(arguments.students)))
    server = servers()

    print(f"\n{arguments.students} kernels started at once, seconds")
    print(f"until all of them answer                 {connected:8.1f}")
    for name, taken in (("from start to first result", together), ("first cell, all at once", first), ("first lesson, all at once", lesson)):
        print(f"{name:36} median{statistics.median(taken):6.1f}   most{max(taken):6.1f}")
    print("\nmemory of each, MB")
    for name, taken in (("idle", idle), ("after the first cell", after_cell), ("after the first lesson", after_lesson)):
        print(f"{name:36} median{statistics.median(taken):6.0f}   most{max(taken):6.0f}")
    each = statistics.median(after_lesson)
    if server is not None:
        print(f"{'the Jupyter server of a user':36} median{server:6.0f}")
        each += server
    print(f"\nstudents on a machine with {MACHINE_GIGABYTES} GB: {(MACHINE_GIGABYTES - SPARE_GIGABYTES) * 1000 / each:.0f}")
    if statistics.median(after_cell) > MOST_MEGABYTES:
        sys.exit(f"a kernel takes {statistics.median(after_cell):.0f} MB after its first cell, {MOST_MEGABYTES} MB is the limit")


def from_start():
    """Seconds from the start of the process to the first result, as a student waits for it."""
    begin = time.perf_counter()
    kernel = jupyter_kernels.Kernel("leibniz")
    try:
        kernel.result(FIRST_CELL)
        return time.perf_counter() - begin
    finally:
        kernel.stop()


def seconds(kernel, codes):
    begin = time.perf_counter()
    for code in codes:
        kernel.published(kernel.client.execute(code, stop_on_error=False), "status", execution_state="idle")
    return time.perf_counter() - begin


def cells(notebook):
    return ["".join(cell["source"]) for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code"]


def memory(kernel):
    return sum(share(process.pid) for process in kernel.processes())


def share(pid):
    """In megabytes."""
    return int(re.search(r"^Pss:\s+(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)[1]) / 1e3


def servers():
    """The memory of a Jupyter server with nothing open, when there are several; None where JupyterLab is missing."""
    if importlib.util.find_spec("jupyterlab") is None:
        return None
    with contextlib.ExitStack() as stack:
        running = []
        for _ in range(SERVERS):
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="leibniz-hub-"))
            command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--port=0", "--allow-root", f"--ServerApp.root_dir={folder}"]
            server = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
            stack.callback(server.wait)
            stack.callback(server.terminate)
            running.append(server)
            for line in server.stderr:
                if "is running at" in line:
                    break
        return statistics.median(share(server.pid) for server in running)


if __name__ == "__main__":
    main()
