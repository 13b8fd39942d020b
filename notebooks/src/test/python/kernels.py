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
    one that the last build made. What its cells leave in the user's history goes to a folder that is removed."""
    before = {name: os.environ.get(name) for name in ("JUPYTER_PATH", "XDG_DATA_HOME")}
    with tempfile.TemporaryDirectory(prefix="leibniz-kernels-") as folder:
        if installed is None:
            if not KERNELSPEC.is_dir():
                raise SystemExit(f"{KERNELSPEC} is missing: build it with `mvn -DskipTests package`")
            kernels = Path(folder, "kernels")
            kernels.mkdir()
            (kernels / "leibniz").symlink_to(KERNELSPEC)
            installed = folder
        os.environ["JUPYTER_PATH"] = str(installed)
        os.environ["XDG_DATA_HOME"] = folder
        try:
            yield Path(installed)
        finally:
            for name, value in before.items():
                os.environ.pop(name)
                if value is not None:
                    os.environ[name] = value
