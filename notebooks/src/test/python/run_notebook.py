"""Runs notebooks from top to bottom, each in a fresh kernel, and compares each cell's outputs with those stored in it.

With --record stores the outputs instead, which is how authors put them there. A cell that is meant to fail carries
the tag `raises-exception`; a cell whose output differs from run to run the tag `timing`, at most two in a notebook.
"""

import argparse
import os
import sys
from pathlib import Path

import nbformat
from jupyter_client.kernelspec import get_kernel_spec
from nbclient import NotebookClient

import kernels
import outputs

MOST_TIMING_CELLS = 2
PATIENCE_SECONDS = 300


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("notebooks", type=Path, nargs="+", metavar="notebook")
    parser.add_argument("--record", action="store_true", help="store the outputs in the notebooks")
    parser.add_argument("--jupyter", type=Path, help="Jupyter folder with the kernel; default: the one last built")
    parser.add_argument("--kernel", default="leibniz", help="name of the kernel; default: %(default)s")
    arguments = parser.parse_args()
    with kernels.jupyter_path(arguments.jupyter):
        failed = [path for path in arguments.notebooks if not holds(path.resolve(), arguments.kernel, arguments.record)]
    if failed:
        sys.exit(1)


def holds(path, kernel, recording):
    """Whether a notebook runs and shows what is stored in it, or what it shows is stored now; says what does not."""
    stored = nbformat.read(path, as_version=4)
    actual = run(stored, path.parent, kernel)
    problems = check_run(actual)
    if not recording:
        problems += check_stored(stored, kernel) + compare(stored, actual)
        if problems:
            problems.append(f"If the new outputs are right, record them:\n    {record_command(path)}")
    elif not problems:
        spec = get_kernel_spec(kernel)
        actual.metadata.kernelspec = {"display_name": spec.display_name, "language": spec.language, "name": kernel}
        record(stored, actual, path)
    if problems:
        print(f"{shown(path)}\n" + "\n\n".join(problems), flush=True)
    return not problems


def run(stored, folder, kernel):
    """A copy of the notebook with the outputs of a run; a failing cell does not end it."""
    notebook = nbformat.from_dict(stored)
    for _, _, cell in code_cells(notebook):
        cell.outputs, cell.execution_count = [], None
    client = NotebookClient(
        notebook,
        kernel_name=kernel,
        allow_errors=True,
        timeout=PATIENCE_SECONDS,
        startup_timeout=PATIENCE_SECONDS,
        iopub_timeout=PATIENCE_SECONDS,
        record_timing=False,
        coalesce_streams=True,
        resources={"metadata": {"path": str(folder)}},
    )
    return client.execute()


def code_cells(notebook):
    """Number in the notebook, number among the code cells, and the cell, of each code cell that is not empty."""
    code = [(number, cell) for number, cell in enumerate(notebook.cells, 1) if runs(cell)]
    return [(number, count, cell) for count, (number, cell) in enumerate(code, 1)]


def runs(cell):
    return cell.cell_type == "code" and cell.source.strip() != ""


def tags(cell):
    return cell.metadata.get("tags", [])


def check_run(notebook):
    problems = []
    timing = [number for number, _, cell in code_cells(notebook) if "timing" in tags(cell)]
    if len(timing) > MOST_TIMING_CELLS:
        problems.append(f"Cells {timing} are tagged `timing`: at most {MOST_TIMING_CELLS} may be, the others must show the same each time.")
    for number, count, cell in code_cells(notebook):
        fails = any(output.output_type == "error" for output in cell.outputs)
        text = outputs.summary(cell.outputs)
        if fails and "raises-exception" not in tags(cell):
            problems.append(f"{place(number, cell)} fails:\n{indent(text)}\nIf it is meant to fail, tag it `raises-exception`.")
        if not fails and "raises-exception" in tags(cell):
            problems.append(f"{place(number, cell)} is tagged `raises-exception` but does not fail.")
        if cell.execution_count != count:
            problems.append(f"{place(number, cell)} has execution count {cell.execution_count}, expected {count}.")
        if path := outputs.machine_path(text):
            problems.append(f"{place(number, cell)} shows {path}, a path of this machine: show something else.")
    return problems


def check_stored(notebook, kernel):
    problems = []
    named = notebook.metadata.get("kernelspec", {}).get("name")
    if named != kernel:
        problems.append(f"The notebook names the kernel {named}, expected {kernel}: JupyterLab would ask the reader.")
    for number, count, cell in code_cells(notebook):
        if cell.execution_count != count:
            problems.append(f"{place(number, cell)} is stored with execution count {cell.execution_count}, expected {count}.")
    return problems


def compare(stored, actual):
    problems = []
    for (number, _, before), (_, _, now) in zip(code_cells(stored), code_cells(actual), strict=True):
        expected, got = outputs.summary(before.outputs), outputs.summary(now.outputs)
        if expected != got and "timing" not in tags(before):
            problems.append(f"{place(number, before)}\nexpected:\n{indent(expected)}\nactual:\n{indent(got)}")
    return problems


def record(stored, actual, path):
    """Writes the outputs; where a cell shows what it showed before the stored bytes stay, so that versions differ only
    where readers see a difference."""
    for (_, _, before), (_, _, now) in zip(code_cells(stored), code_cells(actual), strict=True):
        if outputs.summary(before.outputs) != outputs.summary(now.outputs):
            before.outputs = now.outputs
        before.execution_count = now.execution_count
        for output in before.outputs:
            if output.output_type == "execute_result":
                output.execution_count = now.execution_count
    for cell in stored.cells:
        if cell.cell_type == "code" and not runs(cell):
            cell.outputs, cell.execution_count = [], None
    stored.metadata.kernelspec = actual.metadata.kernelspec
    stored.metadata.language_info = actual.metadata.language_info
    nbformat.write(stored, path)


def place(number, cell):
    return f"Cell {number}:\n{indent(cell.source)}"


def indent(text):
    return "\n".join("    " + line for line in text.splitlines()) or "    (nothing)"


def shown(path):
    return os.path.relpath(path, kernels.ROOT) if path.is_relative_to(kernels.ROOT) else str(path)


def record_command(path):
    return f"notebooks/target/python/bin/python notebooks/src/test/python/run_notebook.py --record {shown(path)}"


if __name__ == "__main__":
    main()
