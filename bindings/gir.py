#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Reads a GIR, and writes what the bindings go by: gir.py GIR OUTPUT.json

One reading of the GIR serves the overrides of Python and JavaScript while they run, the stubs of the
one and the declarations of the other. What comes out is plain JSON:

    {"namespace": "Leren", "version": "1.0",
     "classes":   {NAME: {"parent", "abstract", "boxed", "doc", "interfaces": [...],
                          "properties": {NAME: {"type", "readable", "writable", "construct_only", "doc"}},
                          "methods": {NAME: CALL}, "functions": {NAME: CALL}, "constructors": {NAME: CALL},
                          "virtual_methods": {NAME: CALL}, "signals": {NAME: CALL}}},
     "enums":     {NAME: {"flags", "errors", "doc", "members": {NAME: {"value", "nick", "doc"}}}},
     "functions": {NAME: CALL}, "callbacks": {NAME: CALL},
     "constants": {NAME: {"type", "value", "doc"}}}

A CALL is {"doc", "throws", "parameters": [PARAMETER], "returns": TYPE or null, "returns_doc", "returns_owned", "finish":
NAME}; a PARAMETER is {"name", "type": TYPE, "direction": "in", "out" or "inout", "optional", "doc", "scope", "ids": [CLASS],
"of": [METHOD, METHOD], "below": METHOD}; lengths of arrays and user data are left out, as the bindings leave them out.
`finish` is there where the call has an asynchronous pair, `ids` where text is the id of an object of one of these classes,
`of` where it must be one that another object has, with the method that gives that object and the one by which it finds
what has the id; and `below` where a place in a list is asked for, with the method that says how many there are; `optional`
is of what is given out and need not be taken; `returns_owned` says whether the caller has to free what is returned.
A TYPE is {"name", "nullable", "array"}; its name is that of the GIR (`utf8`, `gint64`, `Leren.Store`), and of an
array that of its elements.
"""

import json
import re
import sys
import xml.etree.ElementTree as ElementTree

CORE = "{http://www.gtk.org/introspection/core/1.0}"
C = "{http://www.gtk.org/introspection/c/1.0}"
GLIB = "{http://www.gtk.org/introspection/glib/1.0}"

# what is written without a namespace, and belongs to none
BASIC = {
    "none", "gboolean", "gint8", "guint8", "gint16", "guint16", "gint32", "guint32", "gint64", "guint64", "gint",
    "guint", "glong", "gulong", "gsize", "gssize", "gfloat", "gdouble", "gchar", "guchar", "gunichar", "utf8",
    "filename", "gpointer", "gconstpointer", "GType", "gintptr", "guintptr",
}


# how the documentation says that a text names an object, and a number a place in a list
THE_ID = re.compile(r"the ids? of (?P<whose>[^;(]+?)(?:, or (?:a month|%NULL)|, such as|, which|;|$)")
A_PLACE = re.compile(r"which .*counted from 0")
OF_THE = re.compile(r"the id of an? (?P<what>[a-z]+) of the (?P<whole>[a-z]+)$")


class Reader:
    """One GIR."""

    def __init__(self, path):
        root = ElementTree.parse(path).getroot()
        self.space = root.find(CORE + "namespace")
        self.name = self.space.get("name")
        self.class_of = {
            element.get("name").lower(): element.get("name") for element in self.space.findall(CORE + "class")
        }

    @staticmethod
    def doc(element):
        text = element.find(CORE + "doc")
        return "" if text is None else text.text

    @staticmethod
    def is_hidden(element):
        return element.get("introspectable") == "0" or element.get("shadowed-by") is not None

    def qualified(self, name):
        return name if name in BASIC or "." in name else f"{self.name}.{name}"

    def type_of(self, holder):
        """The type of a parameter, a return value, a property or a constant."""
        array = holder.find(CORE + "array")
        element = (holder if array is None else array).find(CORE + "type")
        name = "gpointer" if element is None else element.get("name")
        inner = None if element is None else element.find(CORE + "type")
        if inner is not None and name in ("GLib.List", "GLib.SList", "GLib.PtrArray", "GLib.Array"):
            array, name = element, inner.get("name")
        return {
            "name": self.qualified(name),
            "nullable": holder.get("nullable") == "1" or holder.get("allow-none") == "1",
            "array": array is not None,
        }

    def owners(self, parameter):
        """The classes of which the documentation of a parameter says that it takes the id of one of their objects."""
        found = THE_ID.search(" ".join(self.doc(parameter).split()))
        if found is None or self.type_of(parameter)["name"] != "utf8":
            return None
        # “a case, team, practice or participant”, but of “a concept of the framework” only the first
        words = re.split(r" (?:of|by|who|that) ", found["whose"].removeprefix("one of its "))[0]
        named = [self.class_of.get(word) or self.class_of.get(word.removesuffix("s")) for word in re.findall("[a-z]+", words)]
        return [name for name in named if name is not None]

    def meaning(self, parameter):
        """What a parameter stands for besides its type."""
        ids = self.owners(parameter)
        if ids is not None:
            of_the = OF_THE.match(self.doc(parameter))
            return {"ids": ids} | ({"of": [f"get_{of_the['whole']}", f"get_{of_the['what']}"]} if of_the else {})
        if self.type_of(parameter)["name"] != "guint" or A_PLACE.match(self.doc(parameter)) is None:
            return {}
        told = parameter.find(f"{CORE}attribute[@name='leren.below']")
        return {"below": f"get_n_{parameter.get('name')}s" if told is None else told.get("value")}

    def call(self, element):
        parameters = element.findall(f"{CORE}parameters/{CORE}parameter")
        returned = element.find(CORE + "return-value")
        left_out = set()
        for holder in [*parameters, *([] if returned is None else [returned])]:
            array = holder.find(CORE + "array")
            if array is not None and array.get("length") is not None:
                left_out.add(int(array.get("length")))
            for attribute in ("closure", "destroy"):
                if holder.get(attribute) is not None and holder.get("scope") is not None:
                    left_out.add(int(holder.get(attribute)))
        result = {
            "doc": self.doc(element),
            "throws": element.get("throws") == "1",
            "parameters": [
                {
                    "name": parameter.get("name"),
                    "type": self.type_of(parameter),
                    "direction": parameter.get("direction", "in"),
                    "optional": parameter.get("optional") == "1",
                    "scope": parameter.get("scope"),
                    "doc": self.doc(parameter),
                    **self.meaning(parameter),
                }
                for i, parameter in enumerate(parameters)
                if i not in left_out
            ],
            "returns": None,
            "returns_owned": False,
            "returns_doc": "",
        }
        if returned is not None and returned.find(f"{CORE}type[@name='none']") is None:
            result["returns"] = self.type_of(returned)
            result["returns_owned"] = returned.get("transfer-ownership") == "full"
            result["returns_doc"] = self.doc(returned)
        return result

    @staticmethod
    def keep_told(methods):
        """Leaves out how many there are, and of what they are, where no method says so: then any may be asked for."""
        for call in methods.values():
            for parameter in call["parameters"]:
                if parameter.get("below") not in methods:
                    parameter.pop("below", None)
                if parameter.get("of", [None])[0] not in methods:
                    parameter.pop("of", None)
        return methods

    def calls(self, element, tag):
        found = {
            child.get("shadows", child.get("name")): self.call(child)
            for child in element.findall(tag)
            if not self.is_hidden(child) and child.get("moved-to") is None
        }
        for name, call in found.items():
            finish = name.removesuffix("_async") + "_finish"
            if name.endswith("_async") and finish in found:
                call["finish"] = finish
        return found

    def properties(self, element):
        return {
            child.get("name"): {
                "type": self.type_of(child),
                "readable": child.get("readable") != "0",
                "writable": child.get("writable") == "1",
                "construct_only": child.get("construct-only") == "1",
                "doc": self.doc(child),
            }
            for child in element.findall(CORE + "property")
            if not self.is_hidden(child)
        }

    def a_class(self, element):
        parent = element.get("parent")
        return {
            "parent": parent and self.qualified(parent),
            "abstract": element.get("abstract") == "1",
            "boxed": element.tag == CORE + "record",
            "doc": self.doc(element),
            "interfaces": [self.qualified(child.get("name")) for child in element.findall(CORE + "implements")],
            "properties": self.properties(element),
            "methods": self.keep_told(self.calls(element, CORE + "method")),
            "functions": self.calls(element, CORE + "function"),
            "constructors": self.calls(element, CORE + "constructor"),
            "virtual_methods": self.calls(element, CORE + "virtual-method"),
            "signals": self.calls(element, GLIB + "signal"),
        }

    def an_enum(self, element):
        return {
            "flags": element.tag == CORE + "bitfield",
            "errors": element.get(GLIB + "error-domain") is not None,
            "doc": self.doc(element),
            "members": {
                child.get("name").upper(): {
                    "value": int(child.get("value")),
                    "nick": child.get(GLIB + "nick") or child.get("name").replace("_", "-"),
                    "doc": self.doc(child),
                }
                for child in element.findall(CORE + "member")
            },
        }

    def read(self):
        classes, enums, constants = {}, {}, {}
        for element in self.space:
            name = element.get("name")
            if element.tag in (CORE + "class", CORE + "interface"):
                classes[name] = self.a_class(element)
            elif element.tag == CORE + "record" and element.get(GLIB + "is-gtype-struct-for") is None:
                classes[name] = self.a_class(element)
            elif element.tag in (CORE + "enumeration", CORE + "bitfield"):
                enums[name] = self.an_enum(element)
            elif element.tag == CORE + "constant":
                constants[name] = {
                    "type": self.type_of(element),
                    "value": element.get("value"),
                    "doc": self.doc(element),
                }
        return {
            "namespace": self.name,
            "version": self.space.get("version"),
            "classes": classes,
            "enums": enums,
            "functions": self.calls(self.space, CORE + "function"),
            "callbacks": self.calls(self.space, CORE + "callback"),
            "constants": constants,
        }


def main(gir, output):
    with open(output, "w", encoding="utf-8") as file:
        json.dump(Reader(gir).read(), file, ensure_ascii=False, separators=(",", ":"))


if __name__ == "__main__":
    main(*sys.argv[1:])
