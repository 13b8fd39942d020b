"""The check of texts finds what a careful reader would, and lets right sentences pass."""

import json
import tempfile
import unittest
from pathlib import Path

import texts


def markdown(source):
    return {"cell_type": "markdown", "source": source}


def code(source, shown=""):
    return {"cell_type": "code", "source": source, "outputs": [{"output_type": "execute_result", "data": {"text/plain": shown}}]}


class TextsTest(unittest.TestCase):
    def problems(self, *cells):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "lesson.ipynb")
            path.write_text(json.dumps({"cells": cells}), encoding="utf-8")
            return texts.check(path)

    def test_numbers_that_cells_show_pass(self):
        shown = code("f(3)", "tensor(12.3456)")
        self.assertEqual([], self.problems(shown, markdown("Of 3 it makes 12.35, or 12.3.")))
        self.assertEqual([], self.problems(markdown("Here is f of 3:"), shown), "the sentence leads to the cell")
        self.assertEqual([], self.problems(shown, markdown("so $f(3) = 10 + 2.3456 = 12.3456$ and `a = 99`")))

    def test_a_number_that_no_cell_shows_is_found(self):
        shown = code("f(3)", "tensor(12.3456)")
        self.assertIn("12.4 stands in no cell", self.problems(shown, markdown("It is 12.4."))[0])
        self.assertIn("12 stands in no cell", self.problems(shown, markdown("这里是12个数。"))[0])
        self.assertIn("4 stands in no cell", self.problems(markdown("There are 4."), markdown("Later:"), code("4"))[0])
        self.assertIn("13 stands in no cell", self.problems(shown, markdown("so $f(3) = 13$"))[0])

    def test_sums_are_computed(self):
        self.assertIn("is not what the other side gives", self.problems(markdown("$48 + 4 = 53$"))[0])
        self.assertEqual([], self.problems(markdown(r"$\frac{1}{2} \cdot 2^{10} = 512$ and $12x^2 + 3$")))

    def test_questions_are_answered_below(self):
        self.assertEqual([], self.problems(markdown("1. What is f(3)? And of 5?"), markdown("Answer"), code("f(5)", "3")))

    def test_broken_latex_is_found(self):
        self.assertIn("left alone", self.problems(markdown("$x"))[0])
        self.assertIn("braces", self.problems(markdown(r"$\frac{1{2}$"))[0])
        self.assertIn(r"\matbf", self.problems(markdown(r"$\matbf{x}$"))[0])
        self.assertIn(r"\left", self.problems(markdown(r"$\left(x)$"))[0])
        self.assertIn("environment", self.problems(markdown(r"$\begin{pmatrix} x$"))[0])

    def test_narrow_marks_in_chinese_are_found(self):
        for narrow in ("梯度,", "对吗?", "梯度(斜率)", "x²:请", "两个;都"):
            self.assertIn("wide punctuation", self.problems(markdown(narrow))[0], narrow)
        self.assertEqual([], self.problems(markdown("梯度（斜率），`f(x, y)`：$(a, b)$；Grad, div (curl)")))

    def test_one_thing_has_one_chinese_name(self):
        self.assertIn("差分 is called 差商", self.problems(markdown("导数与差分一致"))[0])
        self.assertIn("乘法法则 is called 乘积法则", self.problems(code("f()", "由乘法法则"))[0])
        self.assertEqual([], self.problems(markdown("中心差分、前向差分的差商，链式法则，运算的规则")))

    def test_lines_of_code_fit_the_page(self):
        self.assertIn("113 columns", self.problems(code("x" * 113))[0])
        self.assertEqual([], self.problems(code("x" * 112 + "\n" + "梯" * 56)))

    def test_links_lead_to_files_of_the_course(self):
        self.assertIn("does not exist", self.problems(markdown("[next](99.ipynb)"))[0])
        self.assertIn("out of the course", texts.links("[code](../pom.xml)", texts.COURSE)[0])
        self.assertEqual([], texts.links("[index](README.md)", texts.COURSE))


if __name__ == "__main__":
    unittest.main()
