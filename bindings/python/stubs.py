#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Writes the stubs by which type checkers and editors know a namespace from Python.

    stubs.py API.json OUTPUT.pyi [--additions FILE.pyi] [--records FILE.toml...]

`API.json` is what bindings/gir.py read from the GIR. With the record declarations the stubs are those of the library
with its overrides; without, those of any namespace as PyGObject gives it. What no description tells is written by hand
in the additions: a class there adds its members to the class of that name, or puts them in the place of those that
have the same name; one without documentation keeps that of the library.
"""

import argparse
import ast
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import members
from prose import Prose
from stub_types import SPACES, Types, safe

WIDTH = 110
HEAD = '''# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
# Written by bindings/python/stubs.py; edit that and its sources.
'''

# what annotations name, and a class may have a member of that name
BUILTINS = {"bool", "bytes", "dict", "float", "int", "list", "object", "property", "str", "tuple", "type"}
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
IMPORTS = (
    "from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence",
    "from typing import Any, Final, Generic, Literal, Self, TypeAlias, TypeVar, overload",
)


class Class:
    """What is written of a class: the members, by their names, as the syntax trees of their statements."""

    def __init__(self, bases=(), doc=""):
        self.bases = [ast.parse(base, mode="eval").body for base in bases]
        self.keywords = []
        self.decorators = []
        self.doc = doc
        self.members = {}
        self.docs = {}


class Names(ast.NodeTransformer):
    """Writes names as they are called from where they stand."""

    def __init__(self, space):
        self.space = space
        self.hidden = set()
        self.spaces = set()

    def visit_Attribute(self, node):
        if isinstance(node.value, ast.Name):
            if node.value.id == self.space:
                return ast.Name(node.attr)
            if node.value.id in SPACES:
                self.spaces.add(node.value.id)
        return self.generic_visit(node)

    def visit_Name(self, node):
        return ast.Attribute(ast.Name("builtins"), node.id) if node.id in self.hidden else node


class Writer:
    """The stubs of one namespace."""

    def __init__(self, api, types):
        self.api, self.types = api, types
        self.prose = Prose(api, {"NULL": "None", "TRUE": "True", "FALSE": "False"})
        self.top = {}
        self.docs = {}
        self.classes = {}
        self.imports = []
        self.names = Names(api["namespace"])

    # --- from the description -----------------------------------------------------------------------

    def doc_of(self, call):
        """The documentation of a call: what help() says, where that was written already."""
        if "docstring" in call:
            return call["docstring"]
        lines = self.prose.wrapped(call["doc"], WIDTH - 8)
        arguments = [
            f"    {safe(each['name'])}: {self.prose.line(each['doc'])}"
            for each in call["parameters"]
            if each["doc"] and each["direction"] != "out" and not each["scope"]
        ]
        if arguments:
            lines += ["", "Args:", *arguments]
        if call["returns_doc"]:
            lines += ["", "Returns:", "    " + self.prose.line(call["returns_doc"])]
        return "\n".join(lines)

    def call(self, name, siblings, owner=None, first=None, decorator=None, prefix=""):
        """A call, in each way it can be made; `first` is what its first argument is called."""
        out = []
        ways = self.types.signatures(name, siblings, owner)
        for parameters, result in ways:
            given = ", ".join(([first] if first else []) + parameters)
            if len(ways) > 1:
                out.append("@overload")
            if decorator:
                out.append(decorator)
            out.append(f"def {safe(prefix + name)}({given}) -> {result}: ...")
        return ast.parse("\n".join(out)).body

    def add_class(self, name, described):
        own = self.classes[name] = Class(self.types.bases(described), self.prose(described["doc"]))
        for member, (source, doc) in self.types.members(name, described).items():
            own.members[member], own.docs[member] = ast.parse(source).body, self.prose(doc)
        arguments = self.types.arguments(name, described)
        if arguments is not None:
            own.members["__init__"] = ast.parse(f"def __init__({', '.join(['self', *arguments])}) -> None: ...").body
        own.decorators = self.types.decorators(described)
        for kind, first, decorator in self.types.kinds_of_calls():
            for member, call in described[kind].items():
                own.members[safe(member)] = self.call(member, described[kind], name, first, decorator)
                own.docs[safe(member)] = self.doc_of(call)
        for member, call in described["virtual_methods"].items():
            own.members["do_" + member] = self.call(member, described["virtual_methods"], name, "self", prefix="do_")
            own.docs["do_" + member] = self.doc_of(call)

    def describe(self):
        for name, described in self.api["enums"].items():
            base, members = self.types.enum(name, described)
            own = self.classes[name] = Class([base], self.prose(described["doc"]))
            own.members = {safe(key): ast.parse(source).body for key, source in members.items()}
            own.docs = {safe(key): self.prose.line(described["members"][key]["doc"]) for key in members}
        for name, described in self.api["classes"].items():
            self.add_class(name, described)
        for name, bases, doc in self.types.more():
            self.classes[name] = Class(bases, self.prose(doc))
        for name, source in self.types.aliases().items():
            self.top[name] = ast.parse(source).body
        for name, call in self.api["functions"].items():
            self.top[safe(name)] = self.call(name, self.api["functions"])
            self.docs[safe(name)] = self.doc_of(call)
        for name, constant in self.api["constants"].items():
            self.top[name] = ast.parse(f"{name}: Final[{self.types.name(constant['type']['name'])}]").body
            self.docs[name] = self.prose.line(constant["doc"])

    # --- from the additions -------------------------------------------------------------------------

    @staticmethod
    def grouped(body):
        """The statements of a body by what they define, those of one name together."""
        groups = {}
        for node in body:
            match node:
                case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                    groups.setdefault(name, []).append(node)
                case ast.AnnAssign(target=ast.Name(id=name)) | ast.Assign(targets=[ast.Name(id=name)]):
                    groups.setdefault(name, []).append(node)
        return groups

    def add(self, source):
        """Adds what was written by hand."""
        module = ast.parse(source)
        self.imports += [node for node in module.body if isinstance(node, (ast.Import, ast.ImportFrom))]
        for name, nodes in self.grouped(module.body).items():
            if isinstance(nodes[0], ast.ClassDef):
                self.add_to_class(nodes[0])
            else:
                self.top[name] = self.without_docs(nodes, self.docs, name)

    def add_to_class(self, node):
        own = self.classes.setdefault(node.name, Class())
        if node.bases or node.keywords:
            own.bases = node.bases
            own.keywords = node.keywords
        own.doc = ast.get_docstring(node) or own.doc
        for name, nodes in self.grouped(node.body).items():
            own.members[name] = self.without_docs(nodes, own.docs, name)

    @staticmethod
    def without_docs(nodes, docs, name):
        """What one name is; its documentation, where it has some, goes before that of the library."""
        functions = [node for node in nodes if isinstance(node, FUNCTIONS)]
        said = next((ast.get_docstring(node) for node in functions if ast.get_docstring(node)), None)
        if said:
            docs[name] = said
        for node in functions:
            node.body = [ast.Expr(ast.Constant(...))]
        return nodes

    # --- out ----------------------------------------------------------------------------------------

    @staticmethod
    def docstring(text, indent):
        lines = text.replace("\\", "\\\\").replace('"""', "'''").splitlines()
        if not lines:
            return []
        if len(lines) == 1 and not lines[0].endswith('"'):
            return [f'{indent}"""{lines[0]}"""']
        return [f'{indent}"""{lines[0]}', *((indent + line).rstrip() for line in lines[1:]), f'{indent}"""']

    def member_source(self, nodes, doc, indent=""):
        """A member, and what is said of it."""
        out = []
        for node in nodes:
            lines = ast.unparse(ast.fix_missing_locations(self.names.visit(node))).splitlines()
            if isinstance(node, FUNCTIONS):
                said = self.docstring(doc, indent + "    ")
                lines = lines[:-1] if said else [*lines[:-2], lines[-2] + " ..."]
                out += [indent + line for line in lines] + said
            else:
                out += [indent + line for line in lines] + self.docstring(doc, indent)
        return out

    def class_source(self, name, own):
        bases = [ast.unparse(self.names.visit(each)) for each in [*own.bases, *own.keywords]]
        head = f"class {name}({', '.join(bases)}):" if bases else f"class {name}:"
        body = self.docstring(own.doc, "    ")
        self.names.hidden = BUILTINS & own.members.keys()
        for member, nodes in own.members.items():
            body += self.member_source(nodes, own.docs.get(member, ""), "    ")
        self.names.hidden = set()
        above = [f"@{each}" for each in own.decorators]
        return [*above, head, *body] if body else [*above, head + " ..."]

    def written(self):
        body = []
        for name, own in self.classes.items():
            body += ["", "", *self.class_source(name, own)]
        body += ["", ""]
        for name, nodes in self.top.items():
            body += self.member_source(nodes, self.docs.get(name, ""))
        imports = dict.fromkeys(
            ["import builtins", *IMPORTS, *(ast.unparse(node) for node in self.imports)]
            + [f"from gi.repository import {space}" for space in sorted(self.names.spaces)]
        )
        return "\n".join([HEAD, *imports, *body]) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("api", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--additions", type=Path)
    parser.add_argument("--records", type=Path, nargs="*")
    given = parser.parse_args()

    api = json.loads(given.api.read_text(encoding="utf-8"))
    if given.records:
        # these know the overrides, which only the library has
        from overridden_types import OverriddenTypes

        types = OverriddenTypes(api, *members.read(given.records))
    else:
        types = Types(api)
    writer = Writer(api, types)
    writer.describe()
    if given.additions:
        writer.add(given.additions.read_text(encoding="utf-8"))
    given.output.parent.mkdir(parents=True, exist_ok=True)
    given.output.write_text(writer.written(), encoding="utf-8")


if __name__ == "__main__":
    main()
