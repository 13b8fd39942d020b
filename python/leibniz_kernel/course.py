"""Copies the course to a folder where a learner works with it, as `./install.sh --lab` does; either goes on with what the
other gave."""

import os
import zlib

from leibniz_kernel import files

GIVEN = ".given"
_REVERSED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))


def give(folder):
    """Adds what is new and leaves alone what the learner changed or deleted; the names of those with newer versions.

    The file .given holds the checksum of each file as it was given: what differs from that was changed by the learner,
    and what is gone was deleted by the learner."""
    os.makedirs(folder, exist_ok=True)
    given = _read(os.path.join(folder, GIVEN))
    kept = []
    for name in _names():
        with open(os.path.join(files.COURSE, name), "rb") as file:
            content = file.read()
        copy = os.path.join(folder, *name.split("/"))
        now = _checksum_of(copy)
        if now != given.get(name):
            if given.get(name) != cksum(content):
                kept.append(name)
        elif now != cksum(content):
            os.makedirs(os.path.dirname(copy), exist_ok=True)
            with open(copy, "wb") as file:
                file.write(content)
            given[name] = cksum(content)
            _write(os.path.join(folder, GIVEN), given)
    return kept


def _names():
    """What learners get, without the settings of JupyterLab."""
    names = []
    for folder, _, own in os.walk(files.COURSE):
        for name in own:
            path = os.path.relpath(os.path.join(folder, name), files.COURSE).replace(os.sep, "/")
            if not path.startswith("lab/"):
                names.append(path)
    return sorted(names)


def _checksum_of(path):
    try:
        with open(path, "rb") as file:
            return cksum(file.read())
    except FileNotFoundError:
        return None


def _read(path):
    try:
        with open(path, encoding="utf-8") as file:
            lines = file.read().splitlines()
    except FileNotFoundError:
        return {}
    return {name: f"{checksum} {size}" for checksum, size, name in (line.split(" ", 2) for line in lines)}


def _write(path, given):
    with open(f"{path}.new", "w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{checksum} {name}\n" for name, checksum in given.items())
    os.replace(f"{path}.new", path)


def cksum(content):
    """What the command of this name prints for a file: its CRC reads the bits of a byte from the other end than that of
    zlib, and ends with the length."""
    length = len(content).to_bytes((len(content).bit_length() + 7) // 8, "little")
    # From 0xFFFFFFFF, since zlib begins with the complement of what it is given, and cksum with 0.
    crc = zlib.crc32((content + length).translate(_REVERSED), 0xFFFFFFFF)
    return f"{int(f'{crc:032b}'[::-1], 2)} {len(content)}"
