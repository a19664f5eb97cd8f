# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Rules of a program's own. What a rule says of itself stands in its class:

    class Silence(Leren.Rule):
        id = "org.example.silence"
        source = "Own observation, 2015"
        label = {"en": "Silence", "nl": "Stilte"}
        parameters = {"turns": {"value": 2, "minimum": 0, "maximum": 20, "unit": "turns", "meaning": "how many are few"}}

        def do_run(self, snapshot, findings):
            ..."""

from .api import RAW
from .extending import extend
from .virtual_methods import guard

_init = RAW.Rule.__init__
_ABOUT_ITSELF = ("id", "source", "label", "parameters")


def _declared(cls):
    """What a class and those that it derives from say of themselves."""
    declared = {}
    for base in reversed(cls.__mro__):
        declared |= vars(base).get("_declared", {})
    return declared


def _add_parameters(rule, parameters):
    for name, about in parameters.items():
        try:
            rule.add_parameter(name, **about)
        except TypeError as error:
            raise TypeError(f"{type(rule).__name__}.parameters[{name!r}]: {error}") from None


@extend(RAW.Rule)
class _Rule:
    def __init_subclass__(cls, **kwargs):
        super(RAW.Rule, cls).__init_subclass__(**kwargs)
        # not as attributes: those are what the object has, which may be made with others
        cls._declared = {name: vars(cls)[name] for name in _ABOUT_ITSELF if name in vars(cls)}
        for name in cls._declared:
            delattr(cls, name)
        guard(cls)

    def __init__(self, **kwargs):
        declared = _declared(type(self))
        given = {name: declared[name] for name in ("id", "source") if name in declared}
        _init(self, **given | kwargs)
        label = declared.get("label", {})
        for language, text in (label if isinstance(label, dict) else {"en": label}).items():
            self.set_label(language, text)
        _add_parameters(self, declared.get("parameters", {}))

    @property
    def parameters(self):
        """The lines that can be moved: by their names, a dict with their value, minimum, maximum, unit and meaning."""
        return {name: self._about(name) for name in self.list_parameters()}

    def _about(self, name):
        value, minimum, maximum = self.get_parameter(name)
        return {
            "value": value,
            "minimum": minimum,
            "maximum": maximum,
            "unit": self.get_parameter_unit(name),
            "meaning": self.get_parameter_meaning(name),
        }
