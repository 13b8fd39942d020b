"""Compiles and runs the program of docs/library.md with the library alone, and compares what it prints with the page."""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "python"))

from leibniz_kernel import jdk  # noqa: E402


def main():
    page = (ROOT / "docs" / "library.md").read_text(encoding="utf-8")
    program, printed = (re.search(f"```{kind}\n(.*?)```", page, re.DOTALL)[1] for kind in ("java", "text"))
    jar = next((ROOT / "kernel" / "target" / "kernelspec" / "lib").glob("autograd-core-*.jar"))
    version = jar.stem.removeprefix("autograd-core-")
    if f"<version>{version}</version>" not in page:
        sys.exit(f"docs/library.md names another version than {version}, which is that of {jar.name}")
    with tempfile.TemporaryDirectory(prefix="leibniz-library-") as folder:
        source = Path(folder) / "Fit.java"
        source.write_text(program, encoding="utf-8")
        java = jdk.program(jdk.find_jdk() or sys.exit(jdk.missing()), "java")
        done = subprocess.run([java, "-cp", jar, source], capture_output=True, text=True)
    if done.returncode != 0 or done.stdout != printed:
        sys.exit(f"docs/library.md says that its program prints\n{printed}but it prints\n{done.stdout}{done.stderr}")
    print(f"library: the program of docs/library.md prints {printed}", end="")


if __name__ == "__main__":
    main()
