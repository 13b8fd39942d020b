"""Runs cells in the stock JJava kernel of this Python environment, with the java at the folder given first on the PATH,
and prints one JSON list: for each cell the [kind, text or MIME types, ...] of what it showed."""

import argparse
import json
import os
import sys
from pathlib import Path

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager


def shown(message):
    kind, content = message["msg_type"], message["content"]
    if kind in ("execute_result", "display_data"):
        return [kind, content["data"]["text/plain"], *sorted(content["data"])]
    if kind == "stream":
        return [content["name"], content["text"].strip()]
    if kind == "error":
        return [kind, content["evalue"]]
    return None


PATIENCE_SECONDS = 300

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--java", type=Path, help="the bin folder of a JDK; default: what is on the PATH")
parser.add_argument("cells", nargs="+")
arguments = parser.parse_args()
if arguments.java:
    os.environ["PATH"] = f"{arguments.java}{os.pathsep}{os.environ['PATH']}"
specs = KernelSpecManager(kernel_dirs=[str(Path(sys.prefix, "share", "jupyter", "kernels"))])
manager = KernelManager(kernel_name="java", kernel_spec_manager=specs)
manager.start_kernel()
client = manager.client()
client.start_channels()
try:
    client.wait_for_ready(timeout=PATIENCE_SECONDS)
    answers = []
    for cell in arguments.cells:
        messages = []
        client.execute_interactive(cell, timeout=PATIENCE_SECONDS, output_hook=messages.append)
        answers.append([each for each in map(shown, messages) if each])
    print(json.dumps(answers))
finally:
    client.stop_channels()
    manager.shutdown_kernel(now=True)
