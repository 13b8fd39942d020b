"""Starts kernels for the measurements, as Jupyter does: through jupyter_client, from their kernelspecs."""

import argparse
import contextlib
import os
import platform
import queue
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PATIENCE_SECONDS = 60
NUDGE_SECONDS = 0.1


def arguments(description, requirements="requirements.txt", jupyter=True, rounds=None, own=None):
    """Reads the command line of a measurement: --setup where there are requirements, which makes the environment and
    ends; --jupyter where a kernel is measured; --rounds with this default; and the script's own, each with what
    add_argument takes."""
    parser = argparse.ArgumentParser(description=description)
    if requirements:
        parser.add_argument("--setup", metavar="DIR", help="make a Python environment with what this needs, and stop")
    if jupyter:
        parser.add_argument("--jupyter", metavar="DIR", help="Jupyter folder with the kernel to take; default: this checkout's is installed")
    if rounds is not None:
        parser.add_argument("--rounds", type=int, default=rounds, help="default: %(default)s")
    for name, details in (own or {}).items():
        parser.add_argument(name, **details)
    read = parser.parse_args()
    if requirements and read.setup:
        set_up(read.setup, requirements)
        sys.exit()
    return read


def set_up(folder, requirements):
    """Makes a Python environment with what the measurements need."""
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    needed = Path(__file__).with_name(requirements)
    subprocess.run([Path(folder, "bin", "python"), "-m", "pip", "install", "-q", "-r", needed], check=True)
    print(f"Made {folder}. Now run: {folder}/bin/python {sys.argv[0]}")


@contextlib.contextmanager
def leibniz_installed(jupyter=None):
    """Installs the kernel of this checkout for the block, puts its JDK first for the other kernels, prints the facts. A
    Jupyter folder that has the kernel already may be given instead."""
    with tempfile.TemporaryDirectory(prefix="leibniz-bench-") as prefix:
        if jupyter is None:
            subprocess.run([ROOT / "install.sh", "--prefix", prefix], check=True, stdout=sys.stderr)
            jupyter = Path(prefix, "share", "jupyter")
        jupyter = Path(jupyter)
        recorded = jupyter / "kernels" / "leibniz" / "java-home"
        home = recorded.read_text().strip() if recorded.exists() else jdk()
        os.environ["JUPYTER_PATH"] = str(jupyter)
        os.environ["XDG_DATA_HOME"] = prefix  # for the history of cells, which is not the user's here
        os.environ["JAVA_HOME"] = home
        os.environ["PATH"] = f"{home}/bin{os.pathsep}{os.environ['PATH']}"
        print_facts(home)
        yield


def print_facts(jdk):
    version = subprocess.run([f"{jdk}/bin/java", "-version"], capture_output=True, text=True, check=True).stderr
    model = platform.processor() or platform.machine()
    with contextlib.suppress(OSError):
        names = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
        model = names[0].split(": ")[1] if names else model
    print(f"machine   {os.cpu_count()} cores, {model}, {platform.system()} {platform.release()}")
    print(f"java      {version.splitlines()[-1]}")
    print(f"python    {platform.python_version()}")
    print(f"load      {os.getloadavg()[0]:.1f} over the last minute", flush=True)


def jdk():
    """The home of the JDK that the launcher of the kernel would take."""
    script = ROOT / "kernel" / "src" / "main" / "kernelspec" / "find-jdk.sh"
    return output(["sh", "-c", f'. "{script}" && find_jdk && echo "$JDK"']).strip()


def output(command):
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{command[0]} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


class Kernel:
    """A running kernel and the client that talks to it."""

    def __init__(self, name, folder=None):
        from jupyter_client.manager import KernelManager

        self.manager = KernelManager(kernel_name=name)
        self.manager.start_kernel(stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL, cwd=folder)
        self.client = self.manager.blocking_client()
        self.client.start_channels()
        self.wait_until_connected()

    def wait_until_connected(self):
        """Asks for kernel_info until both the answer and a message on iopub arrive, as Jupyter's server does: what the
        kernel publishes before iopub is connected is lost. Messages of a process that ran before do not count."""
        answered = published = False
        asked = set()
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not (answered and published):
            if time.monotonic() > deadline:
                raise SystemExit(f"the kernel {self.manager.kernel_name} did not answer in {PATIENCE_SECONDS} s")
            asked.add(self.client.kernel_info())
            with contextlib.suppress(queue.Empty):
                while not answered:
                    answered = self.client.get_shell_msg(timeout=1)["parent_header"].get("msg_id") in asked
                while not published:
                    message = self.client.get_iopub_msg(timeout=NUDGE_SECONDS)
                    published = message["msg_type"] == "iopub_welcome" or message["parent_header"].get("msg_id") in asked

    def processes(self):
        """The process that Jupyter started and those that this started."""
        import psutil

        started = psutil.Process(self.manager.provisioner.pid)
        return [started, *started.children(recursive=True)]

    def published(self, request, message_type, **content):
        """Waits for a message about the request on iopub; returns its content."""
        while True:
            try:
                message = self.client.get_iopub_msg(timeout=PATIENCE_SECONDS)
            except queue.Empty:
                raise SystemExit(f"the kernel {self.manager.kernel_name} published nothing for {PATIENCE_SECONDS} s") from None
            if message["parent_header"].get("msg_id") != request:
                continue
            if message["msg_type"] == "error" and message_type != "error" and "execution_state" not in content:
                raise SystemExit(f"the kernel {self.manager.kernel_name} reports: {message['content']['evalue']}")
            if message["msg_type"] == message_type and content.items() <= message["content"].items():
                return message["content"]

    def result(self, code):
        """Runs a cell and returns the text of its value."""
        return self.published(self.client.execute(code), "execute_result")["data"]["text/plain"]

    def stop(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)
