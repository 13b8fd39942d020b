"""Runs the commands of the README's `sh` blocks in order, as a newcomer does: in an empty home folder.

Two of them are changed so that they can run alone: JupyterLab is not opened in a browser but asked for the notebook
and stopped, and Maven does not draw its progress.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LAB = "./install.sh --lab"
TESTS = "mvn verify"


def commands(markdown):
    blocks = re.findall(r"^```sh\n(.*?)^```", markdown, re.MULTILINE | re.DOTALL)
    lines = [line.strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if line and not line.startswith("#")]


def unattended(command):
    if command.startswith(LAB):
        return f"{sys.executable} notebooks/src/test/python/lab_server.py {command} --no-browser"
    if command.startswith("mvn "):
        return f"{command} -B -ntp"
    return command


def main():
    found = commands((ROOT / "README.md").read_text(encoding="utf-8"))
    for needed in (LAB, TESTS):
        if needed not in found:
            sys.exit(f"README.md no longer shows `{needed}` in a block of the kind sh: say it there, or change {__file__}")
    # Variables that name other folders than those in the home folder would lead to what the user has installed.
    elsewhere = ("XDG_", "JUPYTER_", "LEIBNIZ_ROOT")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(elsewhere)}
    with tempfile.TemporaryDirectory(prefix="leibniz-readme-") as home:
        for command in [*found, "./install.sh --uninstall"]:
            line = unattended(command)
            print(f"README: {line}", flush=True)
            start = time.monotonic()
            if subprocess.run(["bash", "-c", line], cwd=ROOT, env=environment | {"HOME": home}).returncode != 0:
                sys.exit(f"README.md says `{command}`, which failed")
            print(f"README: done in {time.monotonic() - start:.0f} s", flush=True)


if __name__ == "__main__":
    main()
