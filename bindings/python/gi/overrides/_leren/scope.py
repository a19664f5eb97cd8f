# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Which part of a store is looked at, by name: store.diagnose(case=case, since=spring)."""

from .api import RAW


def scope_of(scope, parts):
    """The scope with these parts; None, which is everything, where nothing is said. `scope` is one made before."""
    parts = {name: value for name, value in parts.items() if value is not None}
    if not parts:
        return scope
    if scope is not None:
        raise TypeError(f"give a scope, or {', '.join(parts)}, not both")
    return RAW.Scope(**parts)
