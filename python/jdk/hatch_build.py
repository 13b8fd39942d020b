"""Puts the image into the wheel, which is then one for this platform."""

import sys
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Image(BuildHookInterface):
    def initialize(self, version, build_data):
        sys.path.insert(0, self.root)
        import image

        folder = Path(self.root) / "target" / "image"
        image.make(folder)
        build_data["pure_python"] = False
        build_data["tag"] = image.tag(folder)
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                build_data["force_include"][str(file)] = f"leibniz_jdk/jdk/{file.relative_to(folder).as_posix()}"
