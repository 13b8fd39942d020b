"""How long the check of an exercise takes once warm: each solution is declared and checked, again and again.

A round trip goes from the moment the client sends `check("...")` until the kernel is idle again. Ends with exit code 1
when the median of an exercise is over the limit.
"""

import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import jupyter_kernels

LIMIT = 300  # milliseconds
WARM_UP = 3
LIBRARIES = jupyter_kernels.ROOT / "kernel" / "target" / "kernelspec" / "lib" / "*"


def main():
    arguments = jupyter_kernels.arguments(__doc__, rounds=10)
    with jupyter_kernels.leibniz_installed(arguments.jupyter):
        figures = dict(measure(arguments.rounds))
    print(f"\nmilliseconds, {arguments.rounds} rounds\n{'':24}{'median':>8}{'most':>8}")
    for name, taken in sorted(figures.items(), key=lambda item: -statistics.median(item[1])):
        print(f"{name:24}{statistics.median(taken):8.0f}{max(taken):8.0f}")
    missed = [name for name, taken in figures.items() if statistics.median(taken) > LIMIT]
    if missed or not figures:
        sys.exit(f"over the limit of {LIMIT} ms: {', '.join(missed) or 'no exercise was found'}")


def measure(rounds):
    """The name of each exercise and the milliseconds of each round."""
    for cells in solutions():
        kernel = jupyter_kernels.Kernel("leibniz")
        try:
            for code in cells:
                run(kernel, code)
                if check := re.search(r'^check\("([a-z0-9-]+)"\)', code, re.MULTILINE):
                    for _ in range(WARM_UP):
                        run(kernel, code)
                    yield check.group(1), [run(kernel, code) for _ in range(rounds)]
        finally:
            kernel.stop()


def solutions():
    """The code cells of each notebook of exercises, with the solutions written in."""
    with tempfile.TemporaryDirectory(prefix="leibniz-checks-") as folder:
        java = Path(jupyter_kernels.jdk(), "bin", "java")
        writer = [java, "-cp", LIBRARIES, "leibniz.course.notebooks.NotebookWriter", "solutions", "en", folder]
        subprocess.run(writer, check=True)
        for notebook in sorted(Path(folder).glob("*.ipynb")):
            cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
            yield ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


def run(kernel, code):
    """Milliseconds; a cell that fails ends the measurement."""
    start = time.perf_counter()
    reply = kernel.client.execute(code)
    kernel.published(reply, "status", execution_state="idle")
    taken = (time.perf_counter() - start) * 1000
    answer = kernel.client.get_shell_msg(timeout=jupyter_kernels.PATIENCE_SECONDS)["content"]
    if answer["status"] != "ok":
        raise SystemExit(f"{code}\nfailed: {answer.get('ename')}: {answer.get('evalue')}")
    return taken


if __name__ == "__main__":
    main()
