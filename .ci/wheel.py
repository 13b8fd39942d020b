"""Builds the Python package and uses it as a learner does: installed with JupyterLab by pip into a fresh environment, and
by uv into another, in an empty home folder. The kernel must be built already."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LESSON = "leibniz-course/en/01-first-gradient.ipynb"
UV = "uv==0.13.9"
PINNED = {line.split("==")[0]: line for line in (ROOT / "requirements.txt").read_text().splitlines() if "==" in line}


def main():
    elsewhere = ("XDG_", "JUPYTER_", "LEIBNIZ_")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(elsewhere)}
    with tempfile.TemporaryDirectory(prefix="leibniz wheel é ", ignore_cleanup_errors=True) as folder:
        folder = Path(folder)
        home = folder / "home"
        home.mkdir()
        environment = clean | {"HOME": str(home)}
        # uv trusts the certificates of the machine, as pip does, and downloads are shared with what runs outside.
        environment["UV_SYSTEM_CERTS"] = "1"
        environment |= {"PIP_CACHE_DIR": str(Path.home() / ".cache" / "pip"), "UV_CACHE_DIR": str(Path.home() / ".cache" / "uv")}
        tools = make(folder / "tools")
        run([tools / "python", "-m", "pip", "install", "-q", PINNED["hatchling"], UV], environment)
        run([tools / "python", "-m", "hatchling", "build", "-t", "wheel", "-d", folder], environment, ROOT / "python")
        wheel = next(folder.glob("*.whl"))
        lab = PINNED["jupyterlab"]

        pip = make(folder / "by pip")
        run([pip / "python", "-m", "pip", "install", "-q", wheel, lab], environment)
        run([pip / "leibniz", "doctor"], environment)
        # Asks for the page of the course, and stops the server.
        server = ROOT / "notebooks" / "src" / "test" / "python" / "lab_server.py"
        run([sys.executable, server, pip / "leibniz", "lab", "--no-browser", "--port=0"], environment)
        # The first start makes the cache beside it.
        run([pip / "jupyter", "execute", home / LESSON], environment)

        uv = folder / "by uv"
        run([tools / "uv", "venv", "-q", uv], environment)
        run([tools / "uv", "pip", "install", "-q", "--python", uv, wheel, lab], environment)
        run([uv / "bin" / "leibniz", "train"], environment)
        run([uv / "bin" / "jupyter", "execute", home / LESSON], environment)
        run([uv / "bin" / "leibniz", "doctor"], environment)
        # The environments go with the folder; a cache that is being made still needs them.
        while list((home / ".cache" / "leibniz").glob("*.training")):
            time.sleep(0.1)
        shutil.rmtree(home)


def make(folder):
    venv.create(folder, with_pip=True)
    return folder / "bin"


def run(command, environment, folder=None):
    line = [str(part) for part in command]
    print(f"wheel: {' '.join(line)}", flush=True)
    start = time.monotonic()
    if subprocess.run(line, env=environment, cwd=folder, stdin=subprocess.DEVNULL).returncode != 0:
        sys.exit(f"wheel: `{' '.join(line)}` failed")
    print(f"wheel: done in {time.monotonic() - start:.0f} s", flush=True)


if __name__ == "__main__":
    main()
