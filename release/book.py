"""Makes a book of the course, as web pages, in both languages: target/book/en and target/book/zh, which can be published as
they stand. What the notebooks store is shown; nothing is run. Needs `pip install "jupyter-book<2"`."""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = ROOT / "notebooks"
TARGET = ROOT / "target" / "book"
WIDGET = "application/vnd.jupyter.widget-view+json"
# Title, index, cheat sheet, and the heading of the exercises.
LANGUAGES = {
    "en": ("Automatic differentiation with Leibniz", "README", "cheat-sheet", "Exercises"),
    "zh": ("用 Leibniz 学自动微分", "README.zh", "cheat-sheet.zh", "练习"),
}
CONFIG = """title: {title}
author: The Leibniz authors
language: {language}
execute:
  execute_notebooks: "off"
html:
  use_repository_button: false
  use_issues_button: false
sphinx:
  config:
    language: {locale}
    suppress_warnings: [misc.highlighting_failure]
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("languages", nargs="*", default=list(LANGUAGES), help="default: all")
    for language in parser.parse_args().languages:
        with tempfile.TemporaryDirectory(prefix="leibniz-book-") as folder:
            source = Path(folder)
            pages = write(language, source)
            command = [Path(sys.executable).with_name("jupyter-book"), "build", "--quiet", "--warningiserror", "--keep-going", source]
            if subprocess.run(command).returncode != 0:
                sys.exit(f"book: the book in {language} could not be built")
            made = source / "_build" / "html"
            missing = [page for page in pages if not (made / f"{page}.html").exists()]
            if missing:
                sys.exit(f"book: the book in {language} lacks {', '.join(missing)}")
            shutil.rmtree(TARGET / language, ignore_errors=True)
            shutil.copytree(made, TARGET / language)
        print(f"book: {len(pages)} pages in {TARGET / language}", flush=True)


def write(language, source):
    """Puts the pages of a language and the settings of the book into a folder; returns the pages."""
    title, index, cheat_sheet, exercises = LANGUAGES[language]
    ignored = shutil.ignore_patterns(".*")
    shutil.copytree(NOTEBOOKS / language, source / language, ignore=ignored)
    for notebook in (source / language).rglob("*.ipynb"):
        notebook.write_text(without_widgets(notebook.read_text(encoding="utf-8")), encoding="utf-8")
    for page in (index, cheat_sheet):
        text = (NOTEBOOKS / f"{page}.md").read_text(encoding="utf-8")
        (source / f"{page}.md").write_text(with_other_books(language, text), encoding="utf-8")
    lessons, tasks = ([f"{folder}/{file.stem}" for file in sorted((source / folder).glob("*.ipynb"))] for folder in (language, f"{language}/exercises"))
    parts = [{"chapters": [{"file": page} for page in (*lessons, cheat_sheet)]}, {"caption": exercises, "chapters": [{"file": page} for page in tasks]}]
    locale = {"zh": "zh_CN"}.get(language, language)
    (source / "_config.yml").write_text(CONFIG.format(title=title, language=language, locale=locale), encoding="utf-8")
    # JSON is YAML.
    (source / "_toc.yml").write_text(json.dumps({"format": "jb-book", "root": index, "parts": parts}), encoding="utf-8")
    return [index, cheat_sheet, *lessons, *tasks]


def without_widgets(text):
    """The notebook with the pictures beside its widgets alone, which show nothing where there is no kernel."""
    notebook = json.loads(text)
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(WIDGET, None)
    return json.dumps(notebook)


def with_other_books(language, text):
    """The text, with its links to pages in another language leading to the book beside this one."""
    for other in LANGUAGES.keys() - {language}:
        for page in LANGUAGES[other][1:3]:
            text = re.sub(rf"\[([^]]*)\]\({re.escape(page)}\.md\)", rf'<a href="../{other}/{page}.html">\1</a>', text)
    return text


if __name__ == "__main__":
    main()
