# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""libleren at home in Python: PyGObject loads this with `from gi.repository import Leren`."""

from ._leren.enums import ENUMS

globals().update(ENUMS)

__all__ = [*ENUMS]
