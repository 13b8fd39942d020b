"""Opens the notebooks of a folder in JupyterLab in a real browser, as a learner does, and looks at what is on the page.

Each as it is stored, in a JupyterLab that has never seen it and so does not trust it: the pictures stored in it must
show, in the light and in the dark theme. The notebooks that --run names then Clear Outputs, Run All: every cell must
run, only cells tagged `raises-exception` may fail, the same pictures must be there, and a slider that a mouse drags must
change what is shown below it. The others share a kernel, which they do not use. --screenshots keeps a picture of each.
"""

import argparse
import contextlib
import html
import json
import os
import re
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

from playwright.sync_api import TimeoutError, sync_playwright

import kernels
import lab_server
import outputs

WIDTH = 1100
HEIGHT = 1000
PATIENCE = 300_000  # milliseconds
FLAGS = [
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
# Without windowing all cells are on the page, not only those in view. The state of widgets is saved, as install.sh
# sees to. The rest keeps questions out of the picture.
SETTINGS = {
    "@jupyter-widgets/jupyterlab-manager:plugin": {"saveState": True},
    "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"},
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False, "doNotDisturbMode": True},
}
CELLS = """() => jupyterapp.shell.currentWidget.content.widgets.map(widget => {
    const model = widget.model.sharedModel.toJSON();
    const errors = (model.outputs || []).filter(output => output.output_type === 'error');
    return {
        code: model.cell_type === 'code' && model.source.length > 0 && String(model.source).trim() !== '',
        count: model.execution_count,
        tags: model.metadata.tags || [],
        trusted: widget.model.trusted,
        errors: errors.map(error => `${error.ename}: ${error.evalue}`),
        shown: widget.node.innerText,
    };
})"""
ALT = re.compile(r'<img\b[^>]*?\balt="([^"]*)"')
IDLE = """() => {
    const context = jupyterapp.shell.currentWidget?.sessionContext;
    return context?.isReady && context.session?.kernel?.status === 'idle';
}"""
LOADED = """count => Array.from(document.querySelectorAll('.jp-OutputArea-output img'))
    .filter(image => image.complete && image.naturalWidth > 0).length === count"""
# A widget, and none of those that notebooks before this one have left in the page.
VIEW = ".jp-NotebookPanel:not(.lm-mod-hidden) .jp-OutputArea-output:is(:has(.noUi-handle), :has(.leibniz-explore))"
# What a function of sliders returned, and not the sliders with their numbers.
BELOW = "area => Array.from(area.querySelectorAll('.widget-html, .widget-htmlmath'), part => part.innerHTML).join()"
PICTURES = """() => Array.from(document.querySelectorAll('.jp-OutputArea-output img'), image => ({
    alt: image.alt, loaded: image.complete && image.naturalWidth > 0, width: image.clientWidth,
}))"""


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("notebooks", nargs="*", help="names of notebooks in the folder; default: all")
    parser.add_argument("--browser", required=True, help="path of Chromium")
    parser.add_argument("--jupyter", type=Path, help="Jupyter folder with the kernel; default: the one last built")
    parser.add_argument("--run", nargs="*", default=[], metavar="NAME", help="names of notebooks to run as well")
    parser.add_argument("--screenshots", type=Path, help="folder for pictures of each notebook; default: none are taken")
    arguments = parser.parse_args()
    if arguments.screenshots:
        arguments.screenshots.mkdir(parents=True, exist_ok=True)
    names = arguments.notebooks or sorted(file.name for file in arguments.folder.glob("*.ipynb"))
    with kernels.jupyter_path(arguments.jupyter), tempfile.TemporaryDirectory(prefix="leibniz-lab-") as folder:
        with jupyterlab(Path(folder), arguments.folder) as server, sync_playwright() as playwright:
            browser = chromium(playwright, arguments.browser)
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
            page.set_default_timeout(PATIENCE)
            page.goto(server.address("/lab"))
            page.wait_for_function("() => window.jupyterapp")
            page.evaluate("() => jupyterapp.restored.then(() => null)")
            shared = page.evaluate("async () => ({id: (await jupyterapp.serviceManager.kernels.startNew({name: 'leibniz'})).id})")
            problems = [f"{name}: {problem}" for name in names for problem in look(page, name, arguments, shared)]
            browser.close()
    if not names:
        problems.append(f"there is no notebook in {arguments.folder}")
    problems += [f"there is no notebook {name}" for name in arguments.run if name not in names]
    if problems:
        print("\n".join(problems))
        sys.exit(1)


def chromium(playwright, executable):
    """A browser without a window; root may not have one with a sandbox."""
    return playwright.chromium.launch(executable_path=executable, args=FLAGS + (["--no-sandbox"] if os.getuid() == 0 else []))


def jupyterlab(folder, notebooks):
    """A server with an empty home folder on a copy of the notebooks, and of the data beside their folder."""
    home, settings, root = folder / "home", folder / "settings", folder / "copy" / notebooks.resolve().name
    home.mkdir()
    shutil.copytree(notebooks.resolve(), root, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    data = notebooks.resolve().parent / "data"
    if data.exists():
        shutil.copytree(data, root.parent / "data")
    for plugin, values in SETTINGS.items():
        package, name = plugin.split(":")
        file = settings / package / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(values))
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--port=0", "--expose-app-in-browser", "--allow-root"]
    command += [f"--ServerApp.root_dir={root}", f"--LabApp.user_settings_dir={settings}"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "JUPYTER_CONFIG", "JUPYTER_DATA", "JUPYTER_RUNTIME"))}
    return lab_server.started(command, env=environment | {"HOME": str(home)})


def look(page, name, arguments, shared):
    runs = name in arguments.run
    expected = pictures(arguments.folder / name)
    problems = []
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    theme(page, "JupyterLab Light")
    opening = {"path": name, "factory": "Notebook"} | ({} if runs else {"kernel": shared})
    page.evaluate("opening => { void jupyterapp.commands.execute('docmanager:open', opening); }", opening)
    page.wait_for_function("name => jupyterapp.shell.currentWidget?.context?.path === name && jupyterapp.shell.currentWidget.content.widgets?.length > 0", arg=name)
    page.wait_for_function(IDLE)
    if all(cell["trusted"] for cell in page.evaluate(CELLS) if cell["code"]):
        problems.append("JupyterLab trusts the notebook before it was run, so this does not show what a learner sees first.")
    problems += missing_pictures(page, expected, "as stored, before it is run,")
    screenshot(page, arguments.screenshots, name, "untrusted")
    if runs:
        page.evaluate("() => jupyterapp.commands.execute('notebook:clear-all-cell-outputs')")
        page.wait_for_function("() => document.querySelectorAll('.jp-OutputArea-output').length === 0")
        page.evaluate("() => { void jupyterapp.commands.execute('notebook:run-all-cells'); }")
        page.wait_for_function(f"() => ({CELLS})().every(cell => !cell.code || cell.count !== null)")
        page.wait_for_function(IDLE)
        problems += wrong_cells(page.evaluate(CELLS))
        problems += missing_pictures(page, expected, "after Run All")
        problems += unmoved(page, views(arguments.folder / name))
        screenshot(page, arguments.screenshots, name, "run")
    theme(page, "JupyterLab Dark")
    problems += missing_pictures(page, expected, "in the dark theme")
    screenshot(page, arguments.screenshots, name, "dark")
    # Closing it instead would ask whether to save what the run has changed.
    page.evaluate(
        """async own => {
        const widget = jupyterapp.shell.currentWidget;
        if (own) {
            await widget.sessionContext.shutdown();
        }
        widget.dispose();
    }""",
        runs,
    )
    return problems


def pictures(notebook):
    """How often a picture of each kind is stored: the alternative texts up to their first number, which a run may
    change."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    pages = ["".join(output.get("data", {}).get("text/html", "")) for cell in cells for output in cell.get("outputs", [])]
    return Counter(kind(html.unescape(alt)) for page in pages for alt in ALT.findall(page))


def kind(alt):
    return re.split(r"[-−]?\d", alt, maxsplit=1)[0]


def theme(page, name):
    page.evaluate("name => jupyterapp.commands.execute('apputils:change-theme', {theme: name})", name)
    page.wait_for_selector(f"body[data-jp-theme-name='{name}']", state="attached")


def wrong_cells(cells):
    problems = []
    if not any(cell["code"] for cell in cells):
        problems.append("The notebook has no code cells.")
    for number, cell in enumerate(cells, 1):
        if cell["errors"] and "raises-exception" not in cell["tags"]:
            problems.append(f"Cell {number} fails, which the notebook does not mean: {cell['errors']}\n{cell['shown']}")
        if not cell["errors"] and "raises-exception" in cell["tags"]:
            problems.append(f"Cell {number} is meant to fail and does not:\n{cell['shown']}")
    return problems


def missing_pictures(page, expected, when):
    with contextlib.suppress(TimeoutError):  # What is missing then is told below.
        page.wait_for_function(LOADED, arg=expected.total())
    # An image is decoded some time after its element is on the page.
    page.evaluate("() => Promise.allSettled(Array.from(document.images, image => image.decode()))")
    found = page.evaluate(PICTURES)
    problems = [f"A picture does not load {when}: {picture['alt']}" for picture in found if not picture["loaded"]]
    shown = Counter(kind(picture["alt"]) for picture in found if picture["loaded"])
    if shown != expected:
        problems.append(f"The pictures shown {when} are {dict(shown)}, those stored {dict(expected)}")
    return problems


def views(notebook):
    """How many widgets are stored."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return sum(outputs.WIDGET in output.get("data", {}) for cell in cells for output in cell.get("outputs", []))


def unmoved(page, stored):
    """Drags the first slider of each cell to a place where it was not; what is shown below it must follow."""
    page.wait_for_function(f"count => document.querySelectorAll('{VIEW}').length === count", arg=stored)
    problems = []
    areas = page.locator(f"{VIEW}:has(.noUi-handle)")
    for area in areas.all():
        before = area.evaluate(BELOW)
        drag(page, area, 0.25)
        try:
            page.wait_for_function(f"([area, before]) => ({BELOW})(area) !== before", arg=[area.element_handle(), before])
        except TimeoutError:
            problems.append(f"A slider that was dragged changes nothing below it:\n{area.inner_text()}")
    return problems


def drag(page, area, to):
    """Drags the handle of the first slider to this part of its way."""
    area.locator(".noUi-handle").first.scroll_into_view_if_needed()
    handle, way = area.locator(".noUi-handle").first.bounding_box(), area.locator(".noUi-base").first.bounding_box()
    height = handle["y"] + handle["height"] / 2
    page.mouse.move(handle["x"] + handle["width"] / 2, height)
    page.mouse.down()
    page.mouse.move(way["x"] + to * way["width"], height, steps=10)
    page.mouse.up()


def screenshot(page, folder, name, state):
    """The whole notebook from its first to its last cell, at the height that it takes."""
    if folder is not None:
        fit(page, WIDTH)
        page.screenshot(path=folder / f"{Path(name).stem}-{state}.png")


def fit(page, width, most=1_000_000):
    """Makes the page as high as the notebook in it, but no higher than this."""
    page.evaluate("() => { jupyterapp.shell.collapseLeft(); jupyterapp.shell.currentWidget.content.activeCellIndex = 0; }")
    page.wait_for_selector("#jupyterlab-splash", state="detached")
    height = page.evaluate("""() => {
        const panel = jupyterapp.shell.currentWidget.content.node.querySelector('.jp-WindowedPanel-viewport') || jupyterapp.shell.currentWidget.content.node;
        return Math.ceil(panel.scrollHeight + panel.getBoundingClientRect().top + 40);
    }""")
    page.set_viewport_size({"width": width, "height": max(600, min(height, most))})


if __name__ == "__main__":
    main()
