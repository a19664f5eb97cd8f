# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The documentation of the library in the words of Python."""


def prose(text):
    return text


def documentation(described, shape):
    """The docstring of a call."""
    return prose(described["doc"])
