# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Tables as data frames of pandas, without a look at single rows."""

import numpy as np
import pandas as pd

from . import numpy_columns as arrays

_NS_A_US = 1000
_NS_A_DAY = 24 * 3600 * 10**9


def _whole(column, array):
    """Whole numbers and booleans: of the kind that can be absent only where some are, since much that draws and
    calculates does not know that kind."""
    values, there = arrays.numbers(column).copy(), arrays.present(column)
    return values if there is None or there.all() else array(values, ~there)


def _category(column):
    places = arrays.numbers(column)
    # room for -1, which is what is missing
    codes = places.astype(np.int8 if len(column.words) < 128 else np.int16 if places.itemsize == 1 else np.int32)
    there = arrays.present(column)
    if there is not None:
        codes[~there] = -1
    return pd.Categorical.from_codes(codes, categories=list(column.words), ordered=column.ordered)


def _moments(column, ns_a_unit, unit, errors):
    """Times and days as nanoseconds, of which pandas counts all; there are so many that they end in the year 2262."""
    counted = arrays.numbers(column).astype("i8")
    most = pd.Timestamp.max.value // ns_a_unit
    outside = (counted > most) | (counted < -most)
    if outside.any():
        if errors == "raise":
            row = int(outside.argmax())
            raise pd.errors.OutOfBoundsDatetime(
                f"{column.name}, row {row}: {counted[row : row + 1].view(f'M8[{unit}]')[0]} is outside the times that pandas can "
                'hold, from 1677 to 2262; to_pandas(errors="coerce") gives NaT there, and to_numpy() what is written'
            )
        counted[outside] = 0
    found = counted * ns_a_unit
    there = arrays.present(column)
    if there is not None:
        outside |= ~there
    found[outside] = pd.NaT.value
    return found.view("M8[ns]")


def _time(column, errors):
    return pd.arrays.DatetimeArray(_moments(column, _NS_A_US, "us", errors), dtype=pd.DatetimeTZDtype(tz="UTC"))


def _values(column, errors):
    match column.kind:
        case "boolean":
            return _whole(column, pd.arrays.BooleanArray)
        case "integer":
            return _whole(column, pd.arrays.IntegerArray)
        case "category":
            return _category(column)
        case "time":
            return _time(column, errors)
        case "date":
            return _moments(column, _NS_A_DAY, "D", errors)
        case "number":
            found = arrays.to_numpy(column)
            return found if found.flags.writeable else found.copy()
        case _:
            return arrays.to_numpy(column)


def to_pandas(columns, n_rows, index, errors):
    """A data frame of columns by name."""
    rows = pd.RangeIndex(n_rows)
    found = {}
    for name, column in columns.items():
        values = _values(column, errors)
        # with its type said, pandas does not look through all objects for one
        found[name] = pd.Series(values, index=rows, dtype=values.dtype, copy=False)
    # the arrays are the frame's own: nothing is gained by copying them
    frame = pd.DataFrame(found, index=rows, copy=False)
    return frame if index is None else frame.set_index(index)
