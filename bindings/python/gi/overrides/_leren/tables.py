# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Leren.Table in Python: its columns by name, its rows as dicts, and all of it as a data frame."""

from .api import RAW, methods_of
from .columns import Column
from .enums import not_one_of
from .extending import extend
from .wanted import wanted

_methods = methods_of("Table")
_ROWS_AT_ONCE = 4096


@extend(RAW.Table)
class _Table:
    @property
    def columns(self):
        """The names of the columns, in their order."""
        return [_methods["get_column_name"](self, place) for place in range(_methods["get_n_columns"](self))]

    def __len__(self):
        return _methods["get_n_rows"](self)

    def __contains__(self, name):
        return isinstance(name, str) and _methods["find_column"](self, name) >= 0

    def __getitem__(self, which):
        """A column by its name, or a row by its place as a dict, or rows in a list of them."""
        if isinstance(which, str):
            place = _methods["find_column"](self, which)
            if place < 0:
                raise KeyError(not_one_of("the columns of the table", which, self.columns))
            return Column(self, place)
        found = {name: self[name][which] for name in self.columns}
        if not isinstance(which, slice):
            return found
        return [dict(zip(found, row)) for row in zip(*found.values())]

    def __iter__(self):
        """The rows, each a dict of names and values; None where there is no value."""
        columns = [self[name] for name in self.columns]
        names = [column.name for column in columns]
        for start in range(0, len(self), _ROWS_AT_ONCE):
            for row in zip(*(column.to_list(start, start + _ROWS_AT_ONCE) for column in columns)):
                yield dict(zip(names, row))

    def __repr__(self):
        return f"<Leren.Table of {len(self)} rows, with the columns {', '.join(self.columns)}>"

    def to_dict(self):
        """The values of each column in a list, by its name; None where there is no value."""
        return {name: self[name].to_list() for name in self.columns}

    def to_pandas(self, columns=None, index=None, errors="raise"):
        """The table as a pandas.DataFrame, which is its own: it can be written to.

        Categories become Categorical, with their words in the order of their declaration and ordered where that says
        something; times datetime64[ns, UTC]; dates datetime64[ns]; booleans and integers bool and int64, and where some are missing
        the types that know missing values (boolean, Int64); numbers float64; texts str, and lists and dicts what they are. What is missing is NaN, NaT, <NA> or
        None, as pandas has it for the type. `id` stays a column, so that a frame has the columns of its table, whichever that
        is, and others can be merged on it; with index="id" it is the index.

        `columns`: the names of those that are wanted, all where None
        `index`: the name of the column that becomes the index
        `errors`: "raise" refuses times that pandas cannot hold (before 1677 and after 2262), "coerce" makes them NaT
        """
        wanted("pandas", "to_pandas()")
        from .pandas_frames import to_pandas

        if errors not in ("raise", "coerce"):
            raise ValueError(not_one_of("errors", errors, ["raise", "coerce"]))
        names = self.columns if columns is None else list(columns)
        if index is not None and index not in names:
            names.append(index)
        return to_pandas({name: self[name] for name in names}, len(self), index, errors)
