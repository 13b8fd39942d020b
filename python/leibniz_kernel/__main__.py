"""Starts the kernel: Jupyter calls `python -m leibniz_kernel` with the path of a connection file, in the folder of the
notebook. With `--train` it makes the cache for a quick start instead."""

import sys

# A notebook may have a file such as random.py beside it, which must not take the place of Python's own.
del sys.path[0]

from leibniz_kernel import launcher  # noqa: E402

launcher.main(sys.argv[1:])
