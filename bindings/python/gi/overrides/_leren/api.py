# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the library has, as bindings/gir.py read it from the GIR, and the namespace as PyGObject made it."""

import functools
import json
from pathlib import Path

from gi.module import get_introspection_module

API = json.loads(Path(__file__).with_name("api.json").read_text(encoding="utf-8"))

# The namespace before anything was done to it: its enums are numbers, its properties those of GObject.
RAW = get_introspection_module(API["namespace"])


@functools.cache
def methods_of(name):
    """The calls of a class as C has them, whatever Python has in their place."""
    return {method.__name__: method for method in getattr(RAW, name).__info__.get_methods()}
