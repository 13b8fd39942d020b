"""Starts the kernel `leibniz` with encrypted channels, as jupyter_client does where encryption is required, and prints
the result of a cell before and after a restart, whether the heartbeat beats, and what the kernel answers a client that
has the signing key and not the keys of the encryption."""

import argparse
import json
import time
from pathlib import Path

import zmq
from jupyter_client import BlockingKernelClient
from jupyter_client.manager import KernelManager

import kernels

PATIENCE_SECONDS = 300
WITHOUT_KEYS = ("curve_publickey", "curve_secretkey")


def result(client, code):
    shown = []
    client.execute_interactive(code, timeout=PATIENCE_SECONDS, output_hook=shown.append)
    return next(m["content"]["data"]["text/plain"] for m in shown if m["msg_type"] == "execute_result")


def answered_without_keys(connection):
    """The answer to a correctly signed request over a socket without the keys, or None once the kernel hangs up."""
    client = BlockingKernelClient()
    client.load_connection_info({key: value for key, value in connection.items() if key not in WITHOUT_KEYS})
    socket = client.connect_shell()
    monitor = socket.get_monitor_socket(zmq.EVENT_DISCONNECTED | zmq.EVENT_HANDSHAKE_FAILED_PROTOCOL)
    client.session.send(socket, "kernel_info_request", {})
    poller = zmq.Poller()
    for each in (socket, monitor):
        poller.register(each, zmq.POLLIN)
    ready = dict(poller.poll(PATIENCE_SECONDS * 1000))
    if not ready:
        raise SystemExit("the kernel neither answered nor hung up")
    answer = socket.recv_multipart() if socket in ready else None
    socket.disable_monitor()
    socket.close(linger=0)
    return answer


def beats(channel):
    """Whether the channel hears the kernel's heart sooner or later; it asks once a second, and may not have yet."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not channel.is_beating() and time.monotonic() < deadline:
        time.sleep(0.1)
    return channel.is_beating()


parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--jupyter", type=Path, help="Jupyter folder with the kernel; default: the one last built")
with kernels.jupyter_path(parser.parse_args().jupyter):
    manager = KernelManager(kernel_name="leibniz")
    manager.start_kernel(transport_encryption="required")
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=PATIENCE_SECONDS)
        print(result(client, "6 * 7"))
        manager.restart_kernel()
        client.wait_for_ready(timeout=PATIENCE_SECONDS)
        print(result(client, "6 * 8"))
        print(beats(client.hb_channel))
        with open(manager.connection_file) as file:
            print(answered_without_keys(json.load(file)))
    finally:
        client.stop_channels()
        manager.shutdown_kernel()
