"""Where Jupyter finds the kernel under test."""

import contextlib
import os
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]
KERNELSPEC = ROOT / "kernel" / "target" / "kernelspec"


@contextlib.contextmanager
def jupyter_path(installed=None):
    """Lets this process and those it starts find the kernel `leibniz`: the one under the Jupyter folder given, or the
    one that the last build made."""
    before = os.environ.get("JUPYTER_PATH")
    with tempfile.TemporaryDirectory(prefix="leibniz-kernels-") as folder:
        if installed is None:
            if not KERNELSPEC.is_dir():
                raise SystemExit(f"{KERNELSPEC} is missing: build it with `mvn -DskipTests package`")
            kernels = Path(folder, "kernels")
            kernels.mkdir()
            (kernels / "leibniz").symlink_to(KERNELSPEC)
            installed = folder
        os.environ["JUPYTER_PATH"] = str(installed)
        try:
            yield Path(installed)
        finally:
            os.environ.pop("JUPYTER_PATH")
            if before is not None:
                os.environ["JUPYTER_PATH"] = before
