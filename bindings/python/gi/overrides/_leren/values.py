# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Times, days, JSON and bytes: those of Python and those of GLib. `to_x` gives an x, `from_x` takes one."""

import json
from datetime import date, datetime, timedelta, timezone

import gi

gi.require_version("Json", "1.0")
from gi.repository import GLib, Json

INT64 = range(-(2**63), 2**63)

_MINUTE = timedelta(minutes=1)
_zones = {0: timezone.utc}


def _zone(microseconds):
    """The zone with this offset; there are few of them, and many times."""
    zone = _zones.get(microseconds)
    if zone is None:
        zone = _zones[microseconds] = timezone(timedelta(microseconds=microseconds))
    return zone


def to_datetime(time):
    """A GLib.DateTime as an aware datetime with the same offset; None stays None."""
    if time is None:
        return None
    offset = time.get_utc_offset()
    # on the clock of its own zone, so that the first and the last days of the calendar do not overflow
    since = timedelta(seconds=time.to_unix(), microseconds=time.get_microsecond() + offset)
    return datetime(1970, 1, 1, tzinfo=_zone(offset)) + since


def from_datetime(time):
    """An aware datetime as a GLib.DateTime with the same offset; a GLib.DateTime and None stay what they are."""
    if time is None or isinstance(time, GLib.DateTime):
        return time
    if not isinstance(time, datetime):
        raise TypeError(f"a datetime is wanted, not {time!r}")
    offset = time.utcoffset()
    if offset is None:
        raise ValueError(
            f"{time!r} has no zone, so nobody knows which moment it is; give it one: "
            "datetime(..., tzinfo=timezone.utc), or .astimezone()"
        )
    if offset % _MINUTE:
        # the clocks of long ago: the moment is kept, its offset becomes one that can be written down
        time = time.astimezone(timezone(round(offset / _MINUTE) * _MINUTE))
    # through text, as a fraction of a second in floating point can be a microsecond off
    return GLib.DateTime.new_from_iso8601(time.isoformat(), None)


def to_date(day):
    """A GLib.Date as a date; None where it is None or no day at all."""
    return None if day is None or not day.valid() else date.fromordinal(day.get_julian())


def from_date(day):
    """A date as a GLib.Date; a GLib.Date and None stay what they are."""
    if day is None or isinstance(day, GLib.Date):
        return day
    if isinstance(day, datetime):
        raise TypeError(f"a day is wanted, not the moment {day!r}; its .date() is a day")
    if not isinstance(day, date):
        raise TypeError(f"a date is wanted, not {day!r}")
    return GLib.Date.new_julian(day.toordinal())


def _check_json(value, seen=()):
    """JSON holds text, numbers, true, false, null, and lists and dicts of these; what would be lost or made up is refused."""
    if value is None or isinstance(value, bool):
        return
    if isinstance(value, str):
        if "\0" in value:
            raise ValueError(f"{value!r} holds the character U+0000, which cannot be kept")
    elif isinstance(value, int):
        if value not in INT64:
            raise ValueError(f"{value} does not fit in a signed number of 64 bits; give it as text")
    elif isinstance(value, float):
        if value - value != 0:
            raise ValueError(f"JSON has no {value}")
    elif isinstance(value, (dict, list, tuple)):
        if any(value is one for one in seen):
            raise ValueError("the value holds itself")
        if len(seen) == 255:
            raise ValueError("the value has more than 255 levels")
        seen = (*seen, value)
        for each in value.values() if isinstance(value, dict) else value:
            _check_json(each, seen)
        if isinstance(value, dict):
            for key in value:
                if not isinstance(key, str):
                    raise TypeError(f"the name {key!r} is no text; JSON has only text for names")
                _check_json(key)
    else:
        raise TypeError(f"{value!r} cannot be kept in JSON; use text, numbers, True, False, None, lists and dicts of these")


def to_json_text(value):
    """JSON, on one line, that reads back as the value."""
    _check_json(value)
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def to_json_node(value):
    """A value as a Json.Node; a Json.Node stays what it is."""
    return value if isinstance(value, Json.Node) else Json.from_string(to_json_text(value))


def from_json_node(node):
    """What a Json.Node holds: dicts, lists, text, numbers, True, False and None."""
    return None if node is None else json.loads(Json.to_string(node, False))


def to_bytes(data):
    """GLib.Bytes as bytes; None stays None."""
    return None if data is None else data.get_data() or b""


def from_bytes(data):
    """Bytes, or what holds them (bytearray, memoryview), as GLib.Bytes; GLib.Bytes and None stay what they are."""
    if data is None or isinstance(data, GLib.Bytes):
        return data
    return GLib.Bytes.new(bytes(memoryview(data)))
