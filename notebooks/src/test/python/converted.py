"""Converts notebooks to HTML as `jupyter nbconvert --to html` does, and opens the pages in a real browser: every stored
picture must show, and every table and formula must be there. Keeps a screenshot of each page."""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

import nbformat
from playwright.sync_api import sync_playwright

import lab

OUTPUTS = """() => Array.from(document.querySelectorAll('.jp-OutputArea-output'))
    .filter(output => !output.parentElement.closest('.jp-OutputArea-output'))
    .map(output => ({
        hidden: output.innerText.trim() === '' && !output.querySelector('img'),
        pictures: Array.from(output.querySelectorAll('img'), image => image.naturalWidth > 0 && image.alt !== ''),
        rows: output.querySelectorAll('table tr').length,
        latex: output.matches('.jp-RenderedLatex') ? output.textContent.trim() : '',
    }))"""


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("notebooks", nargs="+", type=Path)
    parser.add_argument("--browser", required=True, help="path of Chromium")
    parser.add_argument("--screenshots", type=Path, required=True, help="folder for the screenshots")
    arguments = parser.parse_args()
    arguments.screenshots.mkdir(parents=True, exist_ok=True)
    problems = []
    with tempfile.TemporaryDirectory(prefix="leibniz-html-") as folder, sync_playwright() as playwright:
        command = [sys.executable, "-m", "nbconvert", "--log-level=WARN", "--to", "html", "--output-dir", folder]
        subprocess.run([*command, *arguments.notebooks], check=True)
        browser = lab.chromium(playwright, arguments.browser)
        page = browser.new_page(viewport={"width": lab.WIDTH, "height": 1000})
        # The library that typesets formulas comes from the network, which tests do without.
        page.route(lambda address: address.startswith("http"), lambda route: route.abort())
        for notebook in arguments.notebooks:
            page.goto(Path(folder, f"{notebook.stem}.html").as_uri())
            page.evaluate("() => Promise.allSettled(Array.from(document.images, image => image.decode()))")
            problems += missing(notebook, page.evaluate(OUTPUTS))
            page.screenshot(path=arguments.screenshots / f"{notebook.stem}-html.png", full_page=True)
        browser.close()
    if problems:
        print("\n".join(problems))
        sys.exit(1)


def missing(notebook, shown):
    """What the page lacks of the outputs that are stored in the notebook."""
    stored = [output for cell in nbformat.read(notebook, as_version=4).cells for output in cell.get("outputs", [])]
    if len(stored) != len(shown):
        return [f"{notebook.name} has {len(stored)} outputs, and its page {len(shown)}"]
    problems = []
    for number, (output, there) in enumerate(zip(stored, shown), 1):
        data = output.get("data", {})
        html = data.get("text/html", "")
        expected = {
            "hidden": False,
            "pictures": [True] * html.count("<img "),
            "rows": html.count("<tr"),
            "latex": data.get("text/latex", "").strip() if not html else "",
        }
        if expected != there:
            problems.append(f"output {number} of {notebook.name} should have\n    {expected}\nand the page has\n    {there}")
    return problems


if __name__ == "__main__":
    main()
