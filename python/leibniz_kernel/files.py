"""What the kernel runs with: its jars in this package, the options for Java, and the environment."""

import fnmatch
import os

HERE = os.path.dirname(os.path.abspath(__file__))
KERNEL = os.path.join(HERE, "kernel")
COURSE = os.path.join(HERE, "course")


def jars():
    """Those that are opened at each start."""
    folder = os.path.join(KERNEL, "lib")
    return [os.path.join(folder, name) for name in sorted(os.listdir(folder)) if name.endswith(".jar")]


def kernel_jar():
    """As the main jar, its manifest names the other jars and the agent that lets cells be declared anew."""
    return next(jar for jar in jars() if os.path.basename(jar).startswith("kernel-"))


def options(chosen=""):
    """Those in the file java-options, without what gives way to the user's."""
    options = []
    with open(os.path.join(KERNEL, "java-options"), encoding="utf-8") as file:
        for line in file:
            option, _, unless = line.strip().partition(" unless ")
            if option.startswith("-") and not (unless and fnmatch.fnmatchcase(chosen, f"*{unless}*")):
                options.append(option)
    return options


def for_java(environment):
    """Where nothing says how names are written, as in a bare container, Java takes them for ASCII."""
    said = environment.get("LC_ALL") or environment.get("LC_CTYPE") or environment.get("LANG") or ""
    return {**environment, "LC_ALL": "C.UTF-8"} if said in ("", "C", "POSIX") and os.name != "nt" else dict(environment)
