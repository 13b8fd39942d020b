"""Checks in JupyterLab, in a real browser, what depends on both JupyterLab and the kernel: a progress bar overwrites
itself, what a callback of a comm prints appears under the cell that registered it, a slider that a mouse drags changes the
number below it, also after the page was loaded again, a graph is explored by a mouse, after a restart cells run in a session without the old variables,
the debugger stops and steps, and a notebook from a stranger runs nothing by being opened."""

import argparse
import contextlib
import json
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import TimeoutError, sync_playwright

import kernels
import lab
import lab_debugger
import lab_explore

CELLS = {
    "progress": """for (int percent = 0; percent <= 100; percent += 25) {
    System.out.print("\\r" + "#".repeat(percent / 25) + " " + percent + " %");
    Thread.sleep(30); // longer than the kernel gathers what is printed
}""",
    "comm": """Comm.onOpen("echo", (comm, opened) ->
    comm.onMessage(message -> System.out.println("called with " + message.data().get("n"))));""",
    "slider": """interact(a -> a > 9 ? 1 / (a.intValue() - 10) : "twice is " + 2 * a, slider("a", 0, 10))""",
    "explored": lab_explore.CELL,
    "variable": "var kept = 42;\nkept",
    "variable again": "kept",
    "debugged": lab_debugger.CELL,
}
STRANGER = "stranger.ipynb"
OUTPUT = "number => jupyterapp.shell.currentWidget.content.widgets[number].node.querySelector('.jp-OutputArea-output')?.innerText.trim() ?? ''"
SHOWS = f"([number, text]) => ({OUTPUT})(number).includes(text)"
RUN = """number => {
    const notebook = jupyterapp.shell.currentWidget.content;
    notebook.activeCellIndex = number;
    return jupyterapp.commands.execute('notebook:run-cell');
}"""
# What a stranger may write into a notebook for it to run when it is opened, in the browser or in the kernel.
HOSTILE_HTML = """seen<script>window.ran = 'script'</script><img src="nowhere" onerror="window.ran = 'onerror'">
<svg onload="window.ran = 'onload'"></svg><iframe srcdoc="<script>parent.ran = 'frame'</script>"></iframe>
<style onload="window.ran = 'style'"></style><object data="data:text/html,<script>parent.ran = 'object'</script>"></object>"""
HOSTILE_OUTPUTS = {
    "text/html": HOSTILE_HTML,
    "application/javascript": "window.ran = 'javascript'",
    "image/svg+xml": "<svg xmlns='http://www.w3.org/2000/svg' onload='window.ran = 1'><script>window.ran = 'svg'</script></svg>",
    "text/markdown": HOSTILE_HTML,
}
COUNT = """async () => {
    const kernel = jupyterapp.shell.currentWidget.sessionContext.session.kernel;
    return (await kernel.requestExecute({code: '1 + 1'}).done).content.execution_count;
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
    parser.add_argument("--screenshots", type=Path, help="folder for pictures of the debugger and of a graph; default: none are taken")
    arguments = parser.parse_args()
    with kernels.jupyter_path(arguments.jupyter), tempfile.TemporaryDirectory(prefix="leibniz-lab-") as folder:
        notebook = Path(folder) / "source" / "kernel.ipynb"
        write_notebook(notebook, [code_cell(name, code, []) for name, code in CELLS.items()])
        ran = Path(folder) / "ran"
        write_notebook(notebook.with_name(STRANGER), hostile_cells(ran))
        with lab.jupyterlab(Path(folder), notebook.parent) as server, sync_playwright() as playwright:
            browser = lab.chromium(playwright, arguments.browser)
            page = browser.new_page(viewport={"width": lab.WIDTH, "height": lab.HEIGHT})
            page.set_default_timeout(lab.PATIENCE)
            page.goto(server.address(f"/lab/tree/{notebook.name}"))
            wait_until_loaded(page)
            problems = progress(page) + comm(page) + slider(page) + explore(page, arguments.screenshots) + restart(page) + debug(page, arguments.screenshots) + stranger(browser, server, ran)
            browser.close()
    if problems:
        print("\n".join(problems))
        sys.exit(1)


def wait_until_loaded(page):
    page.wait_for_function("() => window.jupyterapp?.shell.currentWidget?.content?.widgets?.length > 0")
    page.wait_for_function(lab.IDLE)
    page.wait_for_selector("#jupyterlab-splash", state="detached")


def write_notebook(file, cells):
    metadata = {"kernelspec": {"name": "leibniz", "display_name": "Java (Leibniz)", "language": "java"}}
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps({"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}))


def code_cell(name, code, outputs):
    count = 1 if outputs else None
    return {"cell_type": "code", "id": name.replace(" ", "-"), "metadata": {}, "source": code, "outputs": outputs, "execution_count": count}


def hostile_cells(ran):
    outputs = [{"output_type": "display_data", "metadata": {}, "data": {mime: text}} for mime, text in HOSTILE_OUTPUTS.items()]
    return [
        {"cell_type": "markdown", "id": "text", "metadata": {}, "source": HOSTILE_HTML},
        code_cell("code", f'Files.createFile(Path.of("{ran}"));', outputs) | {"metadata": {"trusted": True}},
    ]


def run(page, name):
    number = list(CELLS).index(name)
    page.evaluate(RUN, number)
    return number


def shown(page, number, part):
    """The output of a cell once it contains a text, or what it is when it never does."""
    with contextlib.suppress(TimeoutError):
        page.wait_for_function(SHOWS, arg=[number, part])
    return page.evaluate(OUTPUT, number)


def progress(page):
    bar = shown(page, run(page, "progress"), "100 %")
    return [] if bar == "#### 100 %" else [f"A progress bar that ends with '#### 100 %' is shown as {bar!r}"]


def comm(page):
    number = run(page, "comm")
    page.evaluate(SEND, 7)
    printed = shown(page, number, "called with 7")
    return [] if "called with 7" in printed else [f"What a callback prints is not shown under its cell, which shows {printed!r}"]


def slider(page):
    number = run(page, "slider")
    problems = [] if "twice is 10" in shown(page, number, "twice is 10") else ["interact shows no first result"]
    problems += drag(page, number, 0.3, "twice is 6")
    problems += drag(page, number, 1.0, "ArithmeticException")
    page.evaluate("() => jupyterapp.commands.execute('docmanager:save').then(() => null)")
    page.reload()
    wait_until_loaded(page)
    page.wait_for_selector(".noUi-handle")
    return problems + drag(page, number, 0.8, "twice is 16")


def drag(page, number, to, expected):
    """Drags the handle of the slider to this part of its way, and waits for what is to stand below it then."""
    lab.drag(page, page, to)
    text = shown(page, number, expected)
    return [] if expected in text else [f"A slider dragged to {to:.0%} of its way shows {text!r} and not {expected!r}"]


def explore(page, screenshots):
    run(page, "explored")
    return lab_explore.use(page, lambda name: look(page, screenshots, f"explore-{name}"))


def look(page, screenshots, name):
    for theme in ("Dark", "Light") if screenshots else ():
        lab.theme(page, f"JupyterLab {theme}")
        page.screenshot(path=screenshots / f"{name}-{theme.lower()}.png")


def restart(page):
    before = shown(page, run(page, "variable"), "42")
    page.evaluate("() => { window.restarted = jupyterapp.commands.execute('notebook:restart-kernel'); }")
    page.click(".jp-Dialog .jp-mod-accept")
    page.evaluate("() => window.restarted.then(() => null)")
    page.wait_for_function(lab.IDLE)
    error = shown(page, run(page, "variable again"), "CompileError")
    if "CompileError" not in error:
        return [f"A variable is still there after a restart, and its cell shows {error!r}"]
    again = shown(page, run(page, "variable"), "42")
    return [] if before == again == "42" else [f"'42' is shown as {before!r} before a restart and {again!r} after it"]


def stranger(browser, server, ran):
    """What a notebook that nobody trusts has run when it is open, shown in full, and the kernel is ready."""
    page = browser.new_page()
    page.set_default_timeout(lab.PATIENCE)
    page.goto(server.address(f"/lab/tree/{STRANGER}"))
    page.wait_for_function("name => window.jupyterapp?.shell.currentWidget?.context?.path === name", arg=STRANGER)
    page.wait_for_function(lab.IDLE)
    page.wait_for_function("() => jupyterapp.shell.currentWidget.content.node.innerText.split('seen').length > 3")
    page.evaluate("() => Promise.allSettled(Array.from(document.images, image => image.decode()))")
    problems = []
    found = page.evaluate("() => window.ran")
    if found is not None:
        problems.append(f"A notebook that nobody trusts ran {found} in the browser when it was opened")
    count = page.evaluate(COUNT)
    if count != 1 or ran.exists():
        problems.append(f"A notebook that nobody trusts ran {count - 1} cells when it was opened")
    return problems


def debug(page, screenshots):
    number = list(CELLS).index("debugged")

    start = "number => { jupyterapp.shell.currentWidget.content.activeCellIndex = number; void jupyterapp.commands.execute('notebook:run-cell'); }"
    return lab_debugger.use(page, number, lambda: page.evaluate(start, number), lambda: shown(page, number, "5"), lambda name: look(page, screenshots, f"debugger-{name}"))


if __name__ == "__main__":
    main()
