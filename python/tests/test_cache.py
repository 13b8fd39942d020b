"""The cache for a quick start: who makes it and when, and that none is used for jars or a JDK that it was not made from."""

import os
import subprocess
import unittest
from pathlib import Path

import environments
from environments import PATIENCE_SECONDS, Environment, stand_in_jdk

START = ("-m", "leibniz_kernel", "connection.json")
TRAIN = ("-m", "leibniz_kernel", "--train")


class CacheTest(environments.WithHome):
    def setUp(self):
        super().setUp()
        self.installed = Environment(self.folder / "environment")
        self.use(stand_in_jdk(self.folder / "jdk"))

    @property
    def caches(self):
        return sorted((self.home / ".cache" / "leibniz").glob("*.aot"))

    def started_with(self):
        """The cache that the kernel is started with, where there is one."""
        self.noted()
        self.installed.run(*START, environment=self.environment, check=True)
        used = [line.removeprefix("-XX:AOTCache=") for line in self.noted().splitlines() if line.startswith("-XX:AOTCache=")]
        return Path(used[0]) if used else None

    def train(self):
        self.installed.run(*TRAIN, environment=self.environment, check=True)

    def test_belongs_to_the_jars_and_the_jdk(self):
        self.train()
        first = self.started_with()
        self.assertEqual([first], self.caches)

        jar = next(self.installed.kernel.glob("lib/autograd-core-*.jar"))
        times = jar.stat()
        content = jar.read_bytes()
        jar.write_bytes(content[:-1] + b"?")
        os.utime(jar, ns=(times.st_atime_ns, times.st_mtime_ns))
        self.assertIsNone(self.started_without_training(), "of a jar that differs in a byte")

        jar.write_bytes(content)
        os.utime(jar, (1, 1))
        self.assertIsNone(self.started_without_training(), "of a jar that was installed anew: Java would not take the cache")

        os.utime(jar, ns=(times.st_atime_ns, times.st_mtime_ns))
        self.assertEqual(first, self.started_with())
        self.use(stand_in_jdk(self.folder / "another jdk", "25.0.2"))
        self.assertIsNone(self.started_without_training(), "of another JDK")

    def started_without_training(self):
        """The same as after a training that failed, which is not repeated beside the kernel."""
        ask = "from leibniz_kernel import cache, jdk; print(cache.name(jdk.find_jdk()))"
        name = self.installed.run("-c", ask, environment=self.environment, check=True).stdout.strip()
        (self.home / ".cache" / "leibniz" / f"{name}.failed").write_text("not now")
        return self.started_with()

    def test_the_first_start_makes_it_and_changes_nothing_else(self):
        before = tree(self.installed.folder)
        self.use(stand_in_jdk(self.folder / "slow jdk", training=f"read -r _ <'{self.fifo('go')}'"))
        self.installed.run(*START, environment=self.environment, check=True)
        self.assertEqual([], self.caches, "it is not there before it is complete")
        self.let("go")
        self.until_trained()
        self.assertEqual(self.caches, [self.started_with()])
        self.assertEqual(before, tree(self.installed.folder))

    def test_of_two_kernels_one_makes_it(self):
        self.use(stand_in_jdk(self.folder / "slow jdk", training=f"read -r _ <'{self.fifo('go')}'"))
        self.installed.run(*START, environment=self.environment, check=True)
        # The first training is on its way as soon as it opens the pipe.
        with open(self.folder / "go", "w") as pipe:
            other = self.installed.run(*TRAIN, environment=self.environment)
            self.assertIn("another process makes it now", other.stderr)
            pipe.write("\n")
        self.until_trained()
        self.assertEqual(1, self.noted().count("-XX:AOTCacheOutput="))

    def test_what_a_killed_training_left_is_cleared_away_in_time(self):
        self.use(stand_in_jdk(self.folder / "slow jdk", training=f"read -r _ <'{self.fifo('go')}'"))
        command = [self.installed.python, *TRAIN]
        with subprocess.Popen(command, env=self.environment, start_new_session=True) as training:
            with open(self.folder / "go", "w"):
                os.killpg(training.pid, 9)
        left = next((self.home / ".cache" / "leibniz").glob("*.training"))
        self.assertIn("another process makes it now", self.installed.run(*TRAIN, environment=self.environment).stderr)
        os.utime(left, (0, 0))
        (self.folder / "slow jdk" / "bin" / "java").write_text(environments.STAND_IN.replace("PLACE_OF_TRAINING", ":"))
        self.train()
        self.assertEqual(1, len(self.caches))
        self.assertFalse(left.exists())

    def test_a_training_that_fails_is_not_repeated_at_each_start(self):
        broken = stand_in_jdk(self.folder / "broken jdk", training="echo out of order; exit 3")
        self.use(broken)
        self.assertIn("Java ended with 3: out of order", self.installed.run(*TRAIN, environment=self.environment).stderr)
        self.noted()
        self.installed.run(*START, environment=self.environment, check=True)
        self.assertNotIn("--train", self.noted())
        doctor = self.installed.leibniz("doctor", environment=self.environment, check=False)
        self.assertIn("out of order", doctor.stdout)
        (broken / "bin" / "java").write_text(environments.STAND_IN.replace("PLACE_OF_TRAINING", ":"))
        self.installed.leibniz("train", environment=self.environment)
        self.assertEqual(self.caches, [self.started_with()])

    def test_training_runs_none_of_the_users_scripts(self):
        self.use(stand_in_jdk(self.folder / "curious jdk", training='env >>"$NOTES"'))
        self.environment |= {"LEIBNIZ_STARTUP_SCRIPT": "int mine;", "LEIBNIZ_JVM_OPTS": "-Xmx1g"}
        self.train()
        noted = self.noted()
        self.assertNotIn("int mine", noted)
        self.assertIn(f"XDG_DATA_HOME={self.home}/.cache/leibniz/classes-", noted)

    def test_a_shared_one_serves_all_users_of_the_installation(self):
        before = os.umask(0o077)
        try:
            self.installed.leibniz("train", "--shared", environment=self.environment)
        finally:
            os.umask(before)
        shared = self.installed.packages / "leibniz_kernel" / "cache"
        self.assertEqual([0o755, 0o644], [path.stat().st_mode & 0o777 for path in (shared, *shared.glob("*.aot"))])
        other = self.folder / "other home"
        other.mkdir()
        self.environment["HOME"] = str(other)
        self.home = other
        self.assertEqual(shared, self.started_with().parent)
        self.assertEqual([], list(other.iterdir()))

    def test_starts_where_no_cache_can_be_written(self):
        self.environment["HOME"] = "/dev/null"
        self.installed.run(*START, environment=self.environment, check=True)
        self.assertIn("connection.json", self.noted())
        failed = self.installed.leibniz("train", environment=self.environment, check=False)
        self.assertEqual((1, 1), (failed.returncode, len(failed.stderr.splitlines())), failed.stderr)
        self.assertIn("cannot write /dev/null/.cache/leibniz: Not a directory", failed.stderr)

    def test_two_installations_keep_their_own(self):
        self.train()
        first = self.started_with()
        other = Environment(self.folder / "other environment")
        other.run(*TRAIN, environment=self.environment, check=True)
        self.assertEqual(2, len(self.caches))
        self.assertEqual(first, self.started_with())
        self.installed = other
        self.assertEqual({*self.caches} - {first}, {self.started_with()})

    def test_those_unused_for_long_go(self):
        self.train()
        old = self.caches[0]
        os.utime(old, (0, 0))
        kept = old.with_name("classes-00000000.aot")
        kept.write_text("of another installation")
        self.use(stand_in_jdk(self.folder / "another jdk", "26"))
        self.train()
        self.assertFalse(old.exists())
        self.assertTrue(kept.exists())
        os.utime(self.caches[1], (0, 0))
        self.started_with()
        self.assertGreater(self.caches[1].stat().st_mtime, 0, "it is used")

    def fifo(self, name):
        os.mkfifo(self.folder / name)
        return self.folder / name

    def let(self, name):
        (self.folder / name).write_text("\n")

    def until_trained(self):
        """Asks the training itself, which another process holds up as long as it runs."""
        wait = "import sys, time, pathlib\nwhile list(pathlib.Path(sys.argv[1]).glob('*.training')): time.sleep(0.05)"
        subprocess.run([self.installed.python, "-c", wait, self.home / ".cache" / "leibniz"], check=True, timeout=PATIENCE_SECONDS)


def tree(folder):
    return {path: path.stat().st_mtime_ns for path in sorted(folder.rglob("*"))}


if __name__ == "__main__":
    unittest.main()
