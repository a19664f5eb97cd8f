# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Memory of the library, looked at from Python without a copy."""

import ctypes
import sys

# One type for memory of any length: ctypes would make a type for each length, and only the collector takes them away.
_Memory = ctypes.c_ubyte * sys.maxsize


def view(data, code="B"):
    """GLib.Bytes as a read-only memoryview with items of that kind, a code of the module struct. The memory is there as long
    as the view is, or what was made of it."""
    size = data.get_size()
    if size == 0:
        return memoryview(bytes(8)).cast(code)[:0]
    memory = _Memory.from_address(data.get_region(1, 0, size))
    memory.owner = data
    return memoryview(memory)[:size].cast("B").cast(code).toreadonly()
