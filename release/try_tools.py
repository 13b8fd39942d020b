"""Other tools of Jupyter on notebooks of the course, each in a fresh environment: jupytext (round trips), nbconvert (HTML,
slides and LaTeX), a browser (PDF), nbdime, voila and jupyter console. Needs the kernel built, the network, pandoc for LaTeX,
and --browser for PDF."""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "notebooks" / "src" / "test" / "python"))

import kernels  # noqa: E402

LESSONS = ROOT / "notebooks" / "en"
LESSON = LESSONS / "01-first-gradient.ipynb"
# Shows tensors as images.
TOUR = LESSONS / "00-tour.ipynb"
TOOLS = ("jupytext==1.19.6", "nbconvert==7.17.2", "nbdime==4.0.4", "voila==0.5.13", "jupyter-console==6.6.3", "pypdf==7.1.1")
PATIENCE_SECONDS = 300


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--browser", help="path of Chromium; without it no PDF is made")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="leibniz-tools-") as folder, kernels.jupyter_path():
        folder = Path(folder)
        venv.create(folder / "environment", with_pip=True)
        tools = folder / "environment" / "bin"
        run(tools / "python", "-m", "pip", "install", "-q", *TOOLS)
        jupytext(tools)
        page = nbconvert(tools, folder)
        latex(tools, folder)
        if arguments.browser:
            pdf(tools, folder, arguments.browser, page)
        nbdime(tools, folder)
        console(tools)
        voila(tools, folder)


def jupytext(tools):
    """--test fails where a notebook that went to text and back is not what it was."""
    lessons = sorted(LESSONS.glob("*.ipynb"))
    for form in ("java:percent", "java:light", "md", "md:myst"):
        run(tools / "jupytext", "--quiet", "--test", "--to", form, *lessons)


def nbconvert(tools, folder):
    stored = LESSON.read_text(encoding="utf-8").count("<img ")
    for form, name in (("slides", f"{LESSON.stem}.slides.html"), ("html", f"{LESSON.stem}.html")):
        run(tools / "jupyter-nbconvert", "--log-level=WARN", "--to", form, "--output-dir", folder, LESSON)
        shown = pictures((folder / name).read_text(encoding="utf-8"))
        check(shown == stored > 0, f"{form} has {shown} of {stored} pictures")
    return folder / name


def latex(tools, folder):
    """Takes images, and of all other displays the text, which must be there."""
    run(tools / "jupyter-nbconvert", "--log-level=WARN", "--to", "latex", "--output-dir", folder, TOUR)
    shown = [output["data"] for cell in json.loads(TOUR.read_text(encoding="utf-8"))["cells"] for output in cell.get("outputs", []) if "data" in output]
    images = sum("image/png" in data for data in shown)
    made = len(list((folder / f"{TOUR.stem}_files").glob("*.png")))
    check(made == images > 0, f"LaTeX has {made} of {images} images")
    silent = [data for data in shown if not "".join(data.get("text/plain", "")).strip()]
    check(not silent, f"{len(silent)} of {len(shown)} displays are without text")


def pdf(tools, folder, browser, page):
    """By way of the HTML, which has the pictures; LaTeX would have their text alone."""
    made = folder / "lesson.pdf"
    sandbox = ["--no-sandbox"] if os.getuid() == 0 else []
    run(browser, "--headless", "--disable-gpu", *sandbox, "--no-pdf-header-footer", f"--print-to-pdf={made}", page.as_uri())
    count = "import sys, pypdf; print(sum('/XObject' in page['/Resources'] for page in pypdf.PdfReader(sys.argv[1]).pages))"
    pages = int(run(tools / "python", "-c", count, made))
    check(pages > 0, f"{pages} pages of the PDF have pictures")


def nbdime(tools, folder):
    changed = folder / LESSON.name
    notebook = json.loads(LESSON.read_text(encoding="utf-8"))
    cell = next(cell for cell in notebook["cells"] if cell["cell_type"] == "code")
    cell["source"] = ["// changed\n", *cell["source"]]
    changed.write_text(json.dumps(notebook), encoding="utf-8")
    told = run(tools / "nbdiff", "--no-color", "--sources", LESSON, changed)
    check(re.findall(r"^\+(?!\+).*", told, re.MULTILINE) == ["+// changed"], f"nbdiff told of the one changed line in\n{told}")


def console(tools):
    told = run(tools / "jupyter-console", "--kernel", "leibniz", "--simple-prompt", given="6 * 7\n")
    check("42" in told, "jupyter console showed 42")


def voila(tools, folder):
    """Runs the notebook and serves what its cells show."""
    port = "8877"
    server = subprocess.Popen([tools / "voila", "--no-browser", f"--port={port}", "--show_tracebacks=True", LESSON], cwd=folder, stderr=subprocess.DEVNULL)
    try:
        page = fetched(f"http://127.0.0.1:{port}/")
    finally:
        server.terminate()
        server.wait()
    # Its page holds them as texts of a script.
    shown = page.count("data:image/svg+xml;base64")
    check(shown == LESSON.read_text(encoding="utf-8").count("<img "), f"voila shows {shown} pictures")


def pictures(page):
    return len(re.findall(r'<img [^>]*src="data:image/svg', page))


def fetched(address):
    end = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return urllib.request.urlopen(address, timeout=PATIENCE_SECONDS).read().decode()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


def check(right, what):
    if not right:
        sys.exit(f"tools: wrong: {what}")
    print(f"tools: {what}", flush=True)


def run(*command, given=""):
    line = [str(part) for part in command]
    print(f"tools: {' '.join(line)[:160]}", flush=True)
    done = subprocess.run(line, input=given, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode != 0:
        sys.exit(f"tools: failed with\n{done.stdout}")
    return done.stdout


if __name__ == "__main__":
    main()
