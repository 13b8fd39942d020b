"""JupyterLab's debugger on a page with a notebook of this kernel: a learner clicks the bug button, sets a breakpoint
beside a line, runs the cell, reads a local variable, goes a line further and lets the cell go on."""

import contextlib

from playwright.sync_api import TimeoutError

CELL = """int square(int side) {
    int area = side * side;
    return area;
}
var point = tensor(3.0, 4.0);
int total = 0;
for (int i = 1; i <= 2; i++) {
    total += square(i);
}
total"""
VARIABLES = """() => Object.fromEntries(Array.from(document.querySelectorAll('.jp-DebuggerVariables .jp-TreeItem > .jp-DebuggerVariables-name'),
    name => [name.innerText, name.parentElement.querySelector(':scope > .jp-DebuggerVariables-detail')?.innerText]))"""
FRAMES = "() => Array.from(document.querySelectorAll('.jp-DebuggerCallstackFrame'), frame => frame.innerText.trim())"
LINE = "number => jupyterapp.shell.currentWidget.content.widgets[number].node.querySelector('.jp-DebuggerEditor-highlight')?.innerText ?? ''"


def use(page, number, run, shown, look=lambda name: None):
    """Debugs the cell of this number; `look` may take pictures."""
    problems = []
    cell = page.locator(".jp-Notebook .jp-CodeCell").nth(number)
    cell.scroll_into_view_if_needed()
    cell.locator(".jp-Editor").click()
    page.click(".jp-DebuggerBugButton button, button.jp-DebuggerBugButton, .jp-DebuggerBugButton")
    gutter = cell.locator(".cm-breakpoint-gutter .cm-gutterElement")
    gutter.nth(3).wait_for(state="attached")
    click(page, gutter.nth(3))  # the first is a spacer, so this is line 3
    gutter.nth(3).locator(".cm-breakpoint-icon").wait_for()
    run()
    problems += expect(page, LINE, number, lambda line: "return area" in line, "the line at which the cell is stopped")
    problems += expect(page, FRAMES, None, lambda frames: len(frames) == 2, "the call stack of two methods")
    problems += expect(page, VARIABLES, None, lambda found: found.get("area") == "1" and found.get("side") == "1", "the local variables")
    look("stopped")
    click(page, page.locator(".jp-DebuggerSidebar [data-command='debugger:next']"))
    problems += expect(page, LINE, number, lambda line: "for (int i" in line, "the line after a step")
    look("stepped")
    click(page, page.locator(".jp-DebuggerSidebar [data-command='debugger:continue']"))
    problems += expect(page, VARIABLES, None, lambda found: found.get("area") == "4", "the local variables in the second round")
    click(page, page.locator(".jp-DebuggerSidebar [data-command='debugger:continue']"))
    result = shown()
    if result != "5":
        problems.append(f"A cell that was debugged shows {result!r} instead of '5'")
    return problems


def click(page, target):
    target.scroll_into_view_if_needed()
    box = target.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def expect(page, script, argument, accepts, what):
    """Waits for the page to show something, and says what it shows if it never does."""
    found = None
    with contextlib.suppress(TimeoutError):
        for _ in range(600):
            found = page.evaluate(script, argument)
            if accepts(found):
                return []
            page.wait_for_timeout(50)
    return [f"JupyterLab's debugger does not show {what}, but {found!r}"]

