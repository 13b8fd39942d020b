"""Makes a course folder, hands in one notebook of each kind that classes hand in, grades all and compares the points.

Needs nbgrader (requirements.txt beside this) and the kernel, built here or where Jupyter finds it. Prints a table; fails where a
submission did not get the points that it should.
"""

import argparse
import copy
import csv
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat

HERE = Path(__file__).resolve().parent
ASSIGNMENT = "06-two-modes"
DUAL, BRACKETING, TINY = "dual-numbers", "bracketing", "tiny-autograd"
POINTS = {DUAL: 6, BRACKETING: 2, TINY: 10}
ALL = sum(POINTS.values())
HEAD = "long[] bracketing(int[] dims) {\n"


def bracketing(body):
    """A change of the answer to that exercise alone."""
    return lambda cells: cells.update({BRACKETING: HEAD + body + "\n}"})


def replaced(name, old, new):
    def change(cells):
        assert old in cells[name], old
        cells[name] = cells[name].replace(old, new)

    return change


def emptied(cells):
    cells.update(dict.fromkeys(cells, ""))


def prefixed(code):
    def change(cells):
        cells[BRACKETING] = code + "\n" + cells[BRACKETING]

    return change


def both(*changes):
    return lambda cells: [change(cells) for change in changes]


ENDLESS = "    while (true) { }"
WRONG = "    return new long[] {1, 1};"

# Name, what is done to the right answers, what is done to the notebook, and the points that must come out.
KINDS = [
    ("right", None, None, ALL),
    ("wrong", bracketing(WRONG), None, ALL - 2),
    ("partly-right", replaced(DUAL, "a.slope() * b.value() - a.value()", "a.slope() * b.value() + a.value()"), None, ALL - 2),
    ("syntax-error", bracketing("    return new long[] {1, 1;"), None, ALL - 2),
    ("emptied", emptied, None, 0),
    ("endless", bracketing(ENDLESS), None, ALL - 2),
    ("endless-catching", bracketing("    while (true) { try { while (true) { } } catch (Throwable t) { } }"), None, ALL - 2),
    ("out-of-memory", bracketing("    var all = new ArrayList<long[]>(); while (true) all.add(new long[10_000_000]);"), None, ALL - 2),
    ("stack-overflow", bracketing("    return bracketing(dims);"), None, ALL - 2),
    ("exit", bracketing("    System.exit(0); return null;"), None, ALL - 2),
    ("halt", bracketing("    Runtime.getRuntime().halt(0); return null;"), None, ALL - 2),
    (
        "killed",
        bracketing('    try { new ProcessBuilder("kill", "-9", "" + ProcessHandle.current().pid()).start().waitFor(); } catch (Exception e) { } return null;'),
        None,
        0,
    ),
    ("tests-edited", bracketing(WRONG), "edit", ALL - 2),
    ("tests-deleted", bracketing(WRONG), "delete", ALL - 2),
    ("other-kernel", None, "kernel", ALL),
    ("visible-numbers", bracketing("    return dims[0] == 4 ? new long[] {36, 18} : new long[] {18, 36};"), None, ALL - 2),
    ("class-math", prefixed("class Math { static double sin(double x) { return 0; } static double cos(double x) { return 1; } }"), None, ALL - 10),  # its own Value has no tanh
    ("class-assertion-error", both(bracketing(WRONG), prefixed("class AssertionError extends RuntimeException { }")), None, ALL - 2),
    ("own-check", both(bracketing(WRONG), prefixed('void check(String id) { System.out.println("✓ " + id); } double grade(String id, int points, int seed) { return points; }')), None, ALL - 2),
    (
        "reads-solution",
        bracketing('    try { Class.forName("leibniz.course.exercises.Exercises"); } catch (Throwable t) { throw new IllegalStateException(t); } return new long[] {0, 0};'),
        None,
        ALL - 2,
    ),
]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="*", help="names of submissions; default: all")
    arguments = parser.parse_args()
    kinds = [kind for kind in KINDS if not arguments.only or kind[0] in arguments.only]
    with tempfile.TemporaryDirectory() as folder:
        use_built_kernel(Path(folder))
        course = Path(folder) / "course"
        call([HERE / "make-course", course, "en"], folder)
        call(["nbgrader", "generate_assignment", ASSIGNMENT], course)
        released = course / "release" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
        solutions = answers(course / "source" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb")
        for name, change, notebook_change, _ in kinds:
            hand_in(course / "submitted" / name / ASSIGNMENT / released.name, released, solutions, change, notebook_change)
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            list(pool.map(lambda kind: call(["nbgrader", "autograde", ASSIGNMENT, "--student", kind[0]], course, may_fail=True), kinds))
        call(["nbgrader", "export"], course)
        with open(course / "grades.csv", newline="", encoding="utf-8") as grades:
            points = {row["student_id"]: float(row["raw_score"] or 0) for row in csv.DictReader(grades)}
        call(["nbgrader", "generate_feedback", ASSIGNMENT], course, may_fail=True)
        pages = {path.parent.parent.name for path in (course / "feedback").glob(f"*/{ASSIGNMENT}/*.html")}
    wrong = 0
    for name, _, _, expected in kinds:
        got = points.get(name, 0.0)
        fine = got == expected
        wrong += not fine
        print(f"{name:24}{got:6.1f} of {ALL}{'' if fine else f'  expected {expected}'}{'' if name in pages else '  (no feedback)'}")
    sys.exit(wrong > 0)


def use_built_kernel(folder):
    """Has Jupyter find the kernel that was built here, if one was, and the kernel keep its files in the folder."""
    os.environ["XDG_DATA_HOME"] = str(folder / "data")
    built = HERE.parent.parent / "kernel" / "target" / "kernelspec"
    if built.exists():
        kernels = folder / "jupyter" / "kernels"
        kernels.mkdir(parents=True)
        (kernels / "leibniz").symlink_to(built)
        os.environ["JUPYTER_PATH"] = str(kernels.parent)


def answers(source):
    """The solutions without nbgrader's marks, by exercise."""
    notebook = nbformat.read(source, as_version=4)
    return {
        cell.id.removesuffix("-answer"): "\n".join(line for line in cell.source.splitlines() if not line.strip().startswith("///"))
        for cell in notebook.cells
        if cell.id.endswith("-answer")
    }


def hand_in(path, released, solutions, change, notebook_change):
    notebook = nbformat.read(released, as_version=4)
    cells = copy.copy(solutions)
    if change:
        change(cells)
    for cell in notebook.cells:
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id", "")
        if grade_id.endswith("-answer"):
            cell.source = cells[grade_id.removesuffix("-answer")]
        elif notebook_change == "edit" and grade_id.endswith("-grade"):
            cell.source = "99.0"
    if notebook_change == "delete":
        notebook.cells = [cell for cell in notebook.cells if not cell.metadata.get("nbgrader", {}).get("grade_id", "").endswith("-grade")]
    if notebook_change == "kernel":
        notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    path.parent.mkdir(parents=True)
    nbformat.write(notebook, path)


def call(command, folder, may_fail=False):
    # What stands beside the Python that runs this comes first: nbgrader starts jupyter-nbconvert.
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    run = subprocess.run([str(part) for part in command], cwd=folder, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False)
    if run.returncode and not may_fail:
        shown = " ".join(str(part) for part in command)
        sys.exit(f"{shown} failed:\n{run.stdout[-3000:]}{run.stderr[-3000:]}")


if __name__ == "__main__":
    main()
