# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Modules that only some programs need, loaded when they do."""

import importlib

_PACKAGES = {"numpy": "python3-numpy", "pandas": "python3-pandas"}


def wanted(name, purpose):
    """The module of that name. Where it is missing, the error says what it is for and how it can be had."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        raise ModuleNotFoundError(
            f"{purpose} needs the module {name}; install it with: apt install {_PACKAGES[name]}", name=name
        ) from None
