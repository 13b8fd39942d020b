"""What Leibniz needs, what of it is here, and what to do about the rest."""

import importlib.metadata
import importlib.util
import os
import sys

from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

from leibniz_kernel import cache, files, jdk

LINE = "{:12}{}"


def report():
    """Prints what is found; whether a notebook can run."""
    print(LINE.format("Leibniz", f"{importlib.metadata.version('leibniz-kernel')} in {files.HERE}"))
    print(LINE.format("Python", f"{sys.version.split()[0]} in {sys.prefix}"))
    found = [_java(), _kernel()]
    _lab()
    return all(found)


def _java():
    home = jdk.find_jdk()
    if home is None:
        print(LINE.format("Java", f"missing: {jdk.missing()}"))
        return False
    print(LINE.format("Java", f"{jdk.version(home)} in {home}"))
    cached = cache.find(home)
    if cached:
        told = f"{cached}, {os.path.getsize(cached) / 1e6:.0f} MB"
    elif cache.failure(home):
        told = f"could not be made ({cache.failure(home)}), so the kernel starts without it; try `leibniz train` again"
    else:
        told = "not there yet: the first start of the kernel makes it, or `leibniz train` now"
    print(LINE.format("Quick start", told))
    return True


def _kernel():
    """Jupyter starts the first kernel of this name that it finds, which may be another."""
    try:
        spec = KernelSpecManager().get_kernel_spec("leibniz")
    except NoSuchKernel:
        print(LINE.format("Kernel", f"missing: Jupyter finds none in {sys.prefix}; install the package with the Python that runs Jupyter"))
        return False
    other = spec.argv[1:3] != ["-m", "leibniz_kernel"]
    note = ", which is another installation than this package: it comes first for Jupyter" if other else ""
    print(LINE.format("Kernel", f"{spec.display_name} in {spec.resource_dir}{note}"))
    return True


def _lab():
    if importlib.util.find_spec("jupyterlab") is None:
        print(LINE.format("JupyterLab", f"missing in this Python: {install_lab()}"))
    else:
        print(LINE.format("JupyterLab", importlib.metadata.version("jupyterlab")))


def install_lab():
    return f"{sys.executable} -m pip install jupyterlab"
