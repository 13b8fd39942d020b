"""Tries a wheel of leibniz-jdk: in a fresh environment with it and the wheel of the kernel, on a machine that hides every
other JDK, the cache for a quick start must be made and taken, and the tour must show what is stored in it. Run it in the Python environment of
the tests: `python python/jdk/try_image.py WHEEL`."""

import argparse
import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tests"))

import environments  # noqa: E402

TOUR = environments.PROJECT / "notebooks" / "en" / "00-tour.ipynb"


class ImageTest(environments.WithHome):
    def runTest(self):
        installed = environments.Environment(self.folder / "environment")
        installed.install(wheel)
        self.hide_jdks()
        print(installed.leibniz("train", environment=self.environment).stdout, end="")
        print(installed.leibniz("doctor", environment=self.environment).stdout, end="")
        home = installed.packages / "leibniz_jdk" / "jdk"
        cached = next((self.home / ".cache" / "leibniz").glob("*.aot"))
        ask = "import json; from leibniz_kernel import files; print(json.dumps([*files.options(), '-jar', files.kernel_jar()]))"
        options = json.loads(installed.run("-c", ask, environment=self.environment, check=True).stdout)
        command = [home / "bin" / "java", "-XX:AOTMode=on", f"-XX:AOTCache={cached}", *options]
        # Java ends with another code where it is told to take the cache and cannot.
        self.assertEqual(2, environments.run(command, self.environment, check=False).returncode)
        run_notebook = environments.PROJECT / "notebooks" / "src" / "test" / "python" / "run_notebook.py"
        done = installed.run(run_notebook, "--jupyter", installed.folder / "share" / "jupyter", TOUR, environment=self.environment)
        print(done.stdout, end="")
        self.assertEqual((0, ""), (done.returncode, done.stderr))


parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("wheel", type=Path)
wheel = parser.parse_args().wheel.resolve()
environments.unittest.main(argv=[sys.argv[0]])
