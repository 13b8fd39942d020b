"""How long a cell in an endless loop goes on after an interrupt.

Each round starts `while (true) {}`, waits until the loop has burnt enough CPU time to be compiled, interrupts, and
takes the time until the kernel says that it is idle. Then the next cell must run, and the process must rest. Ends with
exit code 1 when a round takes 100 ms or more, or when the process goes on using the CPU.
"""

import argparse
import statistics
import sys
import time

import jupyter_kernels

LOOP = "while (true) {}"
BURNT_SECONDS = 0.5
LONGEST_MILLISECONDS = 100
RESTING_SHARE = 0.1  # Of one core; a loop that still ran would take all of it.
RESTS_WITHIN_SECONDS = 10  # The JIT compiler may have work left after the loops.


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--setup", metavar="DIR", help="make a Python environment with what this needs, and stop")
    parser.add_argument("--rounds", type=int, default=20, help="default: %(default)s")
    arguments = parser.parse_args()
    if arguments.setup:
        return jupyter_kernels.set_up(arguments.setup)

    import psutil

    with jupyter_kernels.leibniz_installed():
        kernel = jupyter_kernels.Kernel("leibniz")
        try:
            kernel.result("6 * 7")  # From here on the compiler is ready, so that the CPU time below is the loop's own.
            process = psutil.Process(kernel.manager.provisioner.pid)
            milliseconds = [interrupt(kernel, process) for _ in range(arguments.rounds)]
            share = resting_share(process)
        finally:
            kernel.stop()
    print(f"\nmilliseconds from interrupt to idle, {arguments.rounds} rounds of {LOOP}")
    print(f"median {statistics.median(milliseconds):.1f}, most {max(milliseconds):.1f}")
    print(f"CPU use afterwards: {share:.0%} of one core")
    if max(milliseconds) >= LONGEST_MILLISECONDS:
        sys.exit(f"a round took {max(milliseconds):.1f} ms, {LONGEST_MILLISECONDS} is too long")
    if share > RESTING_SHARE:
        sys.exit(f"{RESTS_WITHIN_SECONDS} s after the last interrupt the process still uses the CPU: something runs on")


def interrupt(kernel, process):
    """One round: the milliseconds to idle. The next cell must run."""
    request = kernel.client.execute(LOOP)
    kernel.published(request, "status", execution_state="busy")
    before = cpu_seconds(process)
    while cpu_seconds(process) - before < BURNT_SECONDS:
        time.sleep(0.01)
    start = time.perf_counter()
    kernel.manager.interrupt_kernel()
    kernel.published(request, "status", execution_state="idle")
    taken = (time.perf_counter() - start) * 1000
    if (shown := kernel.result("6 * 7")) != "42":
        sys.exit(f"after an interrupt 6 * 7 shows {shown}")
    return taken


def resting_share(process):
    """The share of one core that the process uses in the first second in which it rests, or in the last one looked at."""
    for _ in range(RESTS_WITHIN_SECONDS):
        before = cpu_seconds(process)
        time.sleep(1)
        share = cpu_seconds(process) - before
        if share <= RESTING_SHARE:
            break
    return share


def cpu_seconds(process):
    times = process.cpu_times()
    return times.user + times.system


if __name__ == "__main__":
    main()
