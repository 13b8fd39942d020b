"""Parameters of papermill as Java: `papermill in.ipynb out.ipynb -p alpha 0.5` declares them in a cell of its own.

papermill knows no entry point for languages. It loads the engines that packages offer whenever it starts, so this module
offers papermill's own engine under another name, and registers Java as it is loaded.
"""

import json
import math
import re

from papermill.engines import NBClientEngine as Engine
from papermill.models import Parameter
from papermill.translators import Translator, papermill_translators

__all__ = ["Engine", "JavaTranslator"]

DECLARATION = re.compile(
    r"^\s*(?:final\s+)?(?P<type>[\w.]+(?:\s*<[^;=]*>)?(?:\s*\[\s*\])*)\s+(?P<name>\w+)\s*=\s*"
    r'(?P<value>(?:"(?:[^"\\]|\\.)*"|[^;"])*?)\s*;[^/]*(?://\s*(?P<help>.*))?$')
INT = 2**31
LONG = 2**63


class JavaTranslator(Translator):
    """Writes values of JSON as expressions of Java that need no import beyond those of the kernels for Java."""

    @classmethod
    def translate_none(cls, val):
        return "null"

    @classmethod
    def translate_bool(cls, val):
        return "true" if val else "false"

    @classmethod
    def translate_int(cls, val):
        if -INT <= val < INT:
            return str(val)
        return f"{val}L" if -LONG <= val < LONG else f'new java.math.BigInteger("{val}")'

    @classmethod
    def translate_float(cls, val):
        if math.isnan(val):
            return "Double.NaN"
        return f"Double.{'POSITIVE' if val > 0 else 'NEGATIVE'}_INFINITY" if math.isinf(val) else repr(val)

    @classmethod
    def translate_str(cls, val):
        return json.dumps(val, ensure_ascii=False)  # which escapes what Java does not take between quotes

    @classmethod
    def translate_list(cls, val):
        return f"java.util.Arrays.<{_common_type(val)}>asList({', '.join(map(cls.translate, _alike(val)))})"

    @classmethod
    def translate_dict(cls, val):
        kind = f"Map<String, {_common_type(val.values())}>"
        puts = " ".join(f"put({cls.translate_str(str(key))}, {cls.translate(value)});" for key, value in zip(val, _alike(val.values())))
        return f"(java.util.{kind}) new java.util.Linked{kind.replace('Map', 'HashMap', 1)}() {{{{ {puts} }}}}"

    @classmethod
    def comment(cls, cmt_str):
        return f"// {cmt_str}".strip()

    @classmethod
    def assign(cls, name, str_val):
        return f"{'Object' if str_val == 'null' else 'var'} {name} = {str_val};"

    @classmethod
    def inspect(cls, parameters_cell):
        found = map(DECLARATION.match, parameters_cell["source"].splitlines())
        return [Parameter(name=f["name"], inferred_type_name=f["type"], default=f["value"], help=f["help"] or "") for f in found if f]


def _alike(values):
    """With whole numbers beside others written as others."""
    values = list(values)
    return [float(value) if type(value) is int else value for value in values] if _common_type(values) == "Double" else values


def _common_type(values):
    """The class of Java that all of the values have."""
    kinds = {type(value) for value in values}
    if kinds == {int, float} or kinds == {float}:
        return "Double"
    if kinds == {int}:
        return "Integer" if all(-INT <= value < INT for value in values) else "Object"
    return {frozenset({str}): "String", frozenset({bool}): "Boolean"}.get(frozenset(kinds), "Object")


papermill_translators.register("java", JavaTranslator)
