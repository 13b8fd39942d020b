"""What `launch` in the kernelspec of install.sh does, without sh: the two start the same Java with the same options."""

import os
import subprocess
import sys

from leibniz_kernel import cache, files, jdk


def main(arguments):
    home = jdk.find_jdk()
    if home is None:
        sys.exit(jdk.missing())
    if arguments == ["--train"]:
        _, problem = cache.train(home, files.options())
        sys.exit(problem)
    environment = files.for_java(os.environ)
    command, handed_over = _command(home, arguments, environment)
    become(command, environment, handed_over)


def _command(home, arguments, environment):
    """The command line that starts the kernel, and the open file that it names, if any."""
    chosen = _chosen(environment)
    java = [jdk.program(home, "java"), *files.options(chosen)]
    kernel = ["-jar", files.kernel_jar(), *arguments]
    cached = cache.find(home)
    if cached:
        # Where Java cannot use the cache it does without and says so; -Xlog:disable keeps that off the terminal.
        kernel = [f"-XX:AOTCache={cached}", "-Xlog:disable", *kernel]
    else:
        cache.train_beside(home)
    if not chosen.strip(" "):
        return [*java, *kernel], None
    name, file = _argument_file(chosen)
    refused = _refused([*java, name], file, environment)
    if refused is not None:
        _discard(file)
        return [*java, f"-Dleibniz.refused={refused}", *kernel], None
    return [*java, name, *kernel], file


def _chosen(environment):
    """Options that the user chose; JJAVA_JVM_OPTS is for those who had JJava before."""
    chosen = f"{environment.get('LEIBNIZ_JVM_OPTS', '')} {environment.get('JJAVA_JVM_OPTS', '')}"
    for name in ("LEIBNIZ_COMPILER_OPTS", "IJAVA_COMPILER_OPTS", "JJAVA_COMPILER_OPTS"):
        if "--enable-preview" in environment.get(name, ""):
            return f"{chosen} --enable-preview"
    return chosen


def _argument_file(text):
    """Java reads the options as the lines of a file, in which an option with blanks stands in quotes. On Unix the file
    has no name, so that nothing is left of it, and is read from the start each time that it is handed over."""
    import tempfile

    file = tempfile.TemporaryFile() if not jdk.WINDOWS else tempfile.NamedTemporaryFile(delete=False)
    text += "\n"
    file.write(text.encode("mbcs", "replace") if jdk.WINDOWS else os.fsencode(text))
    file.flush()
    return f"@{file.name}" if jdk.WINDOWS else f"@/dev/fd/{file.fileno()}", file


def _refused(command, file, environment):
    """With an option that it does not take Java ends before it can tell anyone; what it says then, or None."""
    tried = subprocess.run(
        [*command, "-version"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", **_handing(file)
    )
    if tried.returncode == 0:
        return None
    noise = ("Error occurred", "Error: Could not")
    lines = [line for line in tried.stdout.splitlines() if not line.startswith(noise) and "warning:" not in line]
    return lines[0] if lines else ""


def _handing(file):
    if file is None or jdk.WINDOWS:
        return {}
    file.seek(0)
    return {"pass_fds": [file.fileno()]}


def become(command, environment, file=None):
    """Ends in the command. On Unix this process becomes it, so that what Jupyter started, watches and kills is the Java
    process itself. Windows cannot do that: there the command is a child, and Java ends when this process does."""
    if jdk.WINDOWS:
        attend(command, environment, file)
    sys.stdout.flush()
    sys.stderr.flush()
    if file is not None:
        file.seek(0)
        os.set_inheritable(file.fileno(), True)
    os.execve(command[0], command, environment)


def attend(command, environment, file=None):
    """Runs the command as a child and ends with its exit code."""
    import signal

    # Jupyter interrupts by a message. What the terminal sends goes to the child too, which decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    code = subprocess.call(command, env=environment)
    if file is not None:
        _discard(file)
    sys.exit(code)


def _discard(file):
    file.close()
    if jdk.WINDOWS:
        os.unlink(file.name)
