"""Finds a JDK that is new enough: on Unix where find-jdk.sh looks, in the same order, and in the Python environment."""

import contextlib
import glob
import os
import shutil
import subprocess
import sys

NEEDED = 25
WINDOWS = os.name == "nt"

# LEIBNIZ_ROOT goes before these: tests point it at an empty folder to hide the JDKs installed.
OF_THE_SYSTEM = (
    "/usr/lib/jvm/*",
    "/usr/lib64/jvm/*",
    "/usr/java/*",
    "/opt/java/*",
    "/opt/jdk*",
    "/usr/local/lib/jvm/*",
    "/Library/Java/JavaVirtualMachines/*/Contents/Home",
    "/opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home",
    "/usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home",
    "/home/linuxbrew/.linuxbrew/opt/openjdk*/libexec",
)
OF_THE_USER = (
    "Library/Java/JavaVirtualMachines/*/Contents/Home",
    ".jdks/*",
    ".sdkman/candidates/java/*",
    ".asdf/installs/java/*",
    ".local/share/mise/installs/java/*",
    ".gradle/jdks/*",
)
# By the variable that names the folder.
ON_WINDOWS = (
    ("ProgramFiles", "Java/*"),
    ("ProgramFiles", "*/jdk*"),
    ("ProgramFiles", "Zulu/*"),
    ("LOCALAPPDATA", "Programs/*/jdk*"),
    ("USERPROFILE", ".jdks/*"),
    ("USERPROFILE", "scoop/apps/*jdk*/current"),
)


def find_jdk(environment=os.environ, windows=WINDOWS):
    """The home of the first JDK that is new enough, or None."""
    return next((home for home in _candidates(environment, windows) if is_jdk(home, windows)), None)


def _candidates(environment, windows):
    if environment.get("LEIBNIZ_JAVA_HOME"):
        yield environment["LEIBNIZ_JAVA_HOME"]
    with contextlib.suppress(ImportError):  # It is there for those who asked for it: leibniz-kernel[java].
        import leibniz_jdk

        yield leibniz_jdk.HOME
    if environment.get("JAVA_HOME"):
        yield environment["JAVA_HOME"]
    java = shutil.which("java", path=environment.get("PATH", ""))
    if java:
        yield os.path.dirname(os.path.dirname(os.path.realpath(java)))
    # The package openjdk of conda.
    yield os.path.join(sys.prefix, "Library") if windows else os.path.join(sys.prefix, "lib", "jvm")
    if windows:
        places = [(environment.get(name), place) for name, place in ON_WINDOWS]
    else:
        places = [(environment.get("LEIBNIZ_ROOT", ""), place) for place in OF_THE_SYSTEM]
        places += [(environment.get("HOME", "") + "/", place) for place in OF_THE_USER]
    for folder, place in places:
        if folder is not None:
            yield from sorted(glob.glob(os.path.join(glob.escape(folder), "") + place if windows else glob.escape(folder) + place))


def is_jdk(home, windows=WINDOWS):
    """The file `release` in a JDK's home names its version, so no Java needs to start to learn it. A folder without
    javac is a JRE or a partial image, which JShell cannot run in."""
    programs = (program(home, name, windows) for name in ("java", "javac"))
    return all(os.access(each, os.X_OK) for each in programs) and _major(version(home)) >= NEEDED


def program(home, name, windows=WINDOWS):
    return os.path.join(home, "bin", name + ".exe" if windows else name)


def version(home):
    """What the file `release` says, such as 25.0.1; empty where it says nothing."""
    try:
        with open(os.path.join(home, "release"), encoding="utf-8", errors="replace") as file:
            for line in file:
                key, _, value = line.partition("=")
                if key == "JAVA_VERSION":
                    return value.strip().strip('"')
    except OSError:
        pass
    return ""


def _major(text):
    digits = text[: next((i for i, c in enumerate(text) if not c.isdigit()), len(text))]
    return int(digits or 0)


def missing(environment=os.environ):
    """What to tell who has no JDK, in a line."""
    return (
        f"Leibniz needs a JDK {NEEDED} or newer and found none. Install one and restart the kernel, or set "
        f"LEIBNIZ_JAVA_HOME to its folder: {command_to_install(environment)}"
    )


def missing_in_lines(environment=os.environ):
    """The same for a dialog, which does not break lines; neither does a shell take them for several commands."""
    command = command_to_install(environment).replace(" && ", " &&\n    ").replace(" | ", " |\n    ")
    return (
        f"Leibniz needs a JDK {NEEDED} or newer and found none. Install one and start the kernel again:\n\n"
        f"    {command}\n\nor set LEIBNIZ_JAVA_HOME to the folder of yours before you start Jupyter."
    )


def command_to_install(environment=os.environ, system=sys.platform):
    if system == "win32":
        return f"winget install EclipseAdoptium.Temurin.{NEEDED}.JDK"
    if system == "darwin":
        return f"brew install --cask temurin@{NEEDED}"
    path = environment.get("PATH", "")
    package = f"openjdk-{NEEDED}-jdk-headless"
    apt = shutil.which("apt-cache", path=path)
    if apt and subprocess.run([apt, "show", package], env=environment, capture_output=True).returncode == 0:
        return f"sudo apt-get install {package}"
    for tool, command in (
        ("dnf", f"install java-{NEEDED}-openjdk-devel"),
        ("zypper", f"install java-{NEEDED}-openjdk-devel"),
        ("apk", f"add openjdk{NEEDED}"),
    ):
        if shutil.which(tool, path=path):
            return f"sudo {tool} {command}"
    machine = "aarch64" if os.uname().machine in ("aarch64", "arm64") else "x64"
    address = f"https://api.adoptium.net/v3/binary/latest/{NEEDED}/ga/linux/{machine}/jdk/hotspot/normal/eclipse"
    return f"mkdir -p ~/.jdks && curl -L {address} | tar -xz -C ~/.jdks"
