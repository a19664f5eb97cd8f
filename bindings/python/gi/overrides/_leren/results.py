# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What C gives, as what Python has for it."""

import json

from gi.repository import Json

from . import enums, values
from .api import API
from .models import with_manners
from .shapes import local


def _give_object(value):
    """A Json.Object as a dict."""
    if value is None:
        return None
    node = Json.Node.new(Json.NodeType.OBJECT)
    node.set_object(value)
    return json.loads(Json.to_string(node, False))


_SIMPLE = {
    "GLib.DateTime": values.to_datetime,
    "GLib.Date": values.to_date,
    "Json.Node": values.from_json_node,
    "Json.Object": _give_object,
    "Gio.ListModel": with_manners,
}


def giver(described):
    """What turns results of a type into those of Python; None where they are so already."""
    name = described["name"]
    if name in _SIMPLE:
        return _SIMPLE[name]
    enum = local(name)
    if name.startswith("Leren.") and enum in API["enums"] and not API["enums"][enum]["flags"]:
        return lambda number: enums.from_number(enum, number)
    # a GStrv that is NULL is an empty list for PyGObject; where that says something else, C says so in its documentation
    return list if described["array"] else None
