"""How long the displays take for the examples of the course, once warm.

Ends with exit code 1 when one of them needs more than 20 ms of the processor's time. That is what counts, since the time of the
clock, which is printed too, depends on what else the machine does.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

import jupyter_kernels

JMH = jupyter_kernels.ROOT / "bench" / "jmh" / "target"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--no-build", action="store_true", help="measure what was built last")
    arguments = parser.parse_args()
    jdk = jupyter_kernels.jdk()
    jupyter_kernels.print_facts(jdk)
    if not arguments.no_build:
        subprocess.run(["mvn", "-q", "-B", "-P", "bench", "-pl", "bench/jmh", "-am", "package", "-Dmaven.test.skip=true"],
                       cwd=jupyter_kernels.ROOT, check=True, stdout=sys.stderr)
    command = [Path(jdk, "bin", "java"), "-Djava.awt.headless=true", "-cp", f"{JMH}/classes{os.pathsep}{JMH}/lib/*", "leibniz.bench.Rendering"]
    sys.exit(subprocess.run(command).returncode)


if __name__ == "__main__":
    main()
