"""The launcher in sh, which install.sh installs, and the one of this package do the same."""

import os
import re
import unittest
from pathlib import Path

import environments
from environments import KERNELSPEC, PROJECT, Environment, run, stand_in_jdk

FIND_JDK = PROJECT / "kernel" / "src" / "main" / "kernelspec" / "find-jdk.sh"
USUAL_PLACES = re.compile(r'"\$root"(/\S+)|"\$\{HOME-\}"(/\S+?)(?=[ ;])')
OPTIONS = {
    "nothing": {},
    "memory": {"LEIBNIZ_JVM_OPTS": "-Xmx3g"},
    "a collector": {"LEIBNIZ_JVM_OPTS": "-XX:+UseG1GC"},
    "quotes and lines": {"LEIBNIZ_JVM_OPTS": '-Da="one two"\n-Db=c', "JJAVA_JVM_OPTS": "-Dc=d"},
    "blanks": {"LEIBNIZ_JVM_OPTS": "   "},
    "letters": {"LEIBNIZ_JVM_OPTS": "-Da=数"},
    "preview": {"IJAVA_COMPILER_OPTS": "-parameters --enable-preview"},
    "refused": {"LEIBNIZ_JVM_OPTS": "-XX:+UseZGC -XX:+unheard"},
    "a locale": {"LANG": "C.UTF-8"},
    "no locale": {"LC_ALL": "POSIX"},
}


class LaunchersTest(environments.WithHome):
    @classmethod
    def setUpClass(cls):
        cls.installed = environments.installed(cls)

    def setUp(self):
        super().setUp()
        self.kernelspec = self.folder / "kernelspec"
        self.kernelspec.mkdir()
        for part in KERNELSPEC.iterdir():
            if part.suffix != ".aot":
                (self.kernelspec / part.name).symlink_to(part)

    def both(self, *arguments, environment):
        """What each launcher gives its Java, with the same names for the same things."""
        texts = []
        places = ((self.kernelspec, [self.kernelspec / "launch"]), (self.installed.kernel, [self.installed.python, "-m", "leibniz_kernel"]))
        for kernel, command in places:
            done = run([*command, *arguments], environment, check=False, folder=self.folder)
            text = f"{self.noted()}\nends with {done.returncode} and {done.stderr}"
            text = text.replace(str(kernel), "KERNEL").replace(str(self.home / ".cache" / "leibniz"), "KERNEL")
            text = re.sub(r"(=KERNEL/classes-)\S*", r"\1NAME.aot", text)
            texts.append(text)
        return texts

    def test_give_java_the_same(self):
        self.use(stand_in_jdk(self.folder / "a jdk"))
        for trained in (False, True):
            for what, variables in OPTIONS.items():
                if not trained and what != "nothing":
                    continue
                environment = self.environment | variables
                with self.subTest(what, trained=trained):
                    if trained:
                        self.assertEqual(*self.both("--train", environment=environment))
                    else:
                        # Otherwise it trains as well, beside the kernel.
                        environment["XDG_CACHE_HOME"] = "/dev/null"
                    sh, python = self.both("connection file.json", environment=environment)
                    self.assertIn("connection file.json", sh)
                    self.assertEqual("-XX:AOTCache=KERNEL/classes-NAME.aot" in sh, trained, sh)
                    self.assertEqual(sh, python)

    def test_training_is_the_same(self):
        self.use(stand_in_jdk(self.folder / "jdk"))
        sh, python = self.both("--train", environment=self.environment | {"LEIBNIZ_JVM_OPTS": "-Xmx3g"})
        self.assertIn("-XX:AOTCacheOutput=", sh)
        self.assertNotIn("-Xmx3g", sh)
        self.assertEqual(sh, python)

    def test_say_the_same_without_a_jdk(self):
        self.hide_jdks()
        sh, python = self.both("connection.json", environment=self.environment)
        self.assertIn("ends with 1 and Leibniz needs a JDK 25 or newer and found none", sh)
        self.assertEqual(1, sh.strip().count("\n") + 1, sh)
        self.assertEqual(sh, python)

    def test_advise_the_same_command(self):
        self.hide_jdks()
        for tool in ("apt-cache", "dnf", "zypper", "apk", "nothing"):
            programs = self.folder / f"with {tool}"
            programs.mkdir()
            for name in ("sh", "uname"):
                (programs / name).symlink_to(Path("/bin") / name)
            (programs / tool).write_text("#!/bin/sh\n")
            (programs / tool).chmod(0o755)
            environment = self.environment | {"PATH": str(programs)}
            with self.subTest(tool):
                sh = run(["/bin/sh", "-c", f". '{FIND_JDK}'; jdk_command"], environment)
                ask = "from leibniz_kernel import jdk; print(jdk.command_to_install())"
                self.assertEqual(sh.stdout, self.installed.run("-c", ask, environment=environment, check=True).stdout)

    def test_find_jdks_in_the_same_places_in_the_same_order(self):
        self.hide_jdks()
        root = self.folder / "root"
        java = self.folder / "on the path"
        given = {name: stand_in_jdk(self.folder / name) for name in ("LEIBNIZ_JAVA_HOME", "JAVA_HOME")}
        stand_in_jdk(java)
        self.environment |= {name: str(home) for name, home in given.items()}
        self.environment["PATH"] += f"{os.pathsep}{java / 'bin'}"
        homes = [*given.values(), java]
        for of_root, of_home in USUAL_PLACES.findall(FIND_JDK.read_text()):
            place = (of_root or of_home).replace("*", "some")
            homes.append(stand_in_jdk(Path(f"{root if of_root else self.home}{place}")))
        self.assertGreater(len(homes), 15, "the table in find-jdk.sh is no longer read")
        for _ in homes:
            sh, python = self.found()
            self.assertIn(Path(sh), homes)
            self.assertEqual(sh, python)
            (Path(sh) / "release").write_text('JAVA_VERSION="24.0.2"\n')
        self.assertEqual(("", "None"), self.found())

    def test_take_a_jdk_for_one_alike(self):
        self.hide_jdks()
        releases = ('JAVA_VERSION="26-ea"', 'JAVA_VERSION="25"', "JAVA_VERSION=25.0.1", 'JAVA_VERSION="1.8.0_392"', 'JAVA_VERSION=""', "OTHER=25", "")
        for number, release in enumerate(releases):
            jdk = stand_in_jdk(self.folder / f"jdk {number}")
            (jdk / "release").write_text(release + "\n")
            self.environment["JAVA_HOME"] = str(jdk)
            with self.subTest(release):
                sh, python = self.found()
                self.assertEqual(sh or "None", python)
        (jdk / "release").write_text('JAVA_VERSION="25"\n')
        (jdk / "bin" / "javac").unlink()
        self.assertEqual(("", "None"), self.found())

    def found(self):
        sh = run(["sh", "-c", f". '{FIND_JDK}'; find_jdk; echo \"$JDK\""], self.environment)
        python = self.installed.run("-c", "from leibniz_kernel import jdk; print(jdk.find_jdk())", environment=self.environment, check=True)
        return sh.stdout.rstrip("\n"), python.stdout.rstrip("\n")


if __name__ == "__main__":
    unittest.main()
