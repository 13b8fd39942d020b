"""The Java kernel Leibniz as a Python package: what starts it, and the command `leibniz`."""
