# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What help() says of a class. PyGObject lists its constructors, and lets nobody say anything else."""

from gi.types import StructMeta

from .api import API, RAW


class _DocumentedStruct(StructMeta):
    """Of boxed types, which say nothing at all."""

    @property
    def __doc__(cls):
        return vars(cls).get("__doc__")


def install():
    """On all classes; and takes away the fields of C, which are nothing to Python."""
    for name, described in API["classes"].items():
        cls = getattr(RAW, name)
        if described["boxed"]:
            cls.__class__ = _DocumentedStruct
        # past the metaclass, which has no way to set it
        type.__dict__["__doc__"].__set__(cls, described["doc"])
        if "parent_instance" in vars(cls):
            del cls.parent_instance
