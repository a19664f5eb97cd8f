# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Which classes of exceptions there are, and what Python itself raises in such a case.

Nothing here needs the library itself, so that the stubs can be written by the same rules."""

BASE = "LerenError"

# by the codes of Leren.Error; the others are GLib.Error, which is a RuntimeError, alone
_LIKE = {
    "SYNTAX": ValueError,
    "INVALID": ValueError,
    "MISSING": ValueError,
    "REFERENCE": ValueError,
    "DUPLICATE": ValueError,
    "EXISTS": ValueError,
    "LIMIT": ValueError,
    "NOT_A_STORE": ValueError,
    # as that of a file that was closed
    "CLOSED": ValueError,
    "READ_ONLY": PermissionError,
    "FULL": OSError,
    "BUSY": TimeoutError,
    "UNSUPPORTED": NotImplementedError,
}
# what is not there is a file or a name, and so is what is there already
_OF_NAMES = {"NOT_FOUND": ("UnknownNameError", KeyError)}
_OF_FILES = {"NOT_FOUND": ("MissingFileError", FileNotFoundError), "EXISTS": ("ExistingFileError", FileExistsError)}

# by the codes of Gio.IOErrorEnum
LIKE_IO = {
    "NOT_FOUND": FileNotFoundError,
    "EXISTS": FileExistsError,
    "IS_DIRECTORY": IsADirectoryError,
    "NOT_DIRECTORY": NotADirectoryError,
    "PERMISSION_DENIED": PermissionError,
    "READ_ONLY": PermissionError,
    "TIMED_OUT": TimeoutError,
    "BROKEN_PIPE": BrokenPipeError,
    "CLOSED": ValueError,
    "INVALID_ARGUMENT": ValueError,
    "INVALID_DATA": ValueError,
    "NOT_SUPPORTED": NotImplementedError,
}


def class_name(code):
    """What the exception for a code of Leren.Error is called."""
    return "".join(word.capitalize() for word in code.split("_")) + "Error"


def of_library(codes):
    """The classes for the codes of Leren.Error, as (name, the names of what they derive from, the class of Python among
    those or None, the code, whether they are raised for what is about a file (True) or not (False))."""
    for code in codes:
        general = class_name(code)
        yield general, BASE, _LIKE.get(code), code, (False, True)
        for about_file, special in ((False, _OF_NAMES), (True, _OF_FILES)):
            if code in special:
                name, like = special[code]
                yield name, general, like, code, (about_file,)


def of_io():
    """The classes for errors of reading and writing, as (name, the class of Python that they derive from)."""
    for like in dict.fromkeys([OSError, *LIKE_IO.values()]):
        yield f"Stream{like.__name__}", like
