#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Writes the declarations by which TypeScript and editors know the library from JavaScript.

    declarations.py API.json OUTPUT.d.ts --additions FILE.d.ts --records FILE.toml...

`API.json` is what bindings/gir.py read from the GIR. What the overrides add to that is written by hand in the
additions: a class there adds its members to the class of that name, or puts them in the place of those that have the
same name; one without documentation keeps that of the library.
"""

import argparse
import json
import sys
import textwrap
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import members
from additions import read
from declared_types import Types, argument_name
from prose import Prose

WIDTH = 110
HEAD = """// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// Written by bindings/javascript/declarations.py; edit that and its sources.
//
// For projects that have the types of GLib, GObject, Gio and GJS itself from @girs/glib-2.0, @girs/gobject-2.0,
// @girs/gio-2.0 and @girs/gjs.
"""
# methods of all objects
OF_OBJECTS = {"set", "notify", "connect", "disconnect", "emit", "ref", "unref"}


class Class:
    """What is written of a class: the members, by whether they are static and by their names, as source text."""

    def __init__(self, head, doc=""):
        self.head = head
        self.doc = doc
        self.members = {}
        self.docs = {}

    def put(self, name, sources, doc="", static=False):
        self.members[static, name] = sources
        if doc:
            self.docs[static, name] = doc


class Writer:
    """The declarations of the namespace."""

    def __init__(self, api, types):
        self.api, self.types = api, types
        self.space = api["namespace"]
        self.prose = Prose(api, {"NULL": "null", "TRUE": "true", "FALSE": "false"})
        self.classes = {}
        self.spaces = {}
        self.top = []

    # --- documentation ------------------------------------------------------------------------------

    def lines(self, text):
        return self.prose.wrapped(text, WIDTH - 8) if text else []

    def doc_of(self, call):
        out = self.lines(call["doc"])
        for each in call["parameters"]:
            if each["doc"] and each["direction"] != "out" and each["scope"] != "async":
                out += textwrap.wrap(
                    f"@param {argument_name(each['name'])} {self.prose.line(each['doc'])}", WIDTH - 8,
                    subsequent_indent="  ", break_long_words=False, break_on_hyphens=False,
                )
        if call["returns_doc"]:
            out += textwrap.wrap(
                f"@returns {self.prose.line(call['returns_doc'])}", WIDTH - 8, subsequent_indent="  ",
                break_long_words=False, break_on_hyphens=False,
            )
        return "\n".join(out)

    @staticmethod
    def comment(text, indent):
        lines = text.replace("*/", "*\u200b/").splitlines()
        if not lines:
            return []
        if len(lines) == 1 and len(lines[0]) < WIDTH - 8:
            return [f"{indent}/** {lines[0]} */"]
        return [f"{indent}/**", *(f"{indent} * {line}".rstrip() for line in lines), f"{indent} */"]

    # --- from the description -----------------------------------------------------------------------

    def add_class(self, name, described):
        own = self.classes[name] = Class(self.types.head(name, described), "\n".join(self.lines(described["doc"])))
        own.put("$gtype", [f"$gtype: GObject.GType<{name}>"], static=True)
        constructor = self.types.constructor(name, described)
        if constructor:
            own.put("constructor", [constructor])
        for member, (sources, doc) in self.types.members(name, described).items():
            own.put(member, sources, "\n".join(self.lines(doc)))
        for kind, static in (("constructors", True), ("functions", True), ("methods", False)):
            for member, call in described[kind].items():
                sources = [f"{member}{way}" for way in self.types.signatures(member, described[kind], name, static)]
                if member in OF_OBJECTS:
                    # TypeScript wants what is called the same to take what that of GObject takes
                    sources.append(f"{member}(...args: never[]): any")
                own.put(member, sources, self.doc_of(call), static)
        for member, call in described["virtual_methods"].items():
            own.put(f"vfunc_{member}", [f"vfunc_{member}{self.types.virtual(call)}"], self.doc_of(call))
        signals = self.types.signals(described)
        if signals:
            own.put("connect", signals)
        properties = self.types.construct_properties(name, described)
        if properties:
            self.spaces[name] = properties

    def enum_source(self, name, described):
        out = self.comment("\n".join(self.lines(described["doc"])), "        ")
        words = self.types.words(described)
        if words is None:
            out.append(f"        enum {name} {{")
            for key, member in described["members"].items():
                out += self.comment(self.prose.line(member["doc"]), " " * 12)
                out.append(f"            {key} = {member['value']},")
            return [*out, "        }"]
        out.append(f"        type {name} = {' | '.join(repr(word) for word in words.values())};")
        out.append(f"        const {name}: Enumeration<{name}> & {{")
        for key, member in described["members"].items():
            out += self.comment(self.prose.line(member["doc"]), " " * 12)
            out.append(f"            readonly {key}: {repr(words[key]) if key in words else 'null'};")
        return [*out, "        };"]

    def describe(self):
        for name, described in self.api["classes"].items():
            self.add_class(name, described)

        for name, described in self.api["enums"].items():
            if described["errors"]:
                self.add_errors(name, described)

    def add_errors(self, name, described):
        own = self.classes[name] = Class(f"class {name} extends GLib.Error", "\n".join(self.lines(described["doc"])))
        for key, member in described["members"].items():
            own.put(key, [f"readonly {key}: number"], self.prose.line(member["doc"]), static=True)

    # --- from the additions -------------------------------------------------------------------------

    def add(self, text):
        top, classes = read(text)
        self.top.append("/** The built-in types of records. */\n" + self.types.record_types())
        for each in top:
            end = "" if each.text.startswith("interface") else ";"
            self.top.append("\n".join([*self.comment(each.doc, ""), each.text + end]))
        for added in classes:
            own = self.classes.setdefault(added.name, Class(f"class {added.name}"))
            if added.head:
                own.head = f"class {added.name} {added.head}" if added.head.startswith("<") else f"{own.head} {added.head}"
            own.doc = added.doc or own.doc
            for (static, member), sources in added.members.items():
                doc = next((each.doc for each in sources if each.doc), "")
                own.put(member, [each.text.removeprefix("static ") for each in sources], doc, static)

    # --- out ----------------------------------------------------------------------------------------

    def class_source(self, name, own):
        out = self.comment(own.doc, "        ")
        out.append(f"        {own.head} {{")
        for (static, member), sources in own.members.items():
            doc = self.comment(own.docs.get((static, member), ""), " " * 12)
            for source in sources:
                out += [*doc, " " * 12 + ("static " if static else "") + textwrap.indent(source, " " * 12).lstrip() + ";"]
        return [*out, "        }"]

    def written(self):
        out = [
            HEAD,
            "/// <reference path='Leren-1.0-gobject.d.ts' />",
            "",
            f"declare module 'gi://{self.space}?version={self.api['version']}' {{",
            "    import type GLib from 'gi://GLib?version=2.0';",
            "    import type GObject from 'gi://GObject?version=2.0';",
            "    import type Gio from 'gi://Gio?version=2.0';",
            "",
            f"    export namespace {self.space} {{",
        ]
        for source in self.top:
            out += [textwrap.indent(source, " " * 8), ""]
        for name, described in self.api["enums"].items():
            if not described["errors"]:
                out += [*self.enum_source(name, described), ""]
        for name, own in self.classes.items():
            out += [*self.class_source(name, own), ""]
            if name in self.spaces:
                out += [f"        namespace {name} {{", *self.spaces[name], "        }", ""]
        for name, call in self.api["functions"].items():
            doc = self.comment(self.doc_of(call), " " * 8)
            for way in self.types.signatures(name, self.api["functions"], None, True):
                out += [*doc, f"        function {name}{way};"]
        for name, constant in self.api["constants"].items():
            out += self.comment(self.prose.line(constant["doc"]), " " * 8)
            out.append(f"        const {name}: {self.types.name(constant['type']['name'])};")
        out += ["    }", "", f"    export default {self.space};", "}", ""]
        out += [
            f"declare module 'gi://{self.space}' {{",
            f"    import {self.space} from 'gi://{self.space}?version={self.api['version']}';",
            f"    export default {self.space};",
            "}",
        ]
        return "\n".join(out) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("api", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--additions", type=Path, required=True)
    parser.add_argument("--records", type=Path, nargs="+", required=True)
    given = parser.parse_args()

    api = json.loads(given.api.read_text(encoding="utf-8"))
    writer = Writer(api, Types(api, *members.read(given.records)))
    writer.describe()
    writer.add(given.additions.read_text(encoding="utf-8"))
    given.output.write_text(writer.written(), encoding="utf-8")


if __name__ == "__main__":
    main()
