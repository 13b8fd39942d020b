"""Builds what a release consists of, twice, in two copies of the last commit in different folders, and compares the two
byte by byte: the wheel, the jars for Maven Central with sources and Javadoc, and the sources of the whole. Puts it into
target/release with its checksums. Signs nothing and uploads nothing."""

import filecmp
import hashlib
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "target" / "release"
# Those that a Java program without a notebook uses, with the POM that they inherit from.
LIBRARIES = ("autograd-core", "display")
# A zip file says when its parts were made: here always the same.
MOMENT = (2026, 1, 1, 0, 0, 0)


def main():
    if run(["git", "status", "--porcelain"], ROOT, capture=True):
        sys.exit("release: commit first; what is built is the last commit")
    TARGET.mkdir(parents=True, exist_ok=True)
    for old in TARGET.iterdir():
        old.unlink()
    with tempfile.TemporaryDirectory(prefix="leibniz-release-") as folder:
        first, second = Path(folder, "one"), Path(folder, "the second one")
        made = [build(copy, copy.with_name(f"{copy.name} made")) for copy in (first, second)]
        names = sorted(file.name for file in made[0].iterdir())
        same, differing, missing = filecmp.cmpfiles(*made, names, shallow=False)
        if differing or missing or len(names) != len(list(made[1].iterdir())):
            sys.exit(f"release: two builds of the same commit differ in {', '.join(differing + missing)}")
        for name in same:
            (TARGET / name).write_bytes((made[0] / name).read_bytes())
    sums = [f"{hashlib.sha256((TARGET / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
    (TARGET / "SHA256SUMS").write_text("".join(sums))
    print(f"release: the same bytes twice; in {TARGET}:\n{''.join(sums)}", end="")


def build(copy, made):
    """Builds the last commit in a copy of its own, and returns the folder with what is to be released."""
    run(["git", "clone", "-q", "--no-hardlinks", ROOT, copy], ROOT)
    made.mkdir()
    maven = os.environ.get("MAVEN", "mvn").split()
    run([*maven, "-q", "-B", "-ntp", "-DskipTests", "-Prelease", "-pl", "kernel", "-am", "package"], copy)
    run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", made], copy / "python")
    version = re.search(r"<artifactId>leibniz</artifactId>\s*<version>([^<]+)", (copy / "pom.xml").read_text())[1]
    run(["git", "archive", f"--prefix=leibniz-{version}/", "-o", made / f"leibniz-{version}-sources.zip", "HEAD"], copy)
    bundle(copy, version, made / f"leibniz-{version}-maven-central.zip")
    return made


def bundle(copy, version, file):
    """The files of the libraries where Maven Central's upload wants them, with their checksums; not signed."""
    group = re.search(r"<groupId>([^<]+)", (copy / "pom.xml").read_text())[1].replace(".", "/")
    parts = {f"{group}/leibniz/{version}/leibniz-{version}.pom": copy / "pom.xml"}
    for name in LIBRARIES:
        place = f"{group}/{name}/{version}/{name}-{version}"
        parts[f"{place}.pom"] = copy / name / "pom.xml"
        for kind in ("", "-sources", "-javadoc"):
            parts[f"{place}{kind}.jar"] = copy / name / "target" / f"{name}-{version}{kind}.jar"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in sorted(parts.items()):
            content = part.read_bytes()
            add(archive, name, content)
            for algorithm in ("md5", "sha1"):
                add(archive, f"{name}.{algorithm}", hashlib.new(algorithm, content).hexdigest().encode())


def add(archive, name, content):
    entry = zipfile.ZipInfo(name, MOMENT)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, content)


def run(command, folder, capture=False):
    line = [str(part) for part in command]
    if not capture:
        print(f"release: {' '.join(line)}", flush=True)
    done = subprocess.run(line, cwd=folder, stdout=subprocess.PIPE if capture else None, text=True)
    if done.returncode != 0:
        sys.exit(f"release: `{' '.join(line)}` failed")
    return done.stdout


if __name__ == "__main__":
    main()
