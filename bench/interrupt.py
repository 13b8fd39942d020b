"""How long a cell that never ends goes on after an interrupt.

Each round starts every one of the cells below, and a completion that takes seconds, waits until it has burnt enough CPU
time to be compiled or for a second, interrupts, and takes the time until the kernel says that it is idle. Then the next
cell must run, and in the end the process must rest. Ends with exit code 1 when a cell takes 100 ms or more, or when the process
goes on using the CPU.
"""

import statistics
import sys
import time

import jupyter_kernels

JAR = "%maven com.google.guava:guava:33.6.0-jre"
CELLS = {
    "tight loop": "while (true) {}",
    "loop that catches Throwable": "while (true) { try { while (true) {} } catch (Throwable t) { } }",
    "parallel stream": "IntStream.range(0, 1 << 30).parallel().forEach(i -> { while (true) {} });",
    "spawned threads": "{ var t = new Thread(() -> { while (true) {} }); t.start(); t.join(); }",
    "virtual threads": "try (var pool = Executors.newVirtualThreadPerTaskExecutor())"
    " { for (int i = 0; i < 100; i++) pool.submit(() -> { while (true) {} }); }",
    "Thread.sleep": "Thread.sleep(1_000_000);",
    "System.in.read": "System.in.read()",
    "control flow at a = 0": "{ var b = tensor(0.0).mul(2); while (b.norm().item() < 1000) b = b.mul(2); }",
    "loop of matmul": "{ var m = rand(64, 64); while (true) m.matmul(m); }",
    "one long matmul": "large.matmul(large).sum()",
    "loop in a jar of %maven": "com.google.common.collect.Iterators.size(com.google.common.collect.Iterators.cycle(1));",
    "long completion": None,
}
LARGE = "var large = rand(3000, 3000);"
BURNT_SECONDS = 0.5
WAITS_SECONDS = 1
LONGEST_MILLISECONDS = 100
RESTING_SHARE = 0.1  # Of one core; a loop that still ran would take all of it.
RESTS_WITHIN_SECONDS = 10  # The JIT compiler may have work left after the loops.


def main():
    arguments = jupyter_kernels.arguments(__doc__, rounds=10)

    import psutil

    with jupyter_kernels.leibniz_installed(arguments.jupyter):
        kernel = jupyter_kernels.Kernel("leibniz")
        try:
            kernel.result("6 * 7")  # From here on the compiler is ready, so that the CPU time below is the loop's own.
            for preparation in (JAR, LARGE):
                kernel.published(kernel.client.execute(preparation), "status", execution_state="idle")
            process = psutil.Process(kernel.manager.provisioner.pid)
            milliseconds = {name: [] for name in CELLS}
            for _ in range(arguments.rounds):
                for name, code in CELLS.items():
                    milliseconds[name].append(interrupt(kernel, process, code))
            share = resting_share(process)
        finally:
            kernel.stop()
    print(f"\nmilliseconds from interrupt to idle, {arguments.rounds} rounds")
    print(f"{'':40}{'median':>8}{'most':>8}")
    for name, taken in milliseconds.items():
        print(f"{name:40}{statistics.median(taken):8.1f}{max(taken):8.1f}")
    print(f"CPU use afterwards: {share:.0%} of one core")
    slow = [name for name, taken in milliseconds.items() if max(taken) >= LONGEST_MILLISECONDS]
    if slow:
        sys.exit(f"{', '.join(slow)}: {LONGEST_MILLISECONDS} ms or more is too long")
    if share > RESTING_SHARE:
        sys.exit(f"{RESTS_WITHIN_SECONDS} s after the last interrupt the process still uses the CPU: something runs on")


def long_completion(levels=7):
    """Code whose types javac works out for seconds: twice as many of them at each level."""
    code = "1"
    for level in range(levels):
        code = f'Arrays.asList({code}, "a", 2.0, {code})' if level < 3 else f"List.of({code}, Set.of({code}))"
    return code + ".st"


def start(kernel, code):
    if code is None:
        return kernel.client.complete(long_completion())
    request = kernel.client.execute(code, allow_stdin="System.in" in code)
    if "System.in" in code:
        kernel.client.get_stdin_msg(timeout=jupyter_kernels.PATIENCE_SECONDS)
    return request


def interrupt(kernel, process, code):
    """One round: the milliseconds to idle. The next cell must run."""
    request = start(kernel, code)
    kernel.published(request, "status", execution_state="busy")
    before = cpu_seconds(process)
    latest = time.monotonic() + WAITS_SECONDS
    while cpu_seconds(process) - before < BURNT_SECONDS and time.monotonic() < latest:
        time.sleep(0.01)
    began = time.perf_counter()
    kernel.manager.interrupt_kernel()
    kernel.published(request, "status", execution_state="idle")
    taken = (time.perf_counter() - began) * 1000
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
