"""The comparison itself, tried on small notebooks: it must notice what a reader would, and nothing else."""

import base64
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

import run_notebook

HERE = Path(__file__).parent


def svg(words, width=20, style=""):
    look = f"<style>{style}</style>" if style else ""
    text = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="10">{look}<text x="1">{words}</text></svg>'
    return "data:image/svg+xml;base64," + base64.b64encode(text.encode()).decode()


def picture(source, alt="Computation graph of y -> x"):
    data = {"text/html": f'<figure><img src="{source}" alt="{alt}"></figure>'}
    return new_output("display_data", data)


def result(text):
    return new_output("execute_result", {"text/plain": text}, execution_count=1)


def stream(text, name="stdout"):
    return new_output("stream", name=name, text=text)


def error(message):
    return new_output("error", ename="ValueError", evalue=message, traceback=[f"\x1b[31m{message}\x1b[0m"])


def notebook(*outputs, tags=()):
    """A notebook of one code cell for each list of outputs."""
    cells = [new_markdown_cell("# Trial")]
    for number, shown in enumerate(outputs, 1):
        cells.append(new_code_cell(f"cell({number})", outputs=shown, execution_count=number, metadata={"tags": list(tags)}))
    return new_notebook(cells=cells, metadata={"kernelspec": {"name": "leibniz", "display_name": "Java (Leibniz)"}})


class CompareTest(unittest.TestCase):
    def assert_same(self, stored, actual, **options):
        self.assertEqual([], run_notebook.compare(notebook(stored, **options), notebook(actual, **options)))

    def assert_differs(self, stored, actual, *expected):
        problems = run_notebook.compare(notebook(stored), notebook(actual))
        self.assertEqual(1, len(problems), problems)
        for text in expected:
            self.assertIn(text, problems[0])

    def test_a_changed_value_is_shown_with_cell_expected_and_actual(self):
        self.assert_differs([result("4")], [result("5")], "Cell 2:\n    cell(1)", "expected:", "    4", "actual:", "    5")

    def test_a_missing_output_is_noticed(self):
        self.assert_differs([result("4")], [], "(nothing)")

    def test_a_stream_is_the_same_however_it_was_cut_in_pieces(self):
        self.assert_same([stream("a\nb\n")], [stream("a\n"), stream("b\n")])

    def test_a_changed_stream_and_a_changed_kind_of_stream_are_noticed(self):
        self.assert_differs([stream("a")], [stream("b")], "[stdout]")
        self.assert_differs([stream("a")], [stream("a", "stderr")], "[stderr]")

    def test_a_changed_message_is_noticed_but_not_its_colour(self):
        plain = error("first")
        plain.traceback = ["first"]
        self.assert_same([error("first")], [plain])
        self.assert_differs([error("first")], [error("second")], "first", "second")

    def test_pictures_are_compared_by_alternative_text_words_and_size(self):
        for changed in (picture(svg("x"), alt="Another"), picture(svg("y")), picture(svg("x", width=21))):
            self.assert_differs([picture(svg("x"))], [changed], "svg width=20 height=10 ['x']")

    def test_a_picture_that_gets_or_loses_its_colours_for_a_dark_page_is_noticed(self):
        dark = picture(svg("x", style="@media(prefers-color-scheme:dark){.a{fill:#fff}}"))
        self.assert_differs([picture(svg("x"))], [dark], "svg width=20 height=10 with colours for a dark page ['x']")
        self.assert_differs([dark], [picture(svg("x", style=".a{fill:#fff}"))], "with colours for a dark page")

    def test_the_bytes_of_a_png_do_not_count_but_its_presence_and_alternative_text_do(self):
        before = picture("data:image/png;base64,AAAA")
        self.assert_same([before], [picture("data:image/png;base64,BBBB")])
        self.assert_differs([before], [picture("data:image/png;base64,AAAA", alt="Another")], "Another")
        png = new_output("display_data", {"image/png": "AAAA"})
        self.assert_same([png], [new_output("display_data", {"image/png": "BBBB"})])
        self.assert_differs([png], [], "image/png")

    def test_a_cell_tagged_timing_may_differ(self):
        self.assert_same([result("4 ms")], [result("5 ms")], tags=["timing"])


class CheckTest(unittest.TestCase):
    def assert_refused(self, checked, *expected):
        problems = "\n".join(run_notebook.check_run(checked))
        for text in expected:
            self.assertIn(text, problems)

    def test_a_good_notebook_is_not_refused(self):
        good = notebook([result("1")], [stream("2")])
        self.assertEqual([], run_notebook.check_run(good) + run_notebook.check_stored(good, "leibniz"))

    def test_three_cells_tagged_timing_are_too_many(self):
        self.assert_refused(notebook([], [], [], tags=["timing"]), "Cells [2, 3, 4]", "at most 2")

    def test_an_error_must_be_meant(self):
        self.assert_refused(notebook([error("wrong")]), "Cell 2:", "wrong", "tag it `raises-exception`")

    def test_a_cell_that_is_meant_to_fail_must_fail(self):
        self.assert_refused(notebook([result("4")], tags=["raises-exception"]), "does not fail")

    def test_paths_of_the_machine_are_refused_and_addresses_are_not(self):
        self.assert_refused(notebook([stream("read /home/someone/data.csv")]), "/home/someone/data.csv")
        self.assert_refused(notebook([stream("file:/tmp/x.jar")]), "/tmp/x.jar")
        self.assertEqual([], run_notebook.check_run(notebook([stream("see https://example.org/home/a and 1/2")])))

    def test_stored_execution_counts_run_from_1_without_gaps(self):
        stored = notebook([], [])
        stored.cells[2].execution_count = 7
        self.assertIn("count 7, expected 2", run_notebook.check_stored(stored, "leibniz")[0])

    def test_the_notebook_names_the_kernel(self):
        self.assertIn("expected other", run_notebook.check_stored(notebook([]), "other")[0])


class CommandTest(unittest.TestCase):
    """The whole command with a real kernel: IPython's, which every JupyterLab has."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = Path(folder.name, "trial.ipynb")

    def run_notebook(self, *options):
        command = [sys.executable, HERE / "run_notebook.py", self.path, "--kernel", "python3", "--jupyter", self.path.parent]
        return subprocess.run([*command, *options], capture_output=True, text=True)

    def test_what_was_recorded_passes_until_a_cell_shows_something_else(self):
        cells = [new_code_cell("print('a')\n1 + 1"), new_code_cell(""), new_code_cell("2 + 2")]
        nbformat.write(new_notebook(cells=cells), self.path)
        recording = self.run_notebook("--record")
        self.assertEqual(0, recording.returncode, recording.stdout + recording.stderr)

        changed = nbformat.read(self.path, as_version=4)
        self.assertEqual([1, None, 2], [cell.execution_count for cell in changed.cells])
        changed.cells[2].source = "2 + 3"
        nbformat.write(changed, self.path)
        failing = self.run_notebook()
        self.assertEqual(1, failing.returncode, failing.stderr)
        self.assertRegex(failing.stdout, r"(?s)Cell 3:.*2 \+ 3.*expected:.*    4.*actual:.*    5.*--record")

    def test_a_cell_that_moves_keeps_its_output_under_its_new_number(self):
        nbformat.write(new_notebook(cells=[new_code_cell("2 + 2")]), self.path)
        self.run_notebook("--record")
        longer = nbformat.read(self.path, as_version=4)
        longer.cells.insert(0, new_code_cell("1 + 1"))
        nbformat.write(longer, self.path)
        self.run_notebook("--record")
        recorded = nbformat.read(self.path, as_version=4)
        self.assertEqual([1, 2], [cell.outputs[0].execution_count for cell in recorded.cells])

    def test_a_notebook_that_fails_is_not_recorded(self):
        nbformat.write(new_notebook(cells=[new_code_cell("1 / 0")]), self.path)
        before = self.path.read_bytes()
        failing = self.run_notebook("--record")
        self.assertEqual(1, failing.returncode, failing.stderr)
        self.assertIn("ZeroDivisionError", failing.stdout)
        self.assertEqual(before, self.path.read_bytes())


if __name__ == "__main__":
    unittest.main()
