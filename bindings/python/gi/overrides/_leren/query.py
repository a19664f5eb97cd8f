# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Queries as Python asks: store.query(Leren.Action).where(state="owned").order_by("due").

where(), search() and order_by() leave the query as it is, and give another that asks for more; each is run when it is
read, so that it finds what is there then. A loop has what was there when it began, but for what was deleted since.
filter(), order() and page() change the query itself, as in C."""

import operator

from . import enums, values
from .api import RAW
from .arguments import shown, take_flag, take_number, take_text, wrong
from .extending import extend, same_as

_query = RAW.Store.query
_copy, _filter, _search, _order, _page = (
    getattr(RAW.Query, name) for name in ("copy", "filter", "search", "order", "page")
)

_SIGNS = {
    "=": "equal",
    "==": "equal",
    "!=": "not-equal",
    "<": "less",
    "<=": "less-equal",
    ">": "greater",
    ">=": "greater-equal",
    "in": "contains",
}
_NOT_GIVEN = object()
# what C counts places with
_FURTHEST = 2**32 - 1
_LISTS = {"texts", "words", "concepts", "references"}


def _text_of_number(value):
    # a whole number may be more than a float holds
    if hasattr(value, "__index__") and not isinstance(value, bool):
        return repr(operator.index(value))
    return repr(take_number(value))


def _text_of_time(value):
    if isinstance(value, str):
        return value
    return values.to_datetime(values.from_datetime(value)).isoformat()


def _text_of_date(value):
    if isinstance(value, str):
        return value
    return values.to_date(values.from_date(value)).isoformat()


def _text_of_flag(value):
    return "true" if take_flag(value) else "false"


def _text_of_reference(value, target):
    if not isinstance(value, RAW.Record):
        return take_text(value)
    if target is not None and value.get_record_type() != target:
        raise wrong(f"a {target}, or its id,", value)
    return value.get_id()


def _text_of_word(value):
    """Of an enum, or of a concept."""
    return value.get_id() if isinstance(value, RAW.Concept) else take_text(value)


_TEXT_OF = {
    "integer": _text_of_number,
    "number": _text_of_number,
    "boolean": _text_of_flag,
    "time": _text_of_time,
    "date": _text_of_date,
    "enum": _text_of_word,
    "concept": _text_of_word,
    "concepts": _text_of_word,
}


def _field(query, member):
    declaration = RAW.Declaration.lookup(query.get_record_type())
    field = None if declaration is None else declaration.find_field(take_text(member))
    if field is None and declaration is not None:
        names = [declaration.get_field(i).get_name() for i in range(declaration.get_n_fields())]
        raise ValueError(enums.not_one_of(query.get_record_type(), member, names))
    return field


def _comparison(sign):
    return enums.ENUMS["Comparison"](_SIGNS.get(sign, sign)) if isinstance(sign, str) else sign


def _condition(query, member, comparison, value):
    """What filter() takes for a condition as Python states it."""
    field = _field(query, member)
    kind = "text" if field is None else field.get_kind()
    if comparison is None and value is None:
        return "absent", None
    if comparison is None:
        comparison = "contains" if kind in _LISTS else "equal"
    if comparison in ("absent", "present"):
        if value not in (_NOT_GIVEN, None):
            raise TypeError(f"{query.get_record_type()}.{member}: {comparison!r} takes no value, and {shown(value)} was given")
        return comparison, None
    if value is None or value is _NOT_GIVEN:
        if comparison == "not-equal" and value is None:
            return "present", None
        raise TypeError(f"{query.get_record_type()}.{member}: {comparison!r} needs a value to compare with")
    if isinstance(value, (list, tuple, set, dict)):
        raise TypeError(
            f"{query.get_record_type()}.{member} is compared with one value at a time, not with {shown(value)}; "
            "where() can be called for each"
        )
    try:
        if kind in ("reference", "references"):
            return comparison, _text_of_reference(value, field.get_target())
        return comparison, _TEXT_OF.get(kind, take_text)(value)
    except (TypeError, ValueError) as error:
        raise type(error)(f"{query.get_record_type()}.{member}: {error}") from None


def _remembered(query, change, *args):
    """A change to a query, which is kept so that the query can be made anew."""
    change(query, *args)
    query._steps = (*query._steps, (change, args))


@extend(RAW.Store)
class _Store:
    def query(self, record_type):
        """Asks for records of one type, which is given by name or as its class: store.query(Leren.Action).

        Without conditions it finds them all, in the order in which they came."""
        query = _query(self, record_type)
        query._steps = ()
        return query


@extend(RAW.Query)
class _Query:
    def filter(self, member, comparison, value=None):
        _remembered(self, _filter, member, comparison, value)

    def order(self, member, descending=False):
        _remembered(self, _order, member, descending)

    def page(self, offset=0, limit=0):
        """Takes a part of what is found: `offset` records are passed over, and `limit` at most are given, where 0 is all."""
        _remembered(self, _page, offset, limit)

    def copy(self):
        """Another query that asks the same."""
        query = _copy(self)
        query._steps = self._steps
        return query

    def _again(self, *more):
        """Another query that asks the same, and then more."""
        query = self.copy()
        for change, args in more:
            _remembered(query, change, *args)
        return query

    def where(self, *condition, **members):
        """Another query, with conditions that records must meet: where(state="owned", case=case), or with a comparison in
        the middle, where("due", "<", date(2015, 3, 1)).

        A list has to contain the value; None asks for records in which the member is absent. A comparison is one of
        `=` `!=` `<` `<=` `>` `>=` `in` (a list contains it), or a Leren.Comparison, of which "absent" and "present"
        take no value. Words of an ordered list, such as levels and states, compare by their order."""
        conditions = []
        if condition:
            if not 2 <= len(condition) <= 3:
                raise TypeError('where() takes member=value, or a member, a comparison and a value: ("due", "<", day)')
            member, comparison, value = (*condition, _NOT_GIVEN)[:3]
            conditions.append((member, *_condition(self, member, _comparison(comparison), value)))
        for member, value in members.items():
            conditions.append((member, *_condition(self, member, None, value)))
        return self._again(*((_filter, each) for each in conditions))

    def search(self, words):
        """Another query, for records that hold all these words. Without an order, the most relevant come first."""
        return self._again((_search, (words,)))

    def order_by(self, member, *, descending=False):
        """Another query, in the order of a member; a second call orders those that are equal by the first. Records
        without the member come last."""
        _field(self, member)
        return self._again((_order, (member, descending)))

    def first(self):
        """The first record that is found, or None."""
        return next(iter(self[:1]), None)

    def __len__(self):
        return self.count()

    def __bool__(self):
        return self.count() > 0

    def __iter__(self):
        # some at a time, so that a long list need not be held
        pages = RAW.Pages.new(self, 0)
        while page := pages.next():
            yield from page

    async def __aiter__(self):
        pages = RAW.Pages.new(self, 0)
        while page := await pages.next_async():
            for record in page:
                yield record

    def _part(self, start, stop):
        """Those from one place up to another."""
        # a part of the page that the query itself is
        offset, limit = next((args for change, args in reversed(self._steps) if change is _page), (0, 0))
        stop = min(stop, limit or stop, _FURTHEST - offset)
        return list(self._again((_page, (offset + start, stop - start))).run()) if start < stop else []

    def __getitem__(self, key):
        if isinstance(key, slice):
            places = range(*key.indices(len(self)))
            if not places:
                return []
            low, high = min(places[0], places[-1]), max(places[0], places[-1]) + 1
            found = self._part(low, high)
            # fewer, where records were deleted meanwhile
            return [found[place - low] for place in places if place - low < len(found)]
        place = operator.index(key)
        if place < 0:
            place += len(self)
        found = [] if place < 0 else self._part(place, place + 1)
        if not found:
            raise IndexError(f"there is no {key} in {self!r}")
        return found[0]

    def __contains__(self, record):
        id = record.get_id() if isinstance(record, RAW.Record) else record
        return isinstance(id, str) and bool(self.where(id=id))

    def __reversed__(self):
        return reversed(list(self.run()))

    def __repr__(self):
        words = [f"{change.__name__}({', '.join(map(repr, args))})" for change, args in self._steps]
        return f"<{' '.join([f'Leren.Query {self.get_record_type()!r}', *words])}>"


for _name, _original in (("filter", _filter), ("order", _order)):
    same_as(getattr(RAW.Query, _name), _original)
