"""Starts the kernel `leibniz` as Jupyter does and prints what it says of itself, the result of a cell, and the name of
the process that Jupyter started."""

import sys

import psutil
from jupyter_client.manager import start_new_kernel

PATIENCE_SECONDS = 300

manager, client = start_new_kernel(startup_timeout=PATIENCE_SECONDS, kernel_name="leibniz", stderr=sys.stderr)
try:
    client.kernel_info()
    print(client.get_shell_msg(timeout=PATIENCE_SECONDS)["content"]["implementation"])
    shown = []
    client.execute_interactive("6 * 7", timeout=PATIENCE_SECONDS, output_hook=shown.append)
    print(next(m["content"]["data"]["text/plain"] for m in shown if m["msg_type"] == "execute_result"))
    print(psutil.Process(manager.provisioner.pid).name())
finally:
    client.stop_channels()
    manager.shutdown_kernel()
