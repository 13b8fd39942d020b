"""The kernel as Jupyter starts it from the installed wheel, on a real JDK; and what is said where there is none."""

import json
import subprocess
import unittest

import environments
from environments import Environment

SESSION = """
import sys
import psutil
from jupyter_client.manager import start_new_kernel

manager, client = start_new_kernel(kernel_name="leibniz", startup_timeout=300)

def result(code):
    shown = []
    client.execute_interactive(code, timeout=300, output_hook=shown.append)
    return next(m["content"]["data"]["text/plain"] for m in shown if m["msg_type"] == "execute_result")

try:
    print(result("6 * 7"))
    print(psutil.Process(manager.provisioner.pid).name(), psutil.Process(manager.provisioner.pid).children())
    request = client.execute('System.out.println("running"); while (true);')
    while client.get_iopub_msg(timeout=300)["msg_type"] != "stream":
        pass
    manager.interrupt_kernel()
    print(client.get_shell_msg(timeout=300)["content"]["ename"])
    manager.restart_kernel()
    client.wait_for_ready(timeout=300)
    print(result("6 * 8"))
finally:
    client.stop_channels()
    manager.shutdown_kernel()
"""
# As the server of JupyterLab starts kernels, which shows in a dialog what is raised.
SERVER = """
import tempfile
from jupyter_client.multikernelmanager import MultiKernelManager

with tempfile.TemporaryDirectory() as connections:
    try:
        MultiKernelManager(connection_dir=connections).start_kernel(kernel_name="leibniz")
    except RuntimeError as e:
        print(e)
"""
# With the launcher's branch for Windows: Jupyter watches a process that has the kernel as its child.
CHILD = """
import os, sys
from leibniz_kernel import launcher
launcher.attend([sys.executable, "-c", "import os; print(os.getppid(), flush=True); os._exit(7)"], dict(os.environ))
"""


class KernelTest(environments.WithHome):
    def test_runs_from_a_folder_with_blanks_and_letters(self):
        installed = Environment(self.folder / "mit Leerzeichen é 数")
        jdk = self.real_jdk(installed)
        self.use(jdk)
        # Whatever lies beside a notebook.
        notebooks = self.folder / "notebooks"
        notebooks.mkdir()
        for name in ("subprocess", "glob", "zlib"):
            (notebooks / f"{name}.py").write_text("raise SystemExit('not the one of Python')")
        trained = installed.leibniz("train", environment=self.environment).stdout
        done = installed.run("-I", "-c", SESSION, environment=self.environment, check=True, folder=notebooks)
        self.assertEqual(["42", "java []", "Interrupted", "48"], done.stdout.splitlines())
        self.takes(jdk, installed, trained.split(" with ")[1].strip())

    def takes(self, jdk, installed, cached):
        """Java ends with another message where it is told to take the cache and cannot."""
        ask = "import json; from leibniz_kernel import files; print(json.dumps([*files.options(), '-jar', files.kernel_jar()]))"
        options = json.loads(installed.run("-c", ask, environment=self.environment, check=True).stdout)
        command = [f"{jdk}/bin/java", "-XX:AOTMode=on", f"-XX:AOTCache={cached}", *options]
        started = environments.run(command, self.environment | {"LC_ALL": "C.UTF-8"}, check=False)
        self.assertEqual((2, "leibniz: expected one argument"), (started.returncode, started.stderr[:30]))

    def real_jdk(self, installed):
        ask = "from leibniz_kernel import jdk; print(jdk.find_jdk())"
        return subprocess.run([installed.python, "-c", ask], capture_output=True, text=True, check=True).stdout.strip()


class WithoutJdkTest(environments.WithHome):
    @classmethod
    def setUpClass(cls):
        cls.installed = environments.installed(cls)

    def setUp(self):
        super().setUp()
        self.hide_jdks()

    def test_a_server_says_what_to_install(self):
        said = self.installed.run("-c", SERVER, environment=self.environment, check=True).stdout
        self.assertTrue(said.startswith("Leibniz needs a JDK 25 or newer and found none. Install one"), said)
        ask = "from leibniz_kernel import jdk; print(jdk.command_to_install())"
        command = self.installed.run("-c", ask, environment=self.environment, check=True).stdout.split()
        self.assertIn(" ".join(command), " ".join(said.split()))
        self.assertLess(max(map(len, said.splitlines())), 110, "JupyterLab's dialog cuts off what is longer")

    def test_others_get_a_line_from_the_kernel(self):
        start = "from jupyter_client.manager import start_new_kernel; start_new_kernel(kernel_name='leibniz')"
        failed = self.installed.run("-c", start, environment=self.environment)
        self.assertEqual(1, failed.stderr.count("Leibniz needs a JDK 25 or newer"), failed.stderr)
        self.assertTrue(failed.stderr.startswith("Leibniz needs a JDK"), failed.stderr)

    def test_the_doctor_says_so(self):
        failed = self.installed.leibniz("doctor", environment=self.environment, check=False)
        self.assertEqual(1, failed.returncode)
        self.assertIn("Java        missing: Leibniz needs a JDK 25", failed.stdout)
        self.assertIn(f"Kernel      Java (Leibniz) in {self.installed.folder}/share/jupyter/kernels/leibniz\n", failed.stdout)

    def test_a_jdk_that_the_kernels_own_settings_name_is_found(self):
        jdk = environments.stand_in_jdk(self.folder / "jdk")
        file = self.installed.folder / "share" / "jupyter" / "kernels" / "leibniz" / "kernel.json"
        before = file.read_text()
        self.addCleanup(file.write_text, before)
        file.write_text(json.dumps(json.loads(before) | {"env": {"LEIBNIZ_JAVA_HOME": str(jdk)}}))
        self.assertEqual("", self.installed.run("-c", SERVER, environment=self.environment, check=True).stdout)


class OwnJdkTest(environments.WithHome):
    def test_the_jdk_that_came_as_a_package_is_taken_before_others(self):
        installed = Environment(self.folder / "environment")
        package = installed.packages / "leibniz_jdk"
        own = environments.stand_in_jdk(package / "jdk")
        (package / "__init__.py").write_bytes((environments.PACKAGE / "jdk" / "leibniz_jdk" / "__init__.py").read_bytes())
        self.environment["JAVA_HOME"] = str(environments.stand_in_jdk(self.folder / "of the machine"))
        self.assertEqual(str(own), self.found(installed))
        self.use(environments.stand_in_jdk(self.folder / "chosen"))
        self.assertEqual(str(self.folder / "chosen"), self.found(installed))

    def found(self, installed):
        return installed.run("-c", "from leibniz_kernel import jdk; print(jdk.find_jdk())", environment=self.environment, check=True).stdout.strip()


class WindowsTest(environments.WithHome):
    def test_the_kernel_is_a_child_whose_end_is_that_of_its_parent(self):
        installed = environments.Environment(self.folder / "environment")
        started = subprocess.Popen([installed.python, "-c", CHILD], stdout=subprocess.PIPE, text=True)
        self.assertEqual(f"{started.pid}\n", started.communicate(timeout=environments.PATIENCE_SECONDS)[0])
        self.assertEqual(7, started.returncode)

    def test_jdks_are_looked_for_where_windows_has_them(self):
        installed = environments.Environment(self.folder / "environment")
        homes = []
        for variable, place in (("ProgramFiles", "Eclipse Adoptium/jdk-25.0.1"), ("LOCALAPPDATA", "Programs/Microsoft/jdk-25"), ("USERPROFILE", ".jdks/any")):
            home = environments.stand_in_jdk(self.folder / variable / place)
            for name in ("java", "javac"):
                (home / "bin" / name).rename(home / "bin" / f"{name}.exe")
            homes.append(str(home))
        variables = {name: str(self.folder / name) for name in ("ProgramFiles", "LOCALAPPDATA", "USERPROFILE")}
        ask = "import sys; from leibniz_kernel import jdk; print(jdk.find_jdk(eval(sys.argv[1]), windows=True))"
        for home in homes:
            self.assertEqual(home, installed.run("-c", ask, repr(variables), environment=self.environment, check=True).stdout.strip())
            environments.Path(home, "release").unlink()


if __name__ == "__main__":
    unittest.main()
