"""Starts the kernel `leibniz` with sockets in the file system, as Google Colab does, and with TCP, and prints what a test
asks of both: whether cells, interrupts, much output and restarts work, who may connect, and what is left behind."""

import argparse
import json
import os
import socket
import stat
import tempfile
from pathlib import Path

import psutil
from jupyter_client.manager import KernelManager

import kernels

PATIENCE_SECONDS = 300
CHANNELS = ("shell_port", "control_port", "iopub_port", "stdin_port", "hb_port")
MEGABYTES = 3


def shown(client, code):
    messages = []
    client.execute_interactive(code, timeout=PATIENCE_SECONDS, output_hook=messages.append)
    return messages


def result(client, code):
    return next(m["content"]["data"]["text/plain"] for m in shown(client, code) if m["msg_type"] == "execute_result")


def printed(client, code):
    return sum(len(m["content"]["text"]) for m in shown(client, code) if m["msg_type"] == "stream")


def interrupted(manager, client):
    """How a cell without an end is reported once it was interrupted, which happens as soon as it has begun to print."""
    client.execute('System.out.println("running"); while (true) {}')
    while client.get_iopub_msg(timeout=PATIENCE_SECONDS)["msg_type"] != "stream":
        pass
    manager.interrupt_kernel()
    while (message := client.get_iopub_msg(timeout=PATIENCE_SECONDS))["msg_type"] != "error":
        pass
    while client.get_iopub_msg(timeout=PATIENCE_SECONDS)["content"].get("execution_state") != "idle":
        pass
    client.get_shell_msg(timeout=PATIENCE_SECONDS)
    return message["content"]["ename"]


def ports_listening(manager):
    process = psutil.Process(manager.provisioner.pid)
    return {c.laddr.port for c in process.net_connections("inet") if c.status == psutil.CONN_LISTEN}


def told_to_strangers(port):
    """All that comes over a connection which does not come from the kernel itself, until it is hung up on."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_SECONDS) as stranger:
        try:
            return b"".join(iter(lambda: stranger.recv(4096), b""))
        except ConnectionResetError:
            return b""


def started(manager):
    manager.start_kernel()
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=PATIENCE_SECONDS)
    return client


def with_ipc(folder):
    manager = KernelManager(kernel_name="leibniz", transport="ipc", connection_file=str(folder / "kernel-1.json"))
    client = started(manager)
    try:
        print("cell", result(client, "6 * 7"))
        print("interrupt", interrupted(manager, client))
        lines = MEGABYTES * 10_000
        print("printed", printed(client, f'for (int i = 0; i < {lines}; i++) System.out.println("x".repeat(99));'))
        sockets = sorted(folder.glob("kernel-1-ipc-*"))
        print("sockets", len(sockets), {oct(stat.S_IMODE(each.stat().st_mode)) for each in sockets})
        strangers = [told_to_strangers(port) for port in ports_listening(manager) for _ in range(20)]
        print("strangers", set(strangers), len(strangers))
        manager.restart_kernel()
        client.wait_for_ready(timeout=PATIENCE_SECONDS)
        print("restarted", result(client, "6 * 8"))
        process = psutil.Process(manager.provisioner.pid)
        print("shutdown", client.shutdown(reply=True, timeout=PATIENCE_SECONDS)["content"]["status"])
        process.wait(PATIENCE_SECONDS)
        print("left", sorted(each.name for each in folder.glob("*-ipc-*")))
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def with_tcp(folder):
    manager = KernelManager(kernel_name="leibniz", connection_file=str(folder / "kernel-2.json"))
    client = started(manager)
    try:
        ports = json.loads(Path(manager.connection_file).read_text())
        print("listens only as told", ports_listening(manager) == {ports[channel] for channel in CHANNELS})
    finally:
        client.stop_channels()
        manager.shutdown_kernel()


parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--jupyter", type=Path, help="Jupyter folder with the kernel; default: the one last built")
# The path of a socket may have a hundred characters.
with kernels.jupyter_path(parser.parse_args().jupyter), tempfile.TemporaryDirectory(dir="/tmp") as folder:
    os.umask(0)
    with_ipc(Path(folder))
    with_tcp(Path(folder))
