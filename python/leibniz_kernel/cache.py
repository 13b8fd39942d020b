"""The cache that lets the kernel start in half the time: Java takes classes that it parsed and linked before from it. It
holds paths, so it is made where the kernel stays: beside the first kernel, while that already runs."""

import contextlib
import os
import shutil
import subprocess
import sys
import time
import zlib

from leibniz_kernel import files, jdk

# Far longer than it takes to make one.
GIVEN_UP_SECONDS = 300
KEPT_UNUSED_SECONDS = 60 * 24 * 3600
SHARED = os.path.join(files.HERE, "cache")


def of_user(environment=os.environ):
    """The folder for caches of this user."""
    if jdk.WINDOWS:
        folder = environment.get("LOCALAPPDATA") or os.path.expanduser("~/AppData/Local")
    elif sys.platform == "darwin":
        folder = os.path.expanduser("~/Library/Caches")
    else:
        folder = environment.get("XDG_CACHE_HOME", "")
        folder = folder if os.path.isabs(folder) else os.path.expanduser("~/.cache")
    return os.path.join(folder, "leibniz")


def name(home):
    """The name of the cache for these jars and this JDK. Java does not notice that the content of a jar changed, and would
    run the old classes; a jar that was written anew it does notice, and leaves the cache unused."""
    checksum = zlib.crc32(files.KERNEL.encode(errors="surrogateescape"))
    for each in [*files.jars(), os.path.join(home, "release")]:
        with open(each, "rb") as file:
            checksum = zlib.crc32(b"%d" % int(os.fstat(file.fileno()).st_mtime), checksum)
            checksum = zlib.crc32(file.read(), checksum)
    return f"classes-{checksum:08x}.aot"


def find(home):
    """The cache to start with: one made for all users of this installation, or the user's own; None where there is none."""
    own = name(home)
    for folder in (SHARED, of_user()):
        path = os.path.join(folder, own)
        if os.path.exists(path):
            with contextlib.suppress(OSError):  # Someone else's, which then never gets old.
                os.utime(path)
            return path
    return None


def train(home, options, folder=None):
    """Makes the cache unless it is there; its path, and what went wrong or None. Kernels that are started meanwhile do not
    see it before it is complete."""
    folder = folder or of_user()
    shared = folder == SHARED
    own = name(home)
    path = os.path.join(folder, own)
    work = f"{path}.training"
    if os.path.exists(path):
        return path, None
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        if shared:
            # Whatever is the habit of the administrator, others are to read it.
            os.chmod(folder, 0o755)
        if not _claim(work):
            return path, f"another process makes it now; where that was ended, remove {work}"
        try:
            return path, _train(home, options, work, path, shared)
        finally:
            shutil.rmtree(work, ignore_errors=True)
            _remove_unused(folder)
    except OSError as e:
        return path, f"cannot write {folder}: {e.strerror or e}"


def _claim(work):
    """Whether this process is the one that makes the cache."""
    with contextlib.suppress(OSError):
        if time.time() - os.stat(work).st_mtime > GIVEN_UP_SECONDS:
            # Only one process can move it away.
            os.rename(work, f"{work}.{os.getpid()}")
            shutil.rmtree(f"{work}.{os.getpid()}", ignore_errors=True)
    try:
        os.mkdir(work)
    except FileExistsError:
        return False
    return True


def _train(home, options, work, path, shared):
    made = os.path.join(work, "classes.aot")
    # What the training runs does not belong in the history of the user's cells, nor the user's scripts in the training.
    environment = {key: value for key, value in files.for_java(os.environ).items() if not key.startswith(("LEIBNIZ_", "IJAVA_", "JJAVA_"))}
    command = [jdk.program(home, "java"), *options, f"-XX:AOTCacheOutput={made}", "-jar", files.kernel_jar(), "--train"]
    done = subprocess.run(
        command,
        env=environment | {"XDG_DATA_HOME": work},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    if done.returncode != 0 or not os.path.exists(made):
        said = done.stdout.strip().splitlines()
        problem = f"Java ended with {done.returncode}: {said[-1] if said else 'it said nothing'}"
        with open(_failure(path), "w", encoding="utf-8") as file:
            file.write(problem)
        return problem
    if name(home) != os.path.basename(path):
        return "the kernel was installed anew meanwhile"
    if shared:
        os.chmod(made, 0o644)
    with contextlib.suppress(PermissionError):  # On Windows, where another process put it there and a kernel reads it.
        os.replace(made, path)
    with contextlib.suppress(FileNotFoundError):
        os.unlink(_failure(path))
    return None


def failure(home):
    """Why the last attempt came to nothing; None where there was none."""
    try:
        with open(_failure(os.path.join(of_user(), name(home))), encoding="utf-8") as file:
            return file.read()
    except OSError:
        return None


def _failure(path):
    return f"{path}.failed"


def _remove_unused(folder):
    """Of installations that are gone, and of versions that were replaced."""
    for entry in os.scandir(folder):
        if entry.name.startswith("classes-") and entry.is_file() and time.time() - entry.stat().st_mtime > KEPT_UNUSED_SECONDS:
            os.unlink(entry.path)


def train_beside(home):
    """Makes the cache in a process that belongs to nobody, since this one becomes the kernel: Jupyter may end the kernel's
    process group, and cells may look at the kernel's children. It gives way to the kernel that starts. What failed once
    with these jars and this JDK is not tried again; `leibniz train` does."""
    if failure(home) is not None:
        return
    command = [sys.executable, "-m", "leibniz_kernel", "--train"]
    environment = os.environ | {"LEIBNIZ_JAVA_HOME": home}
    if jdk.WINDOWS:
        apart = subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.BELOW_NORMAL_PRIORITY_CLASS
        nothing = subprocess.DEVNULL
        subprocess.Popen(command, env=environment, creationflags=apart, stdin=nothing, stdout=nothing, stderr=nothing)
        return
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        return
    try:
        os.setsid()
        if not os.fork():
            os.nice(10)
            nothing = os.open(os.devnull, os.O_RDWR)
            for stream in (0, 1, 2):
                os.dup2(nothing, stream)
            os.execve(command[0], command, environment)
    finally:
        os._exit(0)
