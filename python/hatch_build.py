"""Puts into the wheel what stands elsewhere in the project: the kernel that Maven built, and the course.

The jars lie in the package and not with kernel.json, so that a Python finds its own, wherever Jupyter found kernel.json.
"""

import json
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

KERNELSPEC = "share/jupyter/kernels/leibniz"
LEARNERS_GET = ("*.md", "en", "zh", "data", "lab")


class WheelFiles(BuildHookInterface):
    def initialize(self, version, build_data):
        project = Path(self.root).parent
        built = project / "kernel" / "target" / "kernelspec"
        if not (built / "lib").is_dir():
            raise SystemExit(f"{built} is missing: build the kernel first, with `mvn -q -DskipTests -pl kernel -am package` in {project}")
        inside = build_data["force_include"]
        inside[str(project / "LICENSE")] = "leibniz_kernel/LICENSE"
        inside[str(built / "java-options")] = "leibniz_kernel/kernel/java-options"
        for folder in ("lib", "sources"):
            add(inside, built, built / folder, "leibniz_kernel/kernel")
        for name in LEARNERS_GET:
            for part in (project / "notebooks").glob(name):
                add(inside, project / "notebooks", part, "leibniz_kernel/course")
        shared = build_data["shared_data"]
        shared[str(self.kernel_json(built))] = f"{KERNELSPEC}/kernel.json"
        for logo in built.glob("logo-*"):
            shared[str(logo)] = f"{KERNELSPEC}/{logo.name}"

    def kernel_json(self, built):
        """That of the build, but for what starts the kernel."""
        spec = json.loads((built / "kernel.json").read_text(encoding="utf-8"))
        # Jupyter takes its own Python for `python`.
        spec["argv"] = ["python", "-m", "leibniz_kernel", "{connection_file}"]
        spec["metadata"]["kernel_provisioner"] = {"provisioner_name": "leibniz-provisioner"}
        file = Path(self.root) / "target" / "kernel.json"
        file.parent.mkdir(exist_ok=True)
        file.write_text(json.dumps(spec, indent=2) + "\n", encoding="utf-8")
        return file


def add(inside, root, part, place):
    """A file, or all files below a folder but hidden ones, such as the checkpoints of JupyterLab."""
    for file in [part] if part.is_file() else sorted(part.rglob("*")):
        below = file.relative_to(root)
        if file.is_file() and not any(name.startswith(".") for name in below.parts):
            inside[str(file)] = f"{place}/{below.as_posix()}"
