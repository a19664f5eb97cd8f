# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Times, days, JSON and bytes: those of Python and those of GLib. `to_x` gives an x, `from_x` takes one."""

import json
from datetime import date, datetime, timedelta, timezone

import gi

gi.require_version("Json", "1.0")
from gi.repository import GLib, Json

from . import json_text

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


def to_json_node(value):
    """A value as a Json.Node; a Json.Node stays what it is."""
    return value if isinstance(value, Json.Node) else Json.from_string(json_text.write(value, narrow=True))


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
