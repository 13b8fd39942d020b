"""Puts every display into JupyterLab in Chromium and takes screenshots, to be looked at after a change.

The cells are those below, and no display may be missing from them. Each is shown as stored, in a notebook that
JupyterLab does not trust; after a run in the light and in the dark theme; and on a page of 600 pixels. Leaves one
picture of at most 1,600 pixels in height after the other in the folder given. Needs the Python environment of the
notebooks' tests, and a kernel that was built.
"""

import argparse
import re
import sys
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "notebooks" / "src" / "test" / "python"))

import kernels  # noqa: E402
import lab  # noqa: E402

DISPLAYS = ROOT / "display" / "src" / "main" / "java" / "leibniz" / "display" / "Displays.java"
WIDE = 1300
NARROW = 600
SLICE = 1600
NAME = "gallery.ipynb"
CELLS = [
    """manualSeed(1);
var x = arange(4.0).requiresGrad_(true);
var y = 2 * dot(x, x);
y.backward();
x""",
    "graph(y)",
    """var w = tensor(0.5, -1, 2).requiresGrad_(true);
var label = tensor(2.0);
var loss = (dot(tensor(1.0, 2, 3), w) - label).square();
graphWithRules(loss)""",
    "explain(loss, w)",
    "steps(loss)",
    """record Layer(Tensor w, Tensor b) {
    Tensor call(Tensor x) { return tanh(matmul(x, w) + b); }
}
Layer layer(int in, int out) { return new Layer((randn(in, out) * 0.5).detach().requiresGrad_(true), zeros(out).requiresGrad_(true)); }
var net = List.of(layer(4, 16), layer(16, 16), layer(16, 3));
var X = randn(8, 4);
Tensor run(Tensor x) { for (var one : net) x = one.call(x); return x; }
var logits = run(X);
var nll = logits.crossEntropy(tensor(0, 1, 2, 0, 1, 2, 0, 1).toLong());
graph(nll)""",
    "graphWithGradientSizes(nll)",
    """var h = tensor(0.9).requiresGrad_(true);
Tensor r = h;
for (int i = 0; i < 8; i++) r = r * 0.5;
var dead = (h * 0).sum();
graphWithGradientSizes(r + dead)""",
    """var a = tensor(-0.5).requiresGrad_(true);
Tensor b = a * 2;
while (b.norm() < 1000) b = b * 2;
graph(b)""",
    "steps(b)",
    """var p = tensor(0.0, 1, 1).requiresGrad_(true);
var kinks = p.relu().sum() + p.max() + p.clamp(0, 1).sum();
graph(kinks)""",
    """var s = tensor(1.0, 2, 3).requiresGrad_(true);
var mixed = 3 * s.get(1).square() + (s.softmax(0) * tensor(1.0, 0, 2)).sum() + cat(0, s.narrow(0, 1, 2), s.flip(0)).prod();
explain(mixed, s)""",
    "graph(mixed)",
    "steps(mixed)",
    "var first = x.sum(); var second = x.prod(); graph(first, second)",
    "graph(x.detach() * x + noGrad(() -> x * 3))",
    "y",
    "graph(symbol(\"a\") * 2 + symbol(\"b\"))",
    "compareModes(v -> (v.exp() * 2).sin().sum(), arange(5.0))",
    "derivatives(u -> 4 * u.pow(3) + u.square() + 3, 2)",
    "plot(u -> 1 / u, -1, 1)",
    "var losses = new double[60]; for (int i = 0; i < 60; i++) losses[i] = Math.exp(-0.1 * i) + 0.02 * Math.sin(i); plot(losses)",
    "var t = linspace(-3, 3, 50); var s1 = t.sin(); var c1 = t.cos(); plot(t, s1, c1)",
    "plotWithDerivative(u -> u.sin() * u, -6, 6)",
    "plotTangent(u -> u.pow(3) - 1 / u, 1, 0.3, 2)",
    """double[][] path = { { -1.5, 0.9 }, { -0.5, -0.4 }, { -0.1, 0.2 }, { 0, 0 } };
plotContour(v -> v.get(0).square() + 10 * v.get(1).square(), -2, 2, -1, 1, path)""",
    "histogram(randn(2000))",
    "showImage(X.mul(40).sin())",
    "plotGradCheck(u -> (u.sin() * u).sum(), tensor(0.5, 1, -2))",
    "randn(300, 200)",
    "tensor(true, false)",
    "randn(3, 4)",
]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="for the screenshots")
    parser.add_argument("--browser", required=True, help="path of Chromium")
    parser.add_argument("--language", default="en", choices=["en", "zh"], help="default: %(default)s")
    parser.add_argument("--cells", type=Path, help="a file with other cells, blank lines between them")
    parser.add_argument("--jupyter", type=Path, help="Jupyter folder with the kernel; default: the one last built")
    arguments = parser.parse_args()
    cells = CELLS if arguments.cells is None else re.split(r"\n\s*\n", arguments.cells.read_text().strip())
    if arguments.cells is None:
        displays = set(re.findall(r"public static Displayable (\w+)\(", DISPLAYS.read_text()))
        if forgotten := sorted(name for name in displays if not any(f"{name}(" in cell for cell in cells)):
            sys.exit(f"no cell shows {', '.join(forgotten)}")
    arguments.folder.mkdir(parents=True, exist_ok=True)
    with kernels.jupyter_path(arguments.jupyter), tempfile.TemporaryDirectory(prefix="leibniz-gallery-") as folder:
        notebooks = Path(folder, "notebooks")
        notebooks.mkdir()
        write(notebooks / NAME, ([f'language("{arguments.language}");'] if arguments.language != "en" else []) + cells)
        with lab.jupyterlab(Path(folder), notebooks) as server, sync_playwright() as playwright:
            browser = lab.chromium(playwright, arguments.browser)
            page = browser.new_page(viewport={"width": WIDE, "height": 1000})
            page.set_default_timeout(lab.PATIENCE)
            page.goto(server.address("/lab"))
            page.wait_for_function("() => window.jupyterapp")
            page.evaluate("() => jupyterapp.restored.then(() => null)")
            take(page, arguments.folder)
            browser.close()


def write(path, cells):
    """A notebook that was run elsewhere, so that JupyterLab does not trust it."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    notebook.metadata.kernelspec = {"display_name": "Java (Leibniz)", "language": "java", "name": "leibniz"}
    NotebookClient(notebook, kernel_name="leibniz", allow_errors=True, timeout=120).execute()
    for cell in notebook.cells:
        for output in cell.outputs:
            if output.output_type == "error":
                print(f"{cell.source}\n    {output.ename}: {output.evalue}")
    nbformat.write(notebook, path)


def take(page, folder):
    page.evaluate("name => { void jupyterapp.commands.execute('docmanager:open', {path: name, factory: 'Notebook'}); }", NAME)
    page.wait_for_function("() => jupyterapp.shell.currentWidget?.content?.widgets?.length > 1")
    page.wait_for_function(lab.IDLE)
    shot(page, folder, "untrusted", WIDE)
    page.evaluate("() => jupyterapp.commands.execute('notebook:clear-all-cell-outputs')")
    page.wait_for_function("() => document.querySelectorAll('.jp-OutputArea-output').length === 0")
    page.evaluate("() => { void jupyterapp.commands.execute('notebook:run-all-cells'); }")
    page.wait_for_function(f"() => ({lab.CELLS})().every(cell => !cell.code || cell.trusted && cell.count !== null)")
    page.wait_for_function(lab.IDLE)
    shot(page, folder, "light", WIDE)
    shot(page, folder, "narrow", NARROW)
    lab.theme(page, "JupyterLab Dark")
    shot(page, folder, "dark", WIDE)


def shot(page, folder, name, width):
    """The notebook from its first to its last cell, the first three of the folded parts in each output unfolded."""
    page.set_viewport_size({"width": width, "height": 1000})
    page.evaluate("""() => document.querySelectorAll('.jp-OutputArea-output').forEach(output =>
        output.querySelectorAll('details').forEach((part, i) => { if (i < 3 || !part.name) part.open = true; }))""")
    page.evaluate("() => Promise.allSettled(Array.from(document.images, image => image.decode()))")
    lab.fit(page, width, most=30_000)
    whole = folder / f"{name}.png"
    page.screenshot(path=whole)
    with Image.open(whole) as image:
        for i, top in enumerate(range(0, image.height, SLICE), 1):
            image.crop((0, top, image.width, min(image.height, top + SLICE))).save(folder / f"{name}-{i:02}.png")
    whole.unlink()
    wide = page.evaluate("""() => Array.from(document.querySelectorAll('.jp-OutputArea-output img')).filter(
        image => !(image.complete && image.naturalWidth > 0)).map(image => image.alt)""")
    for alt in wide:
        print(f"{name}: a picture does not load: {alt}")


if __name__ == "__main__":
    main()
