"""Runs notebooks that were written for IJava or JJava cell by cell in Leibniz and in JJava, and compares.

Takes folders of notebooks; those whose kernel is `java` are run, each in the folder where it lies, so that what it loads
is found. For each notebook it prints the cells that end differently, and in the end a summary. A cell that takes longer
than the limit is interrupted; when that does not end it, the rest of the notebook is not run. Ends with exit code 1 when
a cell that works in JJava fails in Leibniz.
"""

import collections
import contextlib
import hashlib
import json
import queue
import re
import sys
import time
from pathlib import Path

import jupyter_kernels

KERNELS = {"Leibniz": "leibniz", "JJava": "java"}
INTERRUPT_SECONDS = 10
WORKS = "works"
LATE = "takes longer than the limit"
NOT_RUN = "not run, since a cell above could not be interrupted"


def main():
    arguments = jupyter_kernels.arguments(__doc__, jupyter=False, own={
        "--limit": dict(type=int, default=60, help="seconds for a cell; default: %(default)s"),
        "--remember": dict(metavar="FILE", help="keep there what JJava did, and do not run that again"),
        "--show": dict(action="store_true", help="print how each cell that fails in Leibniz ends"),
        "folders": dict(nargs="*", type=Path),
    })

    notebooks = [notebook for folder in arguments.folders for notebook in java_notebooks(folder)]
    if not notebooks:
        sys.exit("no notebook with the kernel java in " + ", ".join(map(str, arguments.folders)))
    counts = collections.Counter()
    worse = []
    with jupyter_kernels.leibniz_installed():
        for path in notebooks:
            cells = code_cells(path)
            here = run(KERNELS["Leibniz"], path, cells, arguments.limit)
            there = remembered(arguments.remember, path, cells, arguments.limit)
            counts["notebooks"] += 1
            counts["without a difference"] += [end == WORKS for end in here] == [end == WORKS for end in there]
            print(f"\n{path}: {len(cells)} cells, {here.count(WORKS)} work in Leibniz, {there.count(WORKS)} in JJava")
            for number, (cell, ours, theirs) in enumerate(zip(cells, here, there, strict=True), start=1):
                counts[ours == WORKS, theirs == WORKS] += 1
                if ours != WORKS and theirs == WORKS:
                    worse.append(f"{path}, code cell {number}: {ours}")
                    show(number, cell, "Leibniz", ours)
                elif ours == WORKS and theirs != WORKS:
                    show(number, cell, "JJava", theirs)
                elif ours != WORKS and arguments.show:
                    show(number, cell, "Leibniz", ours)
                    show(number, cell, "JJava", theirs)
            sys.stdout.flush()

    print(f"\n{counts['notebooks']} notebooks, {counts['without a difference']} without a difference")
    print(f"cells that work in both      {counts[True, True]:6}")
    print(f"cells that fail in both      {counts[False, False]:6}")
    print(f"cells that work only here    {counts[True, False]:6}")
    print(f"cells that work only there   {counts[False, True]:6}")
    if worse:
        sys.exit("these work in JJava and not in Leibniz:\n" + "\n".join(worse))


def show(number, cell, kernel, end):
    first = next((line.strip() for line in cell.splitlines() if line.strip()), "")
    print(f"  code cell {number} ({first[:60]}) in {kernel}: {end}")


def java_notebooks(folder):
    for path in sorted(folder.rglob("*.ipynb")):
        if ".ipynb_checkpoints" not in path.parts and code_cells(path):
            yield path


def code_cells(path):
    """The text of the code cells that hold any; none when the notebook is not for the kernel `java`."""
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError):
        return []
    if notebook.get("metadata", {}).get("kernelspec", {}).get("name") != "java":
        return []
    texts = ["".join(cell["source"]) for cell in notebook.get("cells", []) if cell["cell_type"] == "code"]
    return [text for text in texts if text.strip()]


def remembered(file, path, cells, limit):
    """How the cells end in JJava, which does not change from one measurement to the next."""
    if file is None:
        return run(KERNELS["JJava"], path, cells, limit)
    file = Path(file)
    known = json.loads(file.read_text()) if file.exists() else {}
    key = f"{path.resolve()} {hashlib.sha256(json.dumps([limit, *cells]).encode()).hexdigest()}"
    if key not in known:
        known[key] = run(KERNELS["JJava"], path, cells, limit)
        written = file.with_suffix(".new")
        written.write_text(json.dumps(known, indent=1))
        written.replace(file)
    return known[key]


def run(kernel_name, path, cells, limit):
    kernel = jupyter_kernels.Kernel(kernel_name, folder=path.parent)
    ends = []
    try:
        for cell in cells:
            end = run_cell(kernel, cell, limit)
            if end is None:
                ends.append(LATE)
                break
            ends.append(end)
    finally:
        kernel.stop()
    return ends + [NOT_RUN] * (len(cells) - len(ends))


def run_cell(kernel, cell, limit):
    """How the cell ends; None if an interrupt does not end it."""
    request = kernel.client.execute(cell, allow_stdin=False, stop_on_error=False)
    reply = reply_to(kernel, request, limit)
    if reply is None:
        kernel.manager.interrupt_kernel()
        return LATE if reply_to(kernel, request, INTERRUPT_SECONDS) else None
    if reply["status"] == "ok":
        return WORKS
    message = re.sub(r"\x1b\[[0-9;]*m", "", str(reply.get("evalue") or "")).strip()
    return f"{reply.get('ename', reply['status'])}: {message.splitlines()[0][:200] if message else ''}"


def reply_to(kernel, request, seconds):
    deadline = time.monotonic() + seconds
    while (left := deadline - time.monotonic()) > 0:
        with contextlib.suppress(queue.Empty):
            reply = kernel.client.get_shell_msg(timeout=min(left, 1))
            if reply["parent_header"].get("msg_id") == request:
                return reply["content"]
        if not kernel.manager.is_alive():
            return {"status": "the kernel died", "evalue": ""}
        drain(kernel.client)
    return None


def drain(client):
    """Takes what the cell prints and shows, so that nothing waits for this client."""
    with contextlib.suppress(queue.Empty):
        while True:
            client.get_iopub_msg(timeout=0)


if __name__ == "__main__":
    main()
