"""papermill finds out how to write Java from the installed package alone, and what it writes has the given values."""

import json
import math
import os
import unittest

import environments

PARAMETERS = """double alpha = 0.1; // the rate
final int steps = 3;
List<String> names = List.of("a; b");
String text = "// none";
int[] sizes = {1};
System.out.println("no parameter");"""
SHOWN = """alpha + " " + steps + " " + names + " " + rates + " " + text + nothing + " " + big + flag + " " + mixed"""
GIVEN = {"alpha": 0.5, "steps": 7, "names": ["x", 'y"z \\u0041'], "rates": {"b": 1, "a": 2.5}, "text": "é\n", "nothing": None,
         "big": 12345678901, "flag": True, "mixed": [1, "a", None, {"k": [2, 3]}, math.inf]}
INSPECT = "import sys; from papermill.inspection import display_notebook_help; display_notebook_help(__import__('click').Context(__import__('click').Command('x')), sys.argv[1], {})"


class ParametersTest(environments.WithHome):
    @classmethod
    def setUpClass(cls):
        cls.installed = environments.installed(cls)

    def notebook(self):
        cells = [{"cell_type": "code", "id": tag, "metadata": {"tags": [tag]}, "source": source, "outputs": [], "execution_count": None}
                 for tag, source in (("parameters", PARAMETERS), ("shown", SHOWN))]
        kernel = {"name": "leibniz", "display_name": "Java (Leibniz)", "language": "java"}
        path = self.folder / "in.ipynb"
        path.write_text(json.dumps({"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}))
        return path

    def test_the_values_arrive(self):
        if "LEIBNIZ_JAVA_HOME" in os.environ:
            self.use(os.environ["LEIBNIZ_JAVA_HOME"])
        values, out = self.folder / "values.json", self.folder / "out.ipynb"
        values.write_text(json.dumps(GIVEN))
        self.installed.run("-m", "papermill", self.notebook(), out, "-f", values, environment=self.environment, check=True)
        shown = json.loads(out.read_text())["cells"][-1]["outputs"][0]["data"]["text/plain"]
        self.assertEqual('0.5 7 [x, y"z \\u0041] {b=1.0, a=2.5} é\nnull 12345678901true [1, a, null, {k=[2, 3]}, Infinity]', "".join(shown))

    def test_the_parameters_of_a_notebook_are_listed(self):
        said = self.installed.run("-c", INSPECT, self.notebook(), environment=self.environment, check=True).stdout
        listed = [" ".join(line.split()) for line in said.splitlines() if "(default" in line]
        self.assertEqual(["alpha: double (default 0.1) the rate", "steps: int (default 3)",
                          'names: List<String> (default List.of("a; b"))', 'text: String (default "// none")',
                          "sizes: int[] (default {1})"], listed)


if __name__ == "__main__":
    unittest.main()
