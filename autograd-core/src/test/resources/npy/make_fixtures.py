"""Writes the .npy files in this folder with NumPy itself. Run it here: python3 make_fixtures.py"""

import numpy as np


def write(name, array, version=(1, 0)):
    with open(name + ".npy", "wb") as file:
        np.lib.format.write_array(file, array, version=version)


matrix = np.arange(6).reshape(2, 3)
for descr in ["<f4", ">f4", "<f8", ">f8", "<f2", ">f2", "<i8", ">i8", "<i4", ">i4", "<i2", ">i2", "|i1"]:
    values = (matrix - 2).astype(descr)
    values[1, 2] = -1.5 if descr[1] == "f" else np.iinfo(descr).min
    write(descr[1:] + {"<": "_little", ">": "_big", "|": ""}[descr[0]], values)
for descr in ["<u4", ">u4", "<u2", ">u2", "|u1"]:
    values = matrix.astype(descr)
    values[1, 2] = np.iinfo(descr).max
    write(descr[1:] + {"<": "_little", ">": "_big", "|": ""}[descr[0]], values)
write("b1", np.array([[True, False, True], [False, False, True]]))
write("edges", np.array([0.0, -0.0, np.inf, -np.inf, np.nan, 1e-45, 3.4028235e38], dtype="<f4"))

write("number", np.array(2.5))
write("whole_number", np.array(-7, dtype="<i8"))
write("vector", np.array([1.0, 2.0, 3.0], dtype="<f4"))
write("cube", np.arange(24, dtype="<f4").reshape(2, 3, 4))
write("empty", np.zeros((0, 3), dtype="<f4"))
write("empty_fortran", np.zeros((2, 0, 4), dtype="<f8", order="F"))

write("fortran", np.asfortranarray(np.arange(6, dtype="<f4").reshape(2, 3)))
write("fortran_big", np.asfortranarray(np.arange(24, dtype=">i4").reshape(2, 3, 4)))

write("version_2", np.arange(3, dtype="<f8"), (2, 0))
write("version_3", np.arange(3, dtype="<f8"), (3, 0))

write("u8", np.arange(3, dtype="<u8"))
write("complex", np.zeros(2, dtype="<c16"))
write("text", np.array(["a", "bc"]))
write("bytes", np.array([b"a", b"bc"]))
write("time", np.array(["2026-01-01"], dtype="<M8[D]"))
write("structure", np.zeros(2, dtype=[("a", "<f4"), ("b", "<i4")]))
write("objects", np.array([None, {}], dtype=object))
np.savez("archive.npz", vector=np.zeros(2, dtype="<f4"))
