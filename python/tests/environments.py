"""Python environments with the wheel of this checkout in them, and programs that stand in for a JDK."""

import functools
import os
import subprocess
import sys
import sysconfig
import tempfile
import unittest
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
PROJECT = PACKAGE.parent
KERNELSPEC = PROJECT / "kernel" / "target" / "kernelspec"
# A guard against programs that hang.
PATIENCE_SECONDS = 300

# Notes its locale, its arguments and what is in files of arguments; makes the cache when asked
# for one; refuses options that contain `unheard`, as Java does.
STAND_IN = """#!/bin/sh
{
  echo "run with ${LC_ALL:-${LC_CTYPE:-${LANG-}}}"
  for option; do
    case $option in
      @/dev/fd/*) echo "@file"; cat "${option#@}" ;;
      *) echo "$option" ;;
    esac
  done
} >>"$NOTES"
for option; do
  case $option in
    -XX:AOTCacheOutput=*) PLACE_OF_TRAINING; echo cache >"${option#*=}" ;;
    -version) if grep -q unheard "$NOTES"; then
        echo "OpenJDK 64-Bit Server VM warning: something else"
        echo "Unrecognized VM option 'unheard'"
        echo "Error: Could not create the Java Virtual Machine."
        exit 1
      fi ;;
  esac
done
"""


def stand_in_jdk(home, version="25.0.1", training=":"):
    """What passes for a JDK as long as no kernel has to run; `training` is a command of sh for the time of the training."""
    home = Path(home)
    (home / "bin").mkdir(parents=True)
    for name in ("java", "javac"):
        file = home / "bin" / name
        file.write_text(STAND_IN.replace("PLACE_OF_TRAINING", training))
        file.chmod(0o755)
    (home / "release").write_text(f'IMPLEMENTOR="Any"\nJAVA_VERSION="{version}"\n')
    return home


@functools.cache
def wheel():
    """The wheel of this checkout, built once in a run of the tests."""
    folder = tempfile.TemporaryDirectory(prefix="leibniz-wheel-")
    wheel.folder = folder  # It goes with the process.
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder.name], cwd=PACKAGE, check=True, capture_output=True)
    return next(Path(folder.name).glob("*.whl"))


class Environment:
    """A Python environment with the wheel. It finds what else it needs, such as Jupyter, in that of the tests."""

    def __init__(self, folder, package=None):
        self.folder = Path(folder)
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", self.folder], check=True)
        self.python = self.folder / "bin" / "python"
        self.packages = self.folder / "lib" / f"python{sysconfig.get_python_version()}" / "site-packages"
        (self.packages / "of-the-tests.pth").write_text(sysconfig.get_path("purelib") + "\n")
        self.install(package or wheel())

    def install(self, package, *options):
        command = [sys.executable, "-m", "pip", "--python", self.python, "install", "-q", "--no-deps", "--no-index", *options, package]
        subprocess.run(command, check=True)

    @property
    def kernel(self):
        return self.packages / "leibniz_kernel" / "kernel"

    def run(self, *arguments, environment, check=False, folder=None):
        return run([self.python, *arguments], environment, check, folder)

    def leibniz(self, *arguments, environment, check=True):
        return run([self.folder / "bin" / "leibniz", *arguments], environment, check)


def installed(test):
    """An environment for the tests of a class that change nothing in it."""
    folder = tempfile.TemporaryDirectory(prefix="leibniz-wheel-")
    test.addClassCleanup(folder.cleanup)
    return Environment(Path(folder.name).resolve() / "environment")


def run(command, environment, check=True, folder=None):
    done = subprocess.run(command, env=environment, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=PATIENCE_SECONDS)
    if check and done.returncode != 0:
        raise AssertionError(f"{' '.join(map(str, command))} failed:\n{done.stdout}{done.stderr}")
    return done


class WithHome(unittest.TestCase):
    """Each test has an empty home folder, and none of the machine's Java or Jupyter settings."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="leibniz-wheel-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name).resolve()
        self.home = self.folder / "home"
        self.home.mkdir()
        self.notes = self.folder / "notes"
        self.environment = {"PATH": os.environ["PATH"], "HOME": str(self.home), "NOTES": str(self.notes), "TMPDIR": str(self.folder)}

    def use(self, jdk):
        self.environment["LEIBNIZ_JAVA_HOME"] = str(jdk)

    def hide_jdks(self):
        """No Java is on the PATH, none in the usual places."""
        programs = self.folder / "programs"
        programs.mkdir()
        for folder in os.environ["PATH"].split(os.pathsep):
            for program in Path(folder).glob("*"):
                link = programs / program.name
                if not program.name.startswith("java") and not link.is_symlink():
                    link.symlink_to(program)
        self.environment.pop("LEIBNIZ_JAVA_HOME", None)
        self.environment |= {"PATH": str(programs), "LEIBNIZ_ROOT": str(self.folder / "root")}

    def noted(self):
        """What the stand-in for Java was run with since the last question."""
        text = self.notes.read_text() if self.notes.exists() else ""
        self.notes.unlink(missing_ok=True)
        return text
