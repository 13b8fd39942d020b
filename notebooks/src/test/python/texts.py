"""Checks the sentences of notebooks: links, LaTeX, Chinese punctuation, Chinese terms and numbers.

A link leads to a file of the course, since learners work on a copy of it. LaTeX is balanced and uses commands that
JupyterLab knows. A number in a sentence stands in a cell that has run before it, in its code or in what it shows, or
in the cell that follows the sentence; or it is the value of an equation in which the sentence computes it. One thing
has one Chinese name, also in the displays that cells have shown and in the sources of the exercises. Lines of code are
not cut off at the right.
"""

import argparse
import html
import json
import re
import sys
from pathlib import Path

COURSE = Path(__file__).resolve().parents[3]
LINK = re.compile(r"\[([^\]]*)\]\(([^)\s]+)\)")
MATH = re.compile(r"\$\$(.+?)\$\$|\$([^$\n]+?)\$", re.DOTALL)
CODE = re.compile(r"^```.*?^```|`[^`\n]*`", re.DOTALL | re.MULTILINE)
# The Chinese text beside it asks for the wide form.
NARROW = re.compile(r"[\u4e00-\u9fff][,;:?!](?!\d)|[,;:?!][\u4e00-\u9fff]|\([^()]*[\u4e00-\u9fff][^()]*\)")
NUMBER = re.compile(r"(?<![\w.^_])\d[\d_]*(?:\.\d+)?(?:[eE][-+]?\d+)?(?!\w)", re.ASCII)
COMMANDS = set(
    """alpha approx bar begin boldsymbol cdot cdots cos dfrac displaystyle dots ell end eta exp epsilon frac gets hat hbox
    infty in int ge geq lambda langle ldots le left leftarrow leftrightarrow leq lim ln log lVert mapsto mathbb mathbf mathrm
    max min mu nabla ne neq operatorname partial pi pm prod qquad quad rVert rangle right rightarrow rho sigma sin sqrt
    sum tan tanh text tfrac theta times to top underbrace varepsilon vec""".split()
)
# Chinese words for which another one is used throughout. 法则 are those of mathematics, 规则 those of an operation.
TERMS = {
    "自动微分": "自动求导",
    "数值微分": "数值求导",
    "符号微分": "符号求导",
    "连锁法则": "链式法则",
    "乘法法则": "乘积法则",
    "反向法则": "反向规则",
    "(?:前向|正向)模式|前向累积": "正向累积",
    "反向模式|逆向累积": "反向累积",
    "雅克比|雅各比": "雅可比",
    "海森|海塞": "黑塞",
    "(?<![前后中][向心])差分": "差商",
    "向前差分": "前向差分",
    "叶节点": "叶子节点",
    "点积|点乘": "内积",
    "单位阵": "单位矩阵",
    "脱离": "分离",
}
# JupyterLab cuts longer lines of code off at the right on a narrow screen, a column for each Latin letter.
LONGEST_LINE = 112
# Numbers that no cell of the notebook can show, with the reason.
EXCEPTIONS = {
    ("04-symbolic-numeric-automatic", "7"): "the digits that a float has are known, not shown",
}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("notebooks", type=Path, nargs="+")
    problems = [problem for path in parser.parse_args().notebooks for problem in check(path)]
    if problems:
        print("\n".join(problems))
        sys.exit(1)


def check(path):
    """What is wrong with the sentences of a notebook, of a page, or of an exercise."""
    if path.suffix != ".ipynb":
        source = path.read_text(encoding="utf-8")
        found = links(source, path.parent) + punctuation(source) if path.suffix == ".md" else []
        return [f"{path.name}: {problem}" for problem in found + terms(source)]
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    problems, known = [], Known()
    for number, cell in enumerate(cells, 1):
        source = "".join(cell["source"])
        if cell["cell_type"] == "code":
            known.add(cell)
            found = long_lines(source) + [problem for text in texts_of(cell) for problem in terms(text)]
            problems += [f"{path.name}, cell {number}: {problem}" for problem in found]
            continue
        ahead = known.with_cells(following(cells, number, asks=bool(re.search(r"^1\. .*[?？]$", source, re.MULTILINE))))
        found = links(source, path.parent) + latex(source) + punctuation(source) + terms(source)
        if path.parent.name != "exercises":  # Their numbers are tasks; the tests of the exercises check them.
            found += [problem for problem in numbers(source, ahead) if (path.stem, problem.split()[0]) not in EXCEPTIONS]
        problems += [f"{path.name}, cell {number}: {problem}" for problem in found]
    return problems


def following(cells, number, asks):
    """The code cells that come directly after a cell of text; after one that asks, all that answer."""
    after = []
    for cell in cells[number:]:
        if cell["cell_type"] == "code":
            after.append(cell)
        elif not asks:
            break
    return after


def links(source, folder):
    problems = []
    for text, target in LINK.findall(CODE.sub("", source)):
        if re.match(r"[a-z]+:", target):
            continue
        file = (folder / target.split("#")[0]).resolve()
        if not file.is_file():
            problems.append(f"the link {text!r} leads to {target}, which does not exist")
        elif not file.is_relative_to(COURSE):
            problems.append(f"the link {text!r} leads out of the course, to {target}; a copy of the course does not have it")
    return problems


def latex(source):
    text = CODE.sub("", source)
    problems = []
    if text.count("$") % 2:
        problems.append("a $ is left alone")
    for display, inline in MATH.findall(text):
        math = display or inline
        if math.replace(r"\{", "").replace(r"\}", "").count("{") != math.replace(r"\{", "").replace(r"\}", "").count("}"):
            problems.append(f"braces do not match in ${math}$")
        if len(re.findall(r"\\left\b", math)) != len(re.findall(r"\\right\b", math)):
            problems.append(f"\\left and \\right do not match in ${math}$")
        if sorted(re.findall(r"\\begin\{(\w+)\}", math)) != sorted(re.findall(r"\\end\{(\w+)\}", math)):
            problems.append(f"an environment is not closed in ${math}$")
        problems += [f"\\{name} in ${math}$ is not among the commands that are known to work" for name in re.findall(r"\\([a-zA-Z]+)", math) if name not in COMMANDS]
    return problems


def punctuation(source):
    """Marks of the width of Latin letters in Chinese sentences."""
    text = LINK.sub("", MATH.sub("x", CODE.sub("x", source)))
    return [f"{found.group()} wants wide punctuation: {text[max(0, found.start() - 15) : found.end() + 15]!r}" for found in NARROW.finditer(text)]


def long_lines(source):
    columns = {line: sum(2 if ord(letter) > 0x2E7F else 1 for letter in line) for line in source.splitlines()}
    return [f"{count} columns are more than {LONGEST_LINE}: {line}" for line, count in columns.items() if count > LONGEST_LINE]


def terms(source):
    """Words for which the course has another one."""
    return [
        f"{found.group()} is called {term} here: {source[max(0, found.start() - 15) : found.end() + 15]!r}"
        for word, term in TERMS.items()
        for found in re.finditer(word, source)
    ]


def numbers(source, known):
    """The numbers of the sentences that nothing supports, each followed by where it stands."""
    text = CODE.sub(" ", source)
    text = re.sub(r"^#.*$|^\s*\d+\. |<summary>.*?</summary>", " ", text, flags=re.MULTILINE)
    text = LINK.sub(" ", text)
    problems = []
    for display, inline in MATH.findall(text):
        problems += equation(display or inline, known)
    for line in MATH.sub(" ", text).splitlines():
        problems += [f"{found} stands in no cell: {line.strip()[:90]}" for found in NUMBER.findall(line) if not known.has(found)]
    return problems


def equation(math, known):
    """Sides of an equation that are plain arithmetic must be equal; a number alone must be known."""
    problems = []
    for chain in re.split(r",|;|\\qquad|\\quad|\\\\|&", math):
        sides = [(side.strip(), value(side)) for side in re.split(r"=|\\approx", chain)]
        values = [(side, found) for side, found in sides if found is not None]
        computed = [found for side, found in values if not is_number(side)]
        problems += [f"{side} stands in no cell: ${math}$" for side, found in values if is_number(side) and not computed and not known.has(side)]
        if values and max(f for _, f in values) - min(f for _, f in values) > 1e-9 * max(abs(f) for _, f in values):
            problems.append(f"{values[-1][0]} is not what the other side gives: ${math}$")
    return problems


def is_number(side):
    return re.fullmatch(r"\s*-?\s*\d[\d_]*(?:\.\d+)?\s*\.?", side) is not None


def value(side):
    """The value of arithmetic with plain numbers, or None for anything else."""
    text = side.strip().rstrip(".")
    text = re.sub(r"\\t?frac\{([^{}]*)\}\{([^{}]*)\}", r"((\1)/(\2))", text)
    text = re.sub(r"\^\{([^{}]*)\}", r"**(\1)", text).replace("^", "**").replace(r"\cdot", "*").replace(r"\,", "")
    if not re.search(r"\d", text) or re.search(r"[^\d\s.+*/()-]", text) or re.search(r"\d\s*\(|\)\s*\d|\d\s+\d", text):
        return None
    try:
        return float(eval(text, {"__builtins__": {}}))  # Digits and operators alone, as has just been seen.
    except (SyntaxError, ZeroDivisionError, OverflowError):
        return None


class Known:
    """The numbers that cells have shown or computed with."""

    def __init__(self, values=()):
        self.values = set(values)

    def add(self, cell):
        for text in texts_of(cell):
            for found in re.findall(r"\d[\d_]*(?:\.\d+)?(?:[eE][-+]?\d+)?", text):
                self.values.add(float(found.replace("_", "")))

    def with_cells(self, cells):
        known = Known(self.values)
        for cell in cells:
            known.add(cell)
        return known

    def has(self, text):
        number = text.strip().lstrip("-").strip().rstrip(".").replace("_", "")
        if "." not in number:
            return float(number) in self.values
        digits = len(number.split(".")[1])
        return any(abs(round(v, digits) - float(number)) < 1e-12 for v in self.values)


def texts_of(cell):
    yield "".join(cell["source"])
    for output in cell["outputs"]:
        yield "".join(output.get("text", ""))
        yield " ".join(output.get("traceback", ()))
        for mime, data in output.get("data", {}).items():
            if mime.startswith("text/"):
                text = "".join(data) if isinstance(data, list) else str(data)
                yield html.unescape(re.sub(r"data:[^\"]*|<[^>]*>", " ", text)) if mime == "text/html" else text


if __name__ == "__main__":
    main()
