# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""One column of a table: its memory as it is, and its values as Python has them."""

import json
from datetime import date, datetime, timedelta, timezone

from . import enums
from .api import methods_of
from .memory import view
from .wanted import wanted

_methods = methods_of("Table")
_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
_DAY_0 = date(1970, 1, 1).toordinal()
# how the values of a kind lie in memory, as the module struct calls it; of a category it depends on how many words there are
_CODES = {"boolean": "?", "integer": "q", "number": "d", "time": "q", "date": "i", "text": "B", "list": "B"}
_TEXTS = ("text", "list")


def _at(number):
    return _EPOCH + timedelta(microseconds=number)


def _day(number):
    return date.fromordinal(_DAY_0 + number)


_MADE_OF_A_NUMBER = {"time": _at, "date": _day}


def parsed(column, row, text):
    """What JSON in a column holds."""
    try:
        return json.loads(text)
    except ValueError as error:
        raise ValueError(f"{column.name}, row {row}: what another program wrote there is no JSON: {error}") from None


class Column:
    """A column of a Leren.Table.

    It is as long as the table, and gives the value of a row, of a part of them (`column[2:5]`) or of all in turn, None where
    there is none: bool, int, float, the word of a category, an aware datetime in UTC, a date, text, and the list or dict that
    JSON holds. `to_numpy()` gives all of them at once.

    The memory behind it, of which nothing is copied, is there for who makes something of it by himself: `values`, and where
    something is missing `validity`, a bit for each row beginning with the least significant; of texts and lists (as JSON)
    also `offsets`, where each begins in the values, and one more. This is the layout of Apache Arrow, but that booleans take
    a byte. All of these are read-only views, which keep the memory as long as they are there themselves.
    """

    __slots__ = ("_table", "_place", "_made", "name", "kind")

    def __init__(self, table, place):
        self._table = table
        self._place = place
        self._made = {}
        self.name = self._get("get_column_name")
        self.kind = enums.from_number("ColumnKind", self._get("get_column_kind"))

    def _get(self, method):
        return _methods[method](self._table, self._place)

    def _memory(self, method, code):
        if method not in self._made:
            data = self._get(method)
            self._made[method] = None if data is None else view(data, code)
        return self._made[method]

    @property
    def words(self):
        """The words of a category in the order of their declaration; None of other kinds."""
        return tuple(self._get("get_column_words")) if self.kind == "category" else None

    @property
    def ordered(self):
        """Whether the order of the words says something."""
        return self._get("get_column_ordered")

    @property
    def values(self):
        """The values, one after the other. Where one is missing there is a zero, or a text of no length."""
        code = _CODES.get(self.kind)
        if code is None:
            code = "B" if len(self.words) <= 256 else "i"
        return self._memory("get_column_values", code)

    @property
    def validity(self):
        """A bit for each row, 1 where there is a value; None where none is missing."""
        return self._memory("get_column_validity", "B")

    @property
    def offsets(self):
        """Where the text of each row begins in the values, and where the last ends; None of other kinds than text and list."""
        return self._memory("get_column_offsets", "q") if self.kind in _TEXTS else None

    @property
    def places(self):
        """Of texts that come back, as the id of a case does: which of `texts` each row has, -1 where none; otherwise None."""
        return self._memory("get_column_places", "i")

    @property
    def texts(self):
        """The texts that come back, each of them once; None where each row has its own."""
        return None if self.places is None else self._get("get_column_texts")

    def is_present(self, row):
        """Whether there is a value in a row."""
        bits = self.validity
        return bits is None or bits[row >> 3] >> (row & 7) & 1 == 1

    def __len__(self):
        return _methods["get_n_rows"](self._table)

    def __repr__(self):
        return f"<Leren.Table column {self.name!r}: {self.kind}, {len(self)} rows>"

    def __iter__(self):
        for start in range(0, len(self), 4096):
            yield from self.to_list(start, start + 4096)

    def __getitem__(self, row):
        rows = range(len(self))
        if isinstance(row, slice):
            rows = rows[row]
            if rows.step == 1:
                return self.to_list(rows.start, rows.stop)
            return [self[each] for each in rows]
        try:
            row = rows[row]
        except IndexError:
            raise IndexError(f"the table has {len(self)} rows, and none at {row}") from None
        return self.to_list(row, row + 1)[0]

    def to_list(self, start=0, stop=None):
        """The values of the rows from `start` up to `stop`, None where there is none."""
        rows = range(len(self))[start:stop]
        found = self._read(rows)
        if self.validity is not None:
            found = [value if self.is_present(row) else None for row, value in zip(rows, found)]
        return found

    def _read(self, rows):
        """What lies in memory, also where a value is missing."""
        if self.kind in _TEXTS:
            return self._read_texts(rows)
        numbers = self.values[rows.start : rows.stop].tolist()
        if self.kind == "category":
            words = self.words
            return [words[number] for number in numbers] if words else [None] * len(numbers)
        made = _MADE_OF_A_NUMBER.get(self.kind)
        if made is None:
            return numbers
        try:
            return [made(number) for number in numbers]
        except (OverflowError, ValueError):
            raise OverflowError(
                f"the column {self.name!r} holds a moment or a day outside the calendar of Python, of the years 1 to 9999"
            ) from None

    def _read_texts(self, rows):
        if self.places is not None:
            texts = self._made.setdefault("texts", [*self.texts, None])
            return [texts[place] for place in self.places[rows.start : rows.stop]]
        offsets = self.offsets[rows.start : rows.stop + 1].tolist()
        data = bytes(self.values[offsets[0] : offsets[-1]])
        base = offsets[0]
        # another program may have written what is no UTF-8
        texts = [data[a - base : b - base].decode(errors="replace") for a, b in zip(offsets, offsets[1:])]
        if self.kind == "text":
            return texts
        return [parsed(self, row, text) if text else None for row, text in zip(rows, texts)]

    def to_numpy(self):
        """All values as an array, without a look at single ones. What is missing is

        - NaN among numbers, NaT among times (datetime64[us], UTC) and dates (datetime64[D]),
        - masked among integers and booleans, in a numpy.ma array, as numpy has no missing value of these; without any
          missing they are plain arrays,
        - None among texts, words and lists, which are arrays of objects.

        Where nothing is missing, numbers, times and booleans are the memory of the table itself, and cannot be written to.
        """
        wanted("numpy", "to_numpy()")
        from .numpy_columns import to_numpy

        return to_numpy(self)

    def __array__(self, dtype=None):
        found = self.to_numpy()
        if hasattr(found, "mask"):
            # a plain array would forget what is masked
            masked, found = found.mask, found.data.astype(object)
            found[masked] = None
        return found if dtype is None else found.astype(dtype)
