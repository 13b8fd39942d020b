"""The copy of the course that a learner works with."""

import re
import unittest

import environments
from environments import PROJECT, run


class CourseTest(environments.WithHome):
    def setUp(self):
        super().setUp()
        self.installed = environments.Environment(self.folder / "environment")
        self.source = self.installed.packages / "leibniz_kernel" / "course"
        self.course = self.home / "leibniz-course"

    def give(self, *folder):
        return self.installed.leibniz("course", *folder, environment=self.environment).stdout

    def test_is_all_of_what_learners_get(self):
        self.give()
        given = {str(file.relative_to(self.course)) for file in self.course.rglob("*") if file.is_file()}
        self.assertIn("en/01-first-gradient.ipynb", given)
        self.assertIn("zh/exercises/01-chain-rule.ipynb", given)
        notebooks = PROJECT / "notebooks"
        links = re.findall(r"\]\(([^)#:]+)\)", (notebooks / "README.md").read_text() + (notebooks / "README.zh.md").read_text())
        self.assertLessEqual(set(links), given)
        files = [file.relative_to(notebooks) for folder in ("en", "zh", "data") for file in (notebooks / folder).rglob("*.*")]
        written = {str(file) for file in files if not any(part.startswith(".") for part in file.parts)}
        self.assertEqual(written | {file.name for file in notebooks.glob("*.md")} | {".given"}, given)

    def test_leaves_alone_what_the_learner_changed(self):
        self.give(self.course)
        names = [f"en/{name}.ipynb" for name in ("01-first-gradient", "02-chain-rule", "03-worked-examples")]
        changed, deleted, untouched = (self.course / name for name in names)
        changed.write_text("of the learner")
        deleted.unlink()
        (self.course / "en" / "my own.ipynb").write_text("of the learner")
        self.assertNotIn("Left as you have them", self.give(self.course))
        for name in names:
            (self.source / name).write_text("new")
        (self.source / "en" / "99-added.ipynb").write_text("new")
        said = self.give(self.course)
        self.assertIn(f"Left as you have them, though there are new versions: {names[0]} {names[1]}\n", said)
        self.assertEqual("of the learner", changed.read_text())
        self.assertFalse(deleted.exists())
        self.assertEqual(["new", "new"], [untouched.read_text(), (self.course / "en" / "99-added.ipynb").read_text()])
        self.assertEqual("of the learner", (self.course / "en" / "my own.ipynb").read_text())

    def test_goes_on_with_what_install_sh_gave(self):
        given = self.course / "en" / "01-first-gradient.ipynb"
        given.parent.mkdir(parents=True)
        given.write_text("old")
        checksum = run(["sh", "-c", f"cksum <'{given}'"], self.environment).stdout.strip()
        (self.course / ".given").write_text(f"{checksum} en/01-first-gradient.ipynb\n")
        self.give()
        self.assertEqual((self.source / "en" / "01-first-gradient.ipynb").read_bytes(), given.read_bytes())
        size = given.stat().st_size
        checksum = run(["sh", "-c", f"cksum <'{given}'"], self.environment).stdout.strip()
        self.assertIn(f" {size} ", f"{checksum} ")
        self.assertIn(f"{checksum} en/01-first-gradient.ipynb\n", (self.course / ".given").read_text())

    def test_a_folder_that_cannot_be_written(self):
        failed = self.installed.leibniz("course", "/dev/null/course", environment=self.environment, check=False)
        self.assertEqual(1, failed.returncode)
        self.assertEqual(["leibniz: cannot write /dev/null/course (Not a directory): make room there, change its permissions, or choose another folder"], failed.stderr.splitlines())


if __name__ == "__main__":
    unittest.main()
