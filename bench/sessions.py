"""What a long session costs: the time of a cell and the memory that cells leave, over ten thousand of them.

The cells are those of a long day: expressions, statements, variables given other values, prints, a method declared anew
now and then. Ends with exit code 1 when a cell at the end takes more than 1.5 times as long as one at the start, or when
each leaves more than 5 kB in the heap.
"""

import statistics
import sys
import time

import jupyter_kernels

CELLS = 10_000
WARM_UP = 500
MEASURED = 300
MOST_TIMES = 1.5
MOST_BYTES = 5_000
HEAP = "for (int i = 0; i < 3; i++) System.gc();\nRuntime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()"
CLASSES = "java.lang.management.ManagementFactory.getClassLoadingMXBean().getLoadedClassCount()"
DECLARED = "int total = 0;\nvar list = new ArrayList<Integer>();\nint twice(int n) { return 2 * n; }"


def cell(number):
    match number % 10:
        case 0 | 1 | 2:
            return f"{number} + total"
        case 3 | 4:
            return f"total = twice({number});"
        case 5:
            return f"for (int i = 0; i < 10; i++) total += i + {number};"
        case 6:
            return f'System.out.println("cell {number}");'
        case 7:
            return f"var x = List.of({number}, total);\nx.size()"
        case 8:
            return f"list.add({number});\nlist.stream().mapToInt(i -> i).max().getAsInt()"
        case _:
            return f"int last = {number};" if number % 100 != 99 else f"int twice(int n) {{ return 2 * n + {number}; }}"


def main():
    arguments = jupyter_kernels.arguments(__doc__, own={"--cells": {"type": int, "default": CELLS, "help": "default: %(default)s"}})

    with jupyter_kernels.leibniz_installed(arguments.jupyter):
        kernel = jupyter_kernels.Kernel("leibniz")
        try:
            run(kernel, DECLARED)
            for number in range(WARM_UP):
                run(kernel, cell(number))
            heap, classes = int(kernel.result(HEAP)), int(kernel.result(CLASSES))
            taken = [run(kernel, cell(WARM_UP + number)) for number in range(arguments.cells)]
            left = (int(kernel.result(HEAP)) - heap) / arguments.cells
            loaded = int(kernel.result(CLASSES)) - classes
        finally:
            kernel.stop()
    start, end = statistics.median(taken[:MEASURED]), statistics.median(taken[-MEASURED:])
    print(f"\na cell takes {start:.1f} ms at the start and {end:.1f} ms after {arguments.cells} cells: {end / start:.2f} times")
    print(f"each leaves {left / 1e3:.1f} kB in the heap and {loaded / arguments.cells:.2f} classes")
    problems = []
    if end > MOST_TIMES * start:
        problems.append(f"a cell takes {end / start:.2f} times as long at the end, {MOST_TIMES} times is the limit")
    if left > MOST_BYTES:
        problems.append(f"a cell leaves {left / 1e3:.1f} kB, {MOST_BYTES / 1e3:.1f} kB is the limit")
    if problems:
        sys.exit("\n".join(problems))


def run(kernel, code):
    """The milliseconds until the kernel is idle again; the cell must come to its end."""
    started = time.perf_counter()
    request = kernel.client.execute(code)
    kernel.published(request, "status", execution_state="idle")
    taken = (time.perf_counter() - started) * 1e3
    status = kernel.client.get_shell_msg(timeout=jupyter_kernels.PATIENCE_SECONDS)["content"]["status"]
    if status != "ok":
        sys.exit(f"this cell failed: {code}")
    return taken


if __name__ == "__main__":
    main()
