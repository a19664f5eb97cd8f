# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the library has, as bindings/gir.py read it from the GIR, and the namespace as PyGObject made it."""

import json
from pathlib import Path

from gi.module import get_introspection_module

API = json.loads(Path(__file__).with_name("api.json").read_text(encoding="utf-8"))

# The namespace before anything was done to it: its enums are numbers, its properties those of GObject.
RAW = get_introspection_module(API["namespace"])
