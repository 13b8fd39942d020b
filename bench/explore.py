"""Pans a graph of 5,000 nodes in JupyterLab and says how many frames a second the browser draws: near, where texts can
be read, and with the whole graph in view."""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "notebooks" / "src" / "test" / "python"))

import kernels  # noqa: E402
import lab  # noqa: E402
import lab_kernel  # noqa: E402

LIMIT = 55  # frames a second; a browser draws 60
ROUNDS = 5
CELL = """Tensor large(int operations) {
    var random = new Random(1);
    var all = new ArrayList<Tensor>();
    for (int i = 0; i < 40; i++) { all.add(tensor(0.1 * i + 0.1).requiresGrad_(true)); }
    while (all.size() < operations) {
        Tensor a = all.get(Math.max(0, all.size() - 1 - random.nextInt(60)));
        Tensor b = all.get(Math.max(0, all.size() - 1 - random.nextInt(60)));
        all.add(switch (all.size() % 4) { case 0 -> a.mul(b).tanh(); case 1 -> a.add(b).sin(); case 2 -> a.sub(b); default -> a.cos(); });
    }
    Tensor sum = all.getLast();
    for (Tensor one : all.subList(all.size() - 30, all.size())) { sum = sum + one; }
    return sum;
}
explore(large(4600))"""
# Frames a second while a mouse drags, and of a page at rest, which shows what else the machine has to do.
PAN = """async ([frames, drags]) => {
    const canvas = document.querySelector('.leibniz-explore canvas');
    const box = canvas.getBoundingClientRect();
    const send = (type, x, y) => canvas.dispatchEvent(new PointerEvent(type, {pointerId: 1, clientX: box.left + x, clientY: box.top + y}));
    canvas.setPointerCapture = () => {};
    const frame = () => new Promise(requestAnimationFrame);
    let [x, y] = [400, 200];
    if (drags) send('pointerdown', x, y);
    const start = await frame();
    let now = start;
    for (let i = 0; i < frames; i++) {
        x += 9 * Math.cos(i / 20);
        y += 9 * Math.sin(i / 20);
        if (drags) send('pointermove', x, y);
        now = await frame();
    }
    if (drags) send('pointerup', x, y);
    return 1000 * frames / (now - start);
}"""


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--browser", required=True, help="path of Chromium")
    parser.add_argument("--jupyter", type=Path, help="Jupyter folder with the kernel; default: the one last built")
    arguments = parser.parse_args()
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}; browser without a graphics card")
    with kernels.jupyter_path(arguments.jupyter), tempfile.TemporaryDirectory(prefix="leibniz-explore-") as folder:
        notebook = Path(folder) / "source" / "graph.ipynb"
        lab_kernel.write_notebook(notebook, [lab_kernel.code_cell("graph", CELL, [])])
        with lab.jupyterlab(Path(folder), notebook.parent) as server, sync_playwright() as playwright:
            browser = lab.chromium(playwright, arguments.browser)
            page = browser.new_page(viewport={"width": lab.WIDTH, "height": lab.HEIGHT})
            page.set_default_timeout(lab.PATIENCE)
            page.goto(server.address(f"/lab/tree/{notebook.name}"))
            lab_kernel.wait_until_loaded(page)
            page.evaluate(lab_kernel.RUN, 0)
            page.wait_for_function("() => /50\\d\\d nodes/.test(document.querySelector('.leibniz-explore canvas')?.getAttribute('aria-label'))")
            slow = [where for where in ("near", "whole") if frames(page, where) < LIMIT]
            browser.close()
    sys.exit(1 if slow else 0)


def frames(page, where):
    if where == "whole":
        page.get_by_role("button", name="Show all").click()
    rest, best = (max(page.evaluate(PAN, [90, drags]) for _ in range(ROUNDS)) for drags in (False, True))
    print(f"{where}: {best:.1f} frames a second while panned, {rest:.1f} at rest; limit {LIMIT}")
    return best


if __name__ == "__main__":
    main()
