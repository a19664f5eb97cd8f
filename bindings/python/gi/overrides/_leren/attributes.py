# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What a method gets, as an attribute: finding.rule is finding.get_rule(), and where there is a set_rule(), it can be
assigned. What takes a language is in the one of the user."""

from .api import API, RAW
from .results import giver


def _first_sentence(text):
    return text.split("\n\n", 1)[0]


def _attribute(getter, setter):
    return property(getter, setter, doc=_first_sentence(getter.__doc__ or ""))


def _of_property(name, described):
    """What only GObject knows."""
    give = giver(described["type"])

    def get(self):
        value = self.get_property(name)
        return value if give is None else give(value)

    get.__doc__ = described["doc"]
    return _attribute(get, None)


def _getters(cls, methods):
    for name in methods:
        if name.startswith("get_") and not getattr(cls, name).__leren__.least:
            yield name.removeprefix("get_"), getattr(cls, name)


def _show_id(self):
    return f"<Leren.{type(self).__name__} {self.get_id()!r}>"


def install():
    """On all classes, where no attribute of that name is there yet."""
    for name, described in API["classes"].items():
        cls = getattr(RAW, name)
        for attribute, getter in _getters(cls, described["methods"]):
            if attribute not in vars(cls) and not hasattr(cls, attribute):
                setattr(cls, attribute, _attribute(getter, vars(cls).get(f"set_{attribute}")))
        if "get_id" in described["methods"]:
            cls.__repr__ = _show_id
        if not issubclass(cls, RAW.Record):
            for attribute, kind in described["properties"].items():
                attribute = attribute.replace("-", "_")
                if kind["readable"] and not hasattr(cls, attribute):
                    setattr(cls, attribute, _of_property(attribute, kind))
