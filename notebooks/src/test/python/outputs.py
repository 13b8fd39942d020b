"""What a cell showed, as text that two runs can be compared by.

Text is kept as it is. Of a picture remains what a reader would miss if it changed: the alternative text, the size,
the words in an SVG, and whether it has colours for a dark page. The bytes of a PNG depend on fonts and libraries, so only its presence counts.
"""

import re
import xml.etree.ElementTree as ElementTree
from html.parser import HTMLParser
from urllib.request import urlopen

ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
IMG = re.compile(r"""<img\b(?:[^>"']|"[^"]*"|'[^']*')*>""")
WIDGET = "application/vnd.jupyter.widget-view+json"
MACHINE_PATH = re.compile(r"(?<![\w./])(?:/(?:home|root|Users|tmp|var|private|work|mnt|opt|usr)/|[A-Z]:\\)[\w.\\/-]+")


def summary(outputs):
    """The outputs of one cell as lines of text; stdout and stderr are merged, each in one piece, and come first."""
    parts = []
    for name in ("stdout", "stderr"):
        text = "".join(o["text"] for o in outputs if o["output_type"] == "stream" and o["name"] == name)
        if text:
            parts.append(f"[{name}]\n{text}")
    for output in outputs:
        kind = output["output_type"]
        if kind == "error":
            traceback = ANSI.sub("", "\n".join(output["traceback"]))
            parts.append(f"[error {output['ename']}: {output['evalue']}]\n{traceback}")
        elif kind in ("execute_result", "display_data"):
            for mime, data in sorted(output["data"].items()):
                parts.append(f"[{kind} {mime}]\n{describe(mime, data)}")
    return "\n".join(parts)


def describe(mime, data):
    if mime == "text/html":
        return IMG.sub(lambda tag: describe_img(tag.group()), data)
    if mime == "image/svg+xml":
        return describe_svg(data)
    if mime.startswith("image/"):
        return "(picture)"
    if mime == WIDGET:
        return "(widget)"  # names a model, anew in each run
    return data if isinstance(data, str) else repr(data)


def describe_img(tag):
    attributes = {}
    parser = HTMLParser()
    parser.handle_starttag = lambda _, pairs: attributes.update(pairs)
    parser.handle_startendtag = parser.handle_starttag
    parser.feed(tag)
    source = attributes.pop("src", "")
    if source.startswith("data:image/svg+xml"):
        with urlopen(source) as picture:
            content = describe_svg(picture.read().decode("utf-8"))
    elif source.startswith("data:"):
        content = source.split(",")[0]
    else:
        content = source
    shown = " ".join(f"{name}={value!r}" for name, value in sorted(attributes.items()))
    return f"<img {shown}: {content}>"


def describe_svg(text):
    root = ElementTree.fromstring(text)
    size = " ".join(f"{name}={root.get(name)}" for name in ("width", "height", "viewBox") if root.get(name))
    words = []
    for element in root.iter():
        if element.tag.rsplit("}")[-1] in ("text", "title", "desc"):
            words.append(" ".join("".join(element.itertext()).split()))
    dark = " with colours for a dark page" if "prefers-color-scheme:dark" in text else ""
    return f"svg {size}{dark} {words}"


def machine_path(text):
    """A path of the machine in the text, or None."""
    found = MACHINE_PATH.search(text)
    return found and found.group()
