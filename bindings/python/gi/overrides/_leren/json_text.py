# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""JSON as text, read and written so that a number that nobody touched is still written as it was."""

import json
from json.encoder import encode_basestring


class GivenFloat(float):
    """A number whose text is not the one that Python would write."""


class GivenInt(int):
    """A whole number of which the same holds: -0."""


def _given(kind, text):
    given = kind(text)
    given.text = text
    return given


def _read_float(text):
    value = float(text)
    return value if repr(value) == text else _given(GivenFloat, text)


def _read_int(text):
    if len(text) > 1000:
        # more digits than Python makes an int of
        return _given(GivenFloat, text)
    return _given(GivenInt, text) if text == "-0" else int(text)


_INT64 = range(-(2**63), 2**63)
_decoder = json.JSONDecoder(parse_float=_read_float, parse_int=_read_int)


def read(text):
    """What JSON text holds."""
    return _decoder.decode(text)


def write(value, narrow=False):
    """JSON on one line that reads back as the value; TypeError or ValueError where it would not. `narrow` leaves out
    what json-glib takes for something else: numbers beyond 64 bits, and the character U+0000."""
    pieces = []
    _write(value, pieces.append, (), narrow)
    return "".join(pieces)


def _write(value, put, around, narrow):
    if isinstance(value, str):
        if narrow and "\0" in value:
            raise ValueError(f"{value!r} holds the character U+0000, which cannot be kept")
        put(encode_basestring(value))
    elif value is None or value is True or value is False:
        put({None: "null", True: "true", False: "false"}[value])
    elif isinstance(value, (GivenFloat, GivenInt)):
        put(value.text)
    elif isinstance(value, int):
        if narrow and value not in _INT64:
            raise ValueError(f"{value} does not fit in a signed number of 64 bits; give it as text")
        put(int.__repr__(value))
    elif isinstance(value, float):
        if value - value != 0:
            raise ValueError(f"JSON has no {value}")
        put(float.__repr__(value))
    elif isinstance(value, (dict, list, tuple)):
        if any(value is one for one in around):
            raise ValueError("it holds itself")
        if len(around) == 255:
            raise ValueError("it has more than 255 levels")
        (_write_dict if isinstance(value, dict) else _write_list)(value, put, (*around, value), narrow)
    else:
        able = "text, numbers, True, False, None, lists and dicts of these"
        raise TypeError(f"{value!r} cannot be kept in JSON; use {able}")


def _write_list(values, put, around, narrow):
    before = "["
    for value in values:
        put(before)
        _write(value, put, around, narrow)
        before = ","
    put("]" if before == "," else "[]")


def _write_dict(values, put, around, narrow):
    before = "{"
    for name, value in values.items():
        if not isinstance(name, str):
            raise TypeError(f"the name {name!r} is no text; JSON has only text for names")
        put(before)
        _write(name, put, around, narrow)
        put(":")
        _write(value, put, around, narrow)
        before = ","
    put("}" if before == "," else "{}")
