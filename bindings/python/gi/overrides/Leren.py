# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""libleren at home in Python: PyGObject loads this with `from gi.repository import Leren`."""

from ._leren import attributes, calls, class_docs, construction, errors, models, signals
from ._leren.api import API, RAW
from ._leren.enums import ENUMS

# What all of the namespace has comes first, by what the GIR says; then what a class has of its own.
calls.install()
construction.install()
models.install()
signals.install()

from ._leren import action_cycle, findings, html, query, records, rules, store, tables, transactions
from ._leren.records_of import Records

attributes.install()
class_docs.install()
records.install()
html.install()

# All names are put in the place of what PyGObject looks up each time.
globals().update({name: getattr(RAW, name) for kind in ("classes", "constants", "enums") for name in API[kind]})
globals().update(ENUMS)
globals().update(calls.FUNCTIONS)
globals().update(errors.CLASSES)

__all__ = [
    *API["classes"],
    *API["constants"],
    *API["enums"],
    *API["functions"],
    *errors.CLASSES,
    "Records",
]
