"""Checks in JupyterLab, in a real browser, what depends on both JupyterLab and the kernel: a progress bar overwrites
itself, what a callback of a comm prints appears under the cell that registered it, and after a restart cells run in a
session without the old variables."""

import argparse
import json
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

import kernels
import lab

CELLS = {
    "progress": """for (int percent = 0; percent <= 100; percent += 25) {
    System.out.print("\\r" + "#".repeat(percent / 25) + " " + percent + " %");
    Thread.sleep(30); // longer than the kernel gathers what is printed
}""",
    "comm": """Comm.onOpen("echo", (comm, opened) ->
    comm.onMessage(message -> System.out.println("called with " + message.data().get("n"))));""",
    "variable": "var kept = 42;\nkept",
    "variable again": "kept",
}
OUTPUT = "number => jupyterapp.shell.currentWidget.content.widgets[number].node.querySelector('.jp-OutputArea-output')?.innerText.trim() ?? ''"
SHOWS = f"([number, text]) => ({OUTPUT})(number).includes(text)"
RUN = """number => {
    const notebook = jupyterapp.shell.currentWidget.content;
    notebook.activeCellIndex = number;
    return jupyterapp.commands.execute('notebook:run-cell');
}"""
SEND = """n => {
    const comm = jupyterapp.shell.currentWidget.sessionContext.session.kernel.createComm('echo');
    comm.open();
    return comm.send({n}).done.then(() => null);
}"""


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--browser", required=True, help="path of Chromium")
    parser.add_argument("--jupyter", type=Path, help="Jupyter folder with the kernel; default: the one last built")
    arguments = parser.parse_args()
    with kernels.jupyter_path(arguments.jupyter), tempfile.TemporaryDirectory(prefix="leibniz-lab-") as folder:
        notebook = write_notebook(Path(folder) / "source" / "kernel.ipynb")
        with lab.jupyterlab(Path(folder), notebook) as server, sync_playwright() as playwright:
            browser = lab.chromium(playwright, arguments.browser)
            page = browser.new_page()
            page.set_default_timeout(120 * lab.SECONDS)
            page.goto(server.address(f"/lab/tree/{notebook.name}"))
            page.wait_for_function("() => window.jupyterapp?.shell.currentWidget?.content?.widgets?.length > 0")
            page.wait_for_function(lab.IDLE)
            page.wait_for_selector("#jupyterlab-splash", state="detached")
            problems = progress(page) + comm(page) + restart(page)
            browser.close()
    if problems:
        print("\n".join(problems))
        sys.exit(1)


def write_notebook(file):
    cells = [{"cell_type": "code", "id": name.replace(" ", "-"), "metadata": {}, "source": code, "outputs": [], "execution_count": None}
             for name, code in CELLS.items()]
    metadata = {"kernelspec": {"name": "leibniz", "display_name": "Java (Leibniz)", "language": "java"}}
    file.parent.mkdir()
    file.write_text(json.dumps({"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}))
    return file


def run(page, name):
    number = list(CELLS).index(name)
    page.evaluate(RUN, number)
    return number


def progress(page):
    shown = page.evaluate(OUTPUT, run(page, "progress"))
    return [] if shown == "#### 100 %" else [f"A progress bar that ends with '#### 100 %' is shown as {shown!r}"]


def comm(page):
    number = run(page, "comm")
    page.evaluate(SEND, 7)
    try:
        page.wait_for_function(SHOWS, arg=[number, "called with 7"], timeout=30 * lab.SECONDS)
    except Exception:
        return [f"What a callback prints is not shown under its cell, which shows {page.evaluate(OUTPUT, number)!r}"]
    return []


def restart(page):
    before = page.evaluate(OUTPUT, run(page, "variable"))
    page.evaluate("() => { void jupyterapp.commands.execute('notebook:restart-kernel'); }")
    page.click(".jp-Dialog .jp-mod-accept")
    page.wait_for_selector(".jp-Dialog", state="detached")
    page.wait_for_function(lab.IDLE)
    number = run(page, "variable again")
    page.wait_for_function(SHOWS, arg=[number, "CompileError"])
    again = page.evaluate(OUTPUT, run(page, "variable"))
    return [] if before == again == "42" else [f"'42' is shown as {before!r} before a restart and {again!r} after it"]


if __name__ == "__main__":
    main()
