"""The command `leibniz`."""

import argparse
import importlib.metadata
import importlib.util
import os
import sys

from leibniz_kernel import cache, course, doctor, files, jdk, launcher

AT_HOME = os.path.join("~", "leibniz-course")


def main():
    parser = argparse.ArgumentParser(prog="leibniz", description="A Java kernel for Jupyter with automatic differentiation, and a course.")
    parser.add_argument("--version", action="version", version=f"Leibniz {importlib.metadata.version('leibniz-kernel')}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    add = commands.add_parser("lab", help="open the course in JupyterLab; what else is given goes to JupyterLab")
    add.add_argument("--course", metavar="DIR", default=AT_HOME, help="where your copy of the course is (%(default)s)")
    add = commands.add_parser("course", help="copy the course to a folder; a later run adds what is new and leaves alone what you changed")
    add.add_argument("folder", metavar="DIR", nargs="?", default=AT_HOME, help="%(default)s")
    add = commands.add_parser("train", help="make the cache for a quick start now, which else the first start does")
    add.add_argument("--shared", action="store_true", help="for all users of this installation, for example in an image")
    commands.add_parser("doctor", help="say what is found and what is missing")
    arguments, others = parser.parse_known_args()
    if others and arguments.command != "lab":
        parser.error(f"unknown: {' '.join(others)}. See leibniz {arguments.command} --help")
    if arguments.command == "lab":
        _lab(arguments.course, others)
    elif arguments.command == "course":
        _give(arguments.folder)
    elif arguments.command == "train":
        _train(arguments.shared)
    elif not doctor.report():
        sys.exit(1)


def _give(folder):
    folder = os.path.abspath(os.path.expanduser(folder))
    try:
        kept = course.give(folder)
    except OSError as e:
        sys.exit(f"leibniz: cannot write {folder} ({e.strerror}): make room there, change its permissions, or choose another folder")
    if kept:
        print(f"Left as you have them, though there are new versions: {' '.join(kept)}")
    print(f"The course is in {folder}", flush=True)
    return folder


def _train(shared):
    home = jdk.find_jdk()
    if home is None:
        sys.exit(f"leibniz: {jdk.missing()}")
    path, problem = cache.train(home, files.options(), cache.SHARED if shared else None)
    if problem:
        sys.exit(f"leibniz: the cache for a quick start could not be made: {problem}")
    print(f"The kernel starts with {path}")


def _lab(folder, options):
    if importlib.util.find_spec("jupyterlab") is None:
        sys.exit(f"leibniz: JupyterLab is missing in this Python environment: {doctor.install_lab()}")
    command = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={_give(folder)}"]
    # The settings show the index as a page and not as its text.
    command += ["--LabApp.default_url=/lab/tree/README.md", f"--LabApp.app_settings_dir={os.path.join(files.COURSE, 'lab')}"]
    if hasattr(os, "getuid") and os.getuid() == 0:
        command.append("--allow-root")
    launcher.become([*command, *options], dict(os.environ))
