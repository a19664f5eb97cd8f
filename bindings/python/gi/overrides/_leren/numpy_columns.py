# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Columns as arrays of numpy, without a look at single rows."""

import gc
import json
from contextlib import contextmanager
from itertools import chain

import numpy as np

# so much text is cut at a time: it stays in the processor's cache
_BYTES_AT_ONCE = 1 << 19
_ROWS_AT_ONCE = 1 << 14


def objects(items, count):
    """An array of objects, also where they are lists."""
    return np.fromiter(items, dtype=object, count=count)


def present(column):
    """Which rows have a value, as booleans; None where all have."""
    if column.validity is None:
        return None
    return np.unpackbits(np.asarray(column.validity), count=len(column), bitorder="little").view(bool)


def numbers(column):
    """The values of a column of another kind than text or list, as they lie in memory."""
    return np.asarray(column.values)


@contextmanager
def _many_objects():
    """While very many lists and dicts are made, none of which is garbage, the collector would look at them again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _parts(offsets, n):
    """From where to where texts are cut at once."""
    rows = _ROWS_AT_ONCE
    size = int(offsets[n]) - int(offsets[0])
    if size > 0:
        rows = max(1, min(rows, n * _BYTES_AT_ONCE // size))
    return ((start, min(start + rows, n)) for start in range(0, n, rows))


def _apart(values, starts, separator):
    """The bytes of texts, with a separator behind each."""
    n = len(starts) - 1
    spaced = np.full(len(values) + n, separator, np.uint8)
    width = int(starts[1])
    if (starts == np.arange(n + 1) * width).all():
        spaced.reshape(n, width + 1)[:, :width] = values.reshape(n, width)
    else:
        is_text = np.ones(len(spaced), bool)
        is_text[starts[1:] + np.arange(n)] = False
        spaced[is_text] = values
    return memoryview(spaced)


def _cut(values, starts):
    """Texts in a row in memory as str: they hold no U+0000, so that it can stand between them."""
    n = len(starts) - 1
    try:
        found = str(_apart(values, starts, 0), "utf-8").split("\0")
    except UnicodeDecodeError:
        found = []
    if len(found) == n + 1:
        del found[-1]
        return found
    # another program has written U+0000, or what is no UTF-8
    data, ends = values.tobytes(), starts.tolist()
    return [data[a:b].decode(errors="replace") for a, b in zip(ends, ends[1:])]


def _parse(values, starts):
    """JSON texts in a row in memory as what they hold."""
    found = json.loads(b"[" + bytes(_apart(values, starts, ord(","))[:-1]) + b"]")
    if len(found) != len(starts) - 1:
        raise ValueError
    return found


def _read_parts(values, offsets, n, read):
    """What `read` makes of the texts, part by part."""
    found = np.empty(n, object)
    for start, end in _parts(offsets, n):
        base = int(offsets[start])
        made = read(values[base : int(offsets[end])], offsets[start : end + 1] - base)
        found[start:end] = objects(made, end - start)
    return found


def texts(column):
    """Texts as str, None where there is none. Rows that say the same share one where the table knows that they do."""
    n = len(column)
    if column.places is not None:
        different = column.texts
        return objects(chain(different, [None]), len(different) + 1)[np.asarray(column.places)]
    found = _read_parts(np.asarray(column.values), np.asarray(column.offsets), n, _cut)
    there = present(column)
    if there is not None:
        found[~there] = None
    return found


def lists(column):
    """What the JSON of a column holds, None where there is none."""
    values, starts = np.asarray(column.values), np.asarray(column.offsets)
    there = present(column)
    if there is not None:
        # what is missing takes no room
        starts = np.append(starts[:-1][there], starts[-1])
    try:
        with _many_objects():
            parsed = _read_parts(values, starts, len(starts) - 1, _parse)
    except ValueError:
        # another program has written what is no JSON: row by row it is known where, or how it can be read all the same
        return objects(column.to_list(), len(column))
    if there is None:
        return parsed
    found = np.empty(len(column), object)
    found[there] = parsed
    return found


def words(column):
    """The words of a category, None where there is none."""
    named = objects(chain(column.words, [None]), len(column.words) + 1)
    places = numbers(column)
    there = present(column)
    if there is not None:
        places = np.where(there, places, len(named) - 1)
    return named[places]


def _masked(column, values):
    there = present(column)
    return values if there is None else np.ma.MaskedArray(values, mask=~there)


def _with_gaps(column, values, gap):
    there = present(column)
    if there is None:
        return values
    values = values.copy()
    values[~there] = gap
    return values


_MAKE = {
    "boolean": lambda column: _masked(column, numbers(column)),
    "integer": lambda column: _masked(column, numbers(column)),
    "number": lambda column: _with_gaps(column, numbers(column), np.nan),
    "time": lambda column: _with_gaps(column, numbers(column).view("M8[us]"), np.datetime64("NaT")),
    "date": lambda column: _with_gaps(column, numbers(column).astype("i8").view("M8[D]"), np.datetime64("NaT")),
    "category": words,
    "text": texts,
    "list": lists,
}


def to_numpy(column):
    return _MAKE[column.kind](column)
