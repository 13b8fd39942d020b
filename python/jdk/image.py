"""Makes the image by jlink from the JDK in LEIBNIZ_JAVA_HOME, which says for which platform it is."""

import os
import platform
import re
import shutil
import subprocess
from pathlib import Path

# What cells may use of Java, with the compiler and JShell; jlink adds what these need. Left out are the tools that nobody
# calls from a notebook, and what is for servers and desktops of other times.
MODULES = (
    "java.se",
    "jdk.charsets",
    "jdk.compiler",
    "jdk.crypto.ec",
    "jdk.httpserver",
    "jdk.incubator.vector",
    "jdk.jshell",
    "jdk.localedata",
    "jdk.management",
    "jdk.naming.dns",
    "jdk.net",
    "jdk.unsupported",
    "jdk.zipfs",
)


def jdk():
    home = os.environ.get("LEIBNIZ_JAVA_HOME")
    if not home or not Path(home, "release").exists():
        raise SystemExit("set LEIBNIZ_JAVA_HOME to the JDK to make the image from")
    return Path(home)


def version():
    """25.0.3 as the JDK writes it, which Python takes for a version too."""
    return re.search(r'JAVA_VERSION="([\d.]+)', (jdk() / "release").read_text())[1]


def make(folder):
    """Makes the image anew. With class data for quick starts, which the cache of the kernel is built on."""
    shutil.rmtree(folder, ignore_errors=True)
    options = ["--generate-cds-archive", "--no-header-files", "--no-man-pages"]
    command = [jdk() / "bin" / "jlink", "--add-modules", ",".join(MODULES), *options, "--output", folder]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    # For heaps beyond 32 GB, which the kernel does not have.
    for unused in Path(folder).glob("*/server/classes_nocoops*.jsa"):
        unused.unlink()


def tag(folder):
    """The platform of the image in the name of a wheel. On Linux, the newest glibc that one of its libraries asks for."""
    machine = {"AMD64": "amd64", "arm64": "arm64"}.get(platform.machine(), platform.machine())
    if platform.system() == "Windows":
        return f"py3-none-win_{machine}"
    if platform.system() == "Darwin":
        return f"py3-none-macosx_11_0_{machine}"
    asked = {int(minor) for file in Path(folder).rglob("*.so") for minor in re.findall(rb"GLIBC_2\.(\d+)", file.read_bytes())}
    return f"py3-none-manylinux_2_{max(asked)}_{machine}"
