"""Does to a kernel whatever comes, in random order, and looks whether it bears it.

Good, wrong, throwing and endless cells, cells that print much, start threads, declare anew, read the input, run out of
stack or memory or try to leave; bursts of cells; interrupts, restarts, questions of the editor, comms, fields of any kind
and bytes that are no messages. Each request must be answered, and where it is known what a cell shows, it must show that.
The kernel is restarted now and then in the first part of the run. In the rest one process must bear everything: at its
end it answers `1 + 1`, no thread is left over, and neither the heap after a collection nor the rest of the process goes
on growing. Ends with exit code 1 otherwise. The seed is printed and draws the same
actions again; how many of them fit into the time depends on the machine.
"""

import collections
import os
import random
import re
import sys
import time
from pathlib import Path

import chaos_cells
import jupyter_kernels
from chaos_kernel import ChaosKernel, Failed

SHARE_WITH_RESTARTS = 0.3
WARM_UP = 100  # actions in the process that is measured before its first sample
ACTIONS_PER_SAMPLE = 25
LEAST_SAMPLES = 12  # four in each third: fewer, and one sample that met a cell's garbage passes for growth
# A cell leaves something for good, since JShell keeps each snippet and Java each class it loaded: some 11 kB in the heap
# and 30 kB outside. Memory also comes and goes, and in its first minute or two a process takes some 50 MB outside of the
# heap for compiled code and classes, which a short run sees as growth.
HEAP_BYTES, HEAP_BYTES_PER_CELL = 2_000_000, 25_000
OTHER_BYTES, OTHER_BYTES_PER_CELL = 80_000_000, 60_000
SETTLE_SECONDS = 30
PLANTS = {
    "memory": 'System.getProperties().put(new Object(), new byte[150_000]);',
    "thread": 'import java.util.concurrent.locks.*; Thread.ofPlatform().name("leaked").daemon().start(() -> { while (true) LockSupport.park(); });',
}


def main():
    arguments = jupyter_kernels.arguments(__doc__, own={
        "--seconds": dict(type=int, default=600, help="default: %(default)s"),
        "--seed": dict(type=int, default=int(time.time()), help="default: the time"),
        "--plant": dict(choices=PLANTS, help="add cells that leak: the run must fail"),
    })
    with jupyter_kernels.leibniz_installed(arguments.jupyter):
        print(f"seed      {arguments.seed}", flush=True)
        run = Run(arguments)
        try:
            run.all()
        except Failed as failed:
            sys.exit(f"action {run.number} of seed {arguments.seed}, {run.action}: {failed}")
        finally:
            run.kernel.stop()


class Sample(collections.namedtuple("Sample", "cells heap other threads")):
    """A process after a collection: the cells it ran since the first sample, bytes in and outside of the heap, threads."""


class Run:
    def __init__(self, arguments):
        self.seconds = arguments.seconds
        self.plant = PLANTS.get(arguments.plant)
        self.random = random.Random(arguments.seed)
        self.kernel = ChaosKernel()
        self.counts = collections.Counter()
        self.number = 0
        self.action = "start"

    def all(self):
        start = time.monotonic()
        while time.monotonic() - start < self.seconds * SHARE_WITH_RESTARTS:
            self.act(restarts=True)
        for _ in range(WARM_UP):
            self.act(restarts=False)
        self.kernel.cells = 0
        samples = [self.sample()]
        while time.monotonic() - start < self.seconds or len(samples) < LEAST_SAMPLES:
            for _ in range(ACTIONS_PER_SAMPLE):
                self.act(restarts=False)
            samples.append(self.sample())
        self.action = "1 + 1 at the end"
        self.kernel.must_show("1 + 1", "2")
        self.action = "the threads at the end"
        left = self.threads_left(samples[0])
        print(f"actions   {self.number}, {self.counts['restart']} restarts among them")
        print("kinds     " + ", ".join(f"{name} {count}" for name, count in sorted(self.counts.items())))
        problems = [f"threads that are left over: {', '.join(left)}"] if left else []
        problems += growth("the heap", [(s.cells, s.heap) for s in samples], HEAP_BYTES, HEAP_BYTES_PER_CELL)
        problems += growth(
            "the process outside of its heap", [(s.cells, s.other) for s in samples], OTHER_BYTES, OTHER_BYTES_PER_CELL
        )
        if problems:
            sys.exit("\n".join(problems))

    def act(self, restarts):
        self.number += 1
        actions = dict(chaos_cells.ACTIONS)
        if restarts:
            actions[chaos_cells.restart] = 2
        action = self.random.choices(list(actions), list(actions.values()))[0]
        self.action = action.__name__
        self.counts[self.action] += 1
        action(self.kernel, self.random)
        if self.plant:
            self.kernel.must_run(self.plant)

    def sample(self):
        self.action = "a sample"
        used, *threads = self.kernel.shown(chaos_cells.PROBE).split("\n")
        other = resident_outside_of_heap(self.kernel.process().pid)
        return Sample(self.kernel.cells, int(used), other, collections.Counter(map(pool, threads)))

    def threads_left(self, first):
        """The threads that were not there in the first sample and do not end; those of pools may rest for a minute."""
        deadline = time.monotonic() + SETTLE_SECONDS
        while True:
            now = self.sample().threads
            left = now - first.threads
            for name in chaos_cells.POOLS:
                if left[name] <= os.cpu_count():
                    del left[name]
            if not left or time.monotonic() > deadline:
                print(f"threads   {sum(first.threads.values())} in the first sample, {sum(now.values())} at the end")
                return [f"{count} of the name {name}" for name, count in sorted(left.items())]


def resident_outside_of_heap(pid):
    """Bytes. Java puts a heap of less than 32 GB below that address, so that references to it are short, and nothing else."""
    resident, outside = 0, False
    for line in Path(f"/proc/{pid}/smaps").read_text().splitlines():
        if mapping := re.match(r"([0-9a-f]+)-[0-9a-f]+ ", line):
            outside = int(mapping[1], 16) >= 1 << 35
        elif outside and line.startswith("Rss:"):
            resident += int(line.split()[1]) * 1024
    return resident


def pool(thread):
    """The name of a thread without the number that pools give it."""
    return re.sub(r"-\d+$", "", thread)


def growth(what, values, allowed, allowed_per_cell):
    """Compares the second third of the samples with the last; of each the least, which has least of what comes and goes."""
    third = max(1, len(values) // 3)
    before, after = (min(part, key=lambda value: value[1]) for part in (values[-2 * third : -third], values[-third:]))
    cells = after[0] - before[0]
    most = allowed + allowed_per_cell * cells
    grown = f"{what} grew from {before[1] / 1e6:.1f} to {after[1] / 1e6:.1f} MB in {cells} cells"
    print(f"memory    {grown}")
    return [f"{grown}, {most / 1e6:.1f} MB more is the limit"] if after[1] - before[1] > most else []


if __name__ == "__main__":
    main()
