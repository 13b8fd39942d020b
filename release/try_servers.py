"""Kernels that a server starts for others, with the real programs: a kernel gateway on an address of the network with a
JupyterLab in front of it that has no kernel of its own, a server that ends kernels nobody uses, and a JupyterHub whose users
all begin at once. Needs the kernel built, the network, npm for JupyterHub's proxy, and the Python environment of the tests:
`notebooks/target/python/bin/python release/try_servers.py`."""

import argparse
import contextlib
import json
import os
import socket
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
import urllib.error
import urllib.request
import uuid
import venv
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import websocket

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "notebooks" / "src" / "test" / "python"))

import kernels  # noqa: E402

GATEWAY = "jupyter-kernel-gateway==3.0.1"
HUB = "jupyterhub==5.5.4"
PROXY = "configurable-http-proxy@5"
STUDENTS = 4
TOKEN = uuid.uuid4().hex
AUTHORIZED = {"Authorization": f"token {TOKEN}"}
# Servers for a whole class on two processors take their time.
PATIENCE_SECONDS = 300
# More than a kernel takes to start, which does not count as busy.
IDLE_SECONDS = 10
AS_ROOT = ["--allow-root"] if os.getuid() == 0 else []


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--students", type=int, default=STUDENTS, help="users of the JupyterHub (default: %(default)s)")
    students = arguments.parse_args().students
    with tempfile.TemporaryDirectory(prefix="leibniz-servers-") as folder:
        gateway(Path(folder))
        culling(Path(folder))
        hub(Path(folder), [f"student{number}" for number in range(students)])


def gateway(folder):
    venv.create(folder / "gateway", with_pip=True)
    subprocess.run([folder / "gateway" / "bin" / "python", "-m", "pip", "install", "-q", GATEWAY], check=True)
    program = [folder / "gateway" / "bin" / "jupyter-kernelgateway", "--ip=0.0.0.0", f"--KernelGatewayApp.auth_token={TOKEN}"]
    without = dict(os.environ)
    with kernels.jupyter_path(), server(folder, own_address(), [*program, "--JupyterWebsocketPersonality.list_kernels=True"]) as there:
        front = ["--gateway-url", there.address, f"--GatewayClient.auth_token={TOKEN}"]
        with server(folder, "127.0.0.1", lab(*front), without) as here:
            specs = here.ask("GET", "/api/kernelspecs")["kernelspecs"]
            check(list(specs) == ["leibniz"], f"JupyterLab shows the kernels of the gateway at {there.address}: {', '.join(specs)}")
            kernel = here.start()
            check(kernel.run("6 * 7") == "42", "a cell ran through JupyterLab and the gateway")
            loop = kernel.send("System.out.println(1); while (true) {}")
            kernel.until(loop, "stream")
            here.ask("POST", f"/api/kernels/{kernel.name}/interrupt")
            kernel.until(loop, "error")
            check(kernel.run("1 + 1") == "2", "an interrupt reached the loop of a cell, and the session lives")
            kernel.close()
            here.ask("POST", f"/api/kernels/{kernel.name}/restart")
            kernel.open()
            check(kernel.run("2 + 3") == "5", "a cell ran after a restart")
            process = int(kernel.run("ProcessHandle.current().pid()"))
            kernel.close()
            here.ask("DELETE", f"/api/kernels/{kernel.name}")
            until(lambda: not there.ask("GET", "/api/kernels") and not runs(process), "the kernel ended where the gateway is")


def culling(folder):
    idle = [f"--MappingKernelManager.cull_idle_timeout={IDLE_SECONDS}", "--MappingKernelManager.cull_interval=1"]
    with kernels.jupyter_path(), server(folder, "127.0.0.1", lab(*idle, "--MappingKernelManager.cull_connected=True")) as here:
        kernel = here.start()
        process = int(kernel.run("ProcessHandle.current().pid()"))
        busy = f"Thread.sleep({2 * IDLE_SECONDS * 1000}); 7"
        check(kernel.run(busy) == "7", f"a cell that took {2 * IDLE_SECONDS} s was not ended")
        until(lambda: here.gone(kernel) and not runs(process), f"a kernel that nobody used for {IDLE_SECONDS} s was ended, with a notebook open")
        kernel.close()


def hub(folder, users):
    venv.create(folder / "hub", with_pip=True)
    # What else a user's server needs it has from the environment of the tests.
    (folder / "hub" / "lib" / f"python{sysconfig.get_python_version()}" / "site-packages" / "of-the-tests.pth").write_text(sysconfig.get_path("purelib"))
    programs = folder / "hub" / "bin"
    subprocess.run([programs / "python", "-m", "pip", "install", "-q", HUB], check=True)
    subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", folder / "proxy", PROXY], check=True)
    settings = folder / "jupyterhub_config.py"
    settings.write_text(f"""
c.JupyterHub.authenticator_class = "dummy"
c.JupyterHub.spawner_class = "simple"
c.JupyterHub.hub_port = {free_port()}
c.ConfigurableHTTPProxy.command = "{folder}/proxy/node_modules/.bin/configurable-http-proxy"
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{free_port()}"
c.SimpleLocalProcessSpawner.home_dir_template = "{folder}/home of {{username}}"
c.Spawner.args = {AS_ROOT}
c.Spawner.start_timeout = c.Spawner.http_timeout = {PATIENCE_SECONDS}
c.Spawner.env_keep = ["PATH", "JUPYTER_PATH", "LEIBNIZ_JAVA_HOME", "XDG_DATA_HOME"]
c.JupyterHub.services = [{{"name": "class", "api_token": "{TOKEN}"}}]
c.JupyterHub.load_roles = [{{"name": "class", "services": ["class"], "scopes": ["admin:users", "admin:servers", "access:servers"]}}]
""")
    path = {"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"}
    with kernels.jupyter_path(), server(folder, "127.0.0.1", [programs / "jupyterhub", f"--config={settings}"], os.environ | path, "/hub/api/users") as there:
        there.ask("POST", "/hub/api/users", {"usernames": users})
        with ThreadPoolExecutor(len(users)) as students:
            seconds = list(students.map(lambda user: seconds_to_first_result(there, user), users))
        print(f"{len(users)} users of JupyterHub began at once, and each ran a cell: server, kernel and first result took {statistics.median(seconds):.1f} s in the median, {max(seconds):.1f} s at most")
        for user in users:
            there.ask("DELETE", f"/hub/api/users/{user}/server")


def seconds_to_first_result(hub, user):
    """What a student does: starts a server of their own, which takes a while, and in it a kernel."""
    begin = time.perf_counter()
    hub.ask("POST", f"/hub/api/users/{user}/server")
    until(lambda: hub.ask("GET", f"/hub/api/users/{user}")["server"], f"the server of {user} runs")
    kernel = Server(f"{hub.address}/user/{user}").start()
    try:
        check(kernel.run("6 * 7") == "42", f"{user} has a result")
        return time.perf_counter() - begin
    finally:
        kernel.close()


def lab(*options):
    return [sys.executable, "-m", "jupyterlab", "--no-browser", f"--IdentityProvider.token={TOKEN}", *AS_ROOT, *options]


@contextlib.contextmanager
def server(folder, host, command, environment=None, page="/api/kernelspecs"):
    """Runs a server at a free port until the end of the block; it runs as soon as it answers for the page."""
    port = free_port()
    log = folder / f"{port}.log"
    with open(log, "w") as said, subprocess.Popen([*command, f"--port={port}"], cwd=folder, env=environment, stdout=said, stderr=said) as process:
        try:
            running = Server(f"http://{host}:{port}")
            until(lambda: process.poll() is not None or running.answers(page), f"a server at {host} began")
            check(process.poll() is None, "it takes requests", log.read_text())
            yield running
        finally:
            process.terminate()


class Server:
    def __init__(self, address):
        self.address = address

    def answers(self, page):
        try:
            self.ask("GET", page)
            return True
        except OSError:
            return False

    def ask(self, method, path, content=None):
        request = urllib.request.Request(self.address + path, method=method, headers=AUTHORIZED)
        if content is not None:
            request.data = json.dumps(content).encode()
        with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as reply:
            return json.loads(reply.read() or "null")

    def start(self):
        return Kernel(self, self.ask("POST", "/api/kernels", {"name": "leibniz"})["id"])

    def gone(self, kernel):
        try:
            self.ask("GET", f"/api/kernels/{kernel.name}")
        except urllib.error.HTTPError as e:
            return e.code == 404
        return False


class Kernel:
    """A kernel as a front end in the browser has it."""

    def __init__(self, server, name):
        self.server = server
        self.name = name
        self.open()

    def open(self):
        address = f"{self.server.address.replace('http', 'ws', 1)}/api/kernels/{self.name}/channels"
        self.socket = websocket.create_connection(address, timeout=PATIENCE_SECONDS, header=AUTHORIZED)

    def close(self):
        self.socket.close()

    def send(self, code):
        header = {"msg_id": uuid.uuid4().hex, "msg_type": "execute_request", "session": "servers", "username": "", "version": "5.4", "date": ""}
        content = {"code": code, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False}
        self.socket.send(json.dumps({"channel": "shell", "header": header, "parent_header": {}, "metadata": {}, "content": content}))
        return header["msg_id"]

    def until(self, request, kind):
        end = time.monotonic() + PATIENCE_SECONDS
        while True:
            demand(time.monotonic() < end, f"{kind} came")
            message = json.loads(self.socket.recv())
            if message["parent_header"].get("msg_id") == request and message["header"]["msg_type"] == kind:
                return message["content"]

    def run(self, code):
        return self.until(self.send(code), "execute_result")["data"]["text/plain"]


def free_port():
    with socket.socket() as free:
        free.bind(("", 0))
        return free.getsockname()[1]


def own_address():
    """That of this machine in its network, at which the gateway is reached as from another one."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        with contextlib.suppress(OSError):
            asked.connect(("192.0.2.1", 9))  # Nothing is sent.
            return asked.getsockname()[0]
    return "127.0.0.1"


def runs(process):
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def until(holds, what):
    end = time.monotonic() + PATIENCE_SECONDS
    while not holds() and time.monotonic() < end:
        time.sleep(0.1)
    check(time.monotonic() < end, what)


def demand(right, what, details=""):
    if not right:
        sys.exit(f"servers: wrong: {what}\n{details}")


def check(right, what, details=""):
    demand(right, what, details)
    print(f"servers: {what}", flush=True)


if __name__ == "__main__":
    main()
