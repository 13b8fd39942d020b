"""What a kernel does with memory: a million printed lines must not need any, and a notebook must get what it needs.

Prints a million lines twice and looks at the most memory that the process ever had resident, before and after the second
time; then makes arrays until a notebook holds half of the memory that the machine has left. Ends with exit code 1 when the
second million needs more than 16 MB on top, when the heap may not grow to half of the machine's memory, or when the arrays
do not fit.
"""

import re
import sys
from pathlib import Path

import jupyter_kernels

LINES = 1_000_000
PRINT = f'for (int i = 0; i < {LINES}; i++) System.out.println("line " + i + " of a long output, as a training loop prints it");'
MOST_MEGABYTES = 16
ARRAY_BYTES = 1 << 28


def main():
    arguments = jupyter_kernels.arguments(__doc__)

    import psutil

    problems = []
    with jupyter_kernels.leibniz_installed(arguments.jupyter):
        kernel = jupyter_kernels.Kernel("leibniz")
        try:
            printed(kernel)
            before = most_resident(kernel)
            if (lines := printed(kernel)) != LINES:
                problems.append(f"of {LINES} lines {lines} arrived")
            grown = most_resident(kernel) - before
            print(f"\n{before:.0f} MB resident at most after {LINES} lines, {grown:.0f} MB more after as many again")
            if grown > MOST_MEGABYTES:
                problems.append(f"a million lines need {grown:.0f} MB, {MOST_MEGABYTES} MB is the limit")

            machine = psutil.virtual_memory()
            share = int(kernel.result("Runtime.getRuntime().maxMemory()")) / machine.total
            print(f"the heap may grow to {share:.0%} of the machine's {machine.total / 1e9:.0f} GB")
            if share < 0.5 and machine.total < 60e9:  # With more the flags keep it at 30 GB: see java-options.
                problems.append("a notebook may not use most of the memory of the machine")
            arrays = machine.available // 2 // ARRAY_BYTES
            held = kernel.result(
                f"var held = new ArrayList<byte[]>();\nfor (int i = 0; i < {arrays}; i++) held.add(new byte[{ARRAY_BYTES}]);\nheld.size()"
            )
            print(f"a notebook holds {int(held) * ARRAY_BYTES / 1e9:.1f} GB in {held} arrays")
        finally:
            kernel.stop()
    if problems:
        sys.exit("\n".join(problems))


def printed(kernel):
    """Runs the cell that prints, takes all that arrives, and counts the lines."""
    request = kernel.client.execute(PRINT)
    lines = 0
    while True:
        message = kernel.client.get_iopub_msg(timeout=jupyter_kernels.PATIENCE_SECONDS)
        if message["parent_header"].get("msg_id") != request:
            continue
        if message["msg_type"] == "stream":
            lines += message["content"]["text"].count("\n")
        elif message["content"].get("execution_state") == "idle":
            return lines


def most_resident(kernel):
    """In megabytes, since the process began."""
    status = Path(f"/proc/{kernel.processes()[0].pid}/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) / 1e3


if __name__ == "__main__":
    main()
