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
RESTING_SECONDS = 1.0
RESTING_SHARE = 0.1  # Of one core; a loop that still ran would take all of it.


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
            process = psutil.Process(kernel.manager.provisioner.pid)
            rounds = [interrupt(kernel, process) for _ in range(arguments.rounds)]
        finally:
            kernel.stop()
    milliseconds = [taken for taken, _ in rounds]
    shares = [share for _, share in rounds]
    print(f"\nmilliseconds from interrupt to idle, {arguments.rounds} rounds of {LOOP}")
    print(f"median {statistics.median(milliseconds):.1f}, most {max(milliseconds):.1f}")
    print(f"CPU use afterwards, of one core: median {statistics.median(shares):.0%}, most {max(shares):.0%}")
    if max(milliseconds) >= LONGEST_MILLISECONDS:
        sys.exit(f"a round took {max(milliseconds):.1f} ms, {LONGEST_MILLISECONDS} is too long")
    if statistics.median(shares) > RESTING_SHARE:
        sys.exit(f"after an interrupt the process uses {statistics.median(shares):.0%} of a core: something still runs")


def interrupt(kernel, process):
    """One round: milliseconds to idle, and the share of a core that the process uses afterwards."""
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
    before = cpu_seconds(process)
    time.sleep(RESTING_SECONDS)
    return taken, (cpu_seconds(process) - before) / RESTING_SECONDS


def cpu_seconds(process):
    times = process.cpu_times()
    return times.user + times.system


if __name__ == "__main__":
    main()
