#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Writes the C of the record types out of their declarations.

    generate.py enums FRAMEWORKS_DIR enums.toml OUT.h OUT.c
    generate.py base record.toml OUT.h OUT.c
    generate.py type TYPE.toml OUT.h OUT.c
    generate.py list OUT.h OUT.c TYPE.toml...

A declaration says of each member its name, kind and meaning, once; from it follow the prototypes,
the accessors, their documentation and the table of fields that everything else goes by.
"""

import json
import re
import sys
import textwrap
import tomllib
from pathlib import Path

LICENCE = """/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
/* Written by libleren/model/generate.py out of {source}; edit that. */
"""

GUARD = """#pragma once

#if !defined(LEREN_INSIDE) && !defined(LEREN_COMPILATION)
#error "Only <leren.h> can be included directly."
#endif
"""

# kind: (C type of the getter, C type of the setter's value, private accessor, what absent gives)
TEXT = ("const char *", "const char *", "text", "NULL")
KINDS = {
    "text": TEXT,
    "concept": TEXT,
    "framework": TEXT,
    "reference": TEXT,
    "json": TEXT,
    "integer": ("gint64 ", "gint64 ", "integer", "0"),
    "number": ("double ", "double ", "number", "0"),
    "boolean": ("gboolean ", "gboolean ", "boolean", "FALSE"),
    "time": ("GDateTime *", "GDateTime *", "time", "NULL"),
    "date": ("const GDate *", "const GDate *", "date", "NULL"),
    "enum": (None, None, "enum", "0"),
    "texts": ("const char *const *", "const char *const *", "texts", "NULL"),
    "words": ("const char *const *", "const char *const *", "texts", "NULL"),
    "concepts": ("const char *const *", "const char *const *", "texts", "NULL"),
    "references": ("const char *const *", "const char *const *", "texts", "NULL"),
}
POINTERS = {"text", "texts", "time", "date"}

ENUMS = tomllib.loads((Path(__file__).resolve().parent.parent / "core" / "enums.toml").read_text(encoding="utf-8"))
FRAMEWORK_OF_ENUM = {enum["name"]: enum["framework"] for enum in ENUMS["enum"] if "framework" in enum}


def snake(name):
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def comment(lines, indent=""):
    out = [indent + "/**"]
    for line in lines:
        if line == "":
            out.append(indent + " *")
        else:
            # a line that begins with "Since:" would be read as a tag of the whole block
            kept = re.sub(r" Since: (?=[0-9])", "\u2400Since:\u2400", line)
            wrapped = textwrap.wrap(kept, 96 - len(indent)) or [""]
            out += [indent + " * " + part.replace("\u2400", " ") for part in wrapped]
    out.append(indent + " */")
    return "\n".join(out)


def paragraphs(text):
    """A declaration's prose as the lines of a comment, one paragraph a line."""
    out = []
    for part in re.split(r"\n\s*\n", text.strip()):
        out += [" ".join(part.split()), ""]
    return out[:-1]


def c_string(text):
    return json.dumps(text, ensure_ascii=False)


def bounds(member):
    low, high = member.get("minimum"), member.get("maximum")
    if low is not None and high is not None:
        return f"It goes from {low} to {high}."
    if low is not None:
        return f"It is at least {low}."
    return None


def facts(member):
    """What the documentation says besides the meaning."""
    kind = member["kind"]
    said = []
    if member.get("required"):
        said.append("Required.")
    if bounds(member):
        said.append(bounds(member))
    if "default" in member:
        said.append(f"Where absent, `{member['default']}` is meant.")
    if kind in ("reference", "references"):
        which = f"a #Leren{member['target'].title()}" if "target" in member else "a record of any type"
        said.append(f"Each names {which}." if kind == "references" else f"It is the id of {which}.")
    if kind == "json" and "shape" not in member:
        said.append("It is a JSON object.")
    return " ".join(said)


def spec_of(member):
    return (member["doc"] + " " + facts(member)).strip()


class Accessors:
    """The getter and the setter of one member."""

    def __init__(self, type_name, class_name, prefix, cast, constant, member, since):
        self.member, self.since, self.prefix = member, since, prefix
        self.class_name, self.cast, self.constant = class_name, cast, constant
        self.kind = member["kind"]
        self.name = member["name"]
        self.property = self.name.replace("_", "-")
        self.getter_type, self.value_type, self.accessor, self.absent = KINDS[self.kind]
        if self.kind == "enum":
            self.getter_type = self.value_type = f"Leren{member['enum']} "

    def declarations(self):
        out = []
        out.append(f"LEREN_AVAILABLE_IN_0_1\n{self.getter_type}{self.prefix}_get_{self.name} ({self.class_name} *self);")
        out.append(
            f"LEREN_AVAILABLE_IN_0_1\nvoid {self.prefix}_set_{self.name} "
            f"({self.class_name} *self, {self.value_type}value);"
        )
        return "\n".join(out)

    def returns(self):
        pointer = self.accessor in POINTERS
        if self.accessor == "texts":
            return "(nullable) (array zero-terminated=1) (transfer none): the list, or %NULL where absent"
        if self.accessor == "time":
            return "(nullable) (transfer none): the time, or %NULL where absent"
        if self.accessor == "date":
            return "(nullable) (transfer none): the day, or %NULL where absent"
        if pointer and "default" in self.member:
            return "(transfer none): the text; the default where absent"
        if pointer:
            return "(nullable) (transfer none): the text, or %NULL where absent"
        if "default" in self.member:
            return f"the value; {self.member['default']} where absent, which leren_record_is_set() tells"
        if self.kind == "enum":
            none = f"LEREN_{snake(self.member['enum']).upper()}_NONE"
            return f"the value, or %{none} where absent"
        absent = f"%{self.absent}" if self.kind == "boolean" else self.absent
        return f"the value; {absent} where absent, which leren_record_is_set() tells"

    def value_doc(self):
        if self.accessor == "texts":
            return "(nullable) (array zero-terminated=1) (transfer none): the list, or %NULL to unset it"
        if self.accessor in POINTERS:
            return "(nullable) (transfer none): the value, or %NULL to unset it"
        if self.kind == "enum":
            return f"the value, or %LEREN_{snake(self.member['enum']).upper()}_NONE to unset it"
        return "the value"

    def property_doc(self):
        return comment([f"{self.class_name}:{self.property}:", "", spec_of(self.member), "", f"Since: {self.since}"])

    def getter(self):
        doc = comment(
            [
                f"{self.prefix}_get_{self.name}: (get-property {self.property})",
                f"@self: a #{self.class_name}",
                "",
                spec_of(self.member),
                "",
                "Returns: " + self.returns(),
                "",
                f"Since: {self.since}",
            ]
        )
        absent = f"(Leren{self.member['enum']}) 0" if self.kind == "enum" else self.absent
        body = (
            f"{self.getter_type.strip()}\n{self.prefix}_get_{self.name} ({self.class_name} *self)\n{{\n"
            f"  g_return_val_if_fail ({self.cast['is']} (self), {absent});\n"
            f"  return _leren_record_get_{self.accessor} (LEREN_RECORD (self), {self.constant});\n}}\n"
        )
        return doc + "\n" + body

    def setter(self):
        doc = comment(
            [
                f"{self.prefix}_set_{self.name}: (set-property {self.property})",
                f"@self: a #{self.class_name}",
                f"@value: {self.value_doc()}",
                "",
                spec_of(self.member),
                "A value that is not allowed is kept, and reported by leren_record_validate().",
                "",
                f"Since: {self.since}",
            ]
        )
        body = (
            f"void\n{self.prefix}_set_{self.name} ({self.class_name} *self, {self.value_type}value)\n{{\n"
            f"  g_return_if_fail ({self.cast['is']} (self));\n"
            f"  _leren_record_set_{self.accessor} (LEREN_RECORD (self), {self.constant}, value);\n}}\n"
        )
        return doc + "\n" + body


def field_initialiser(member):
    flags = [
        flag
        for key, flag in (
            ("required", "LEREN_FIELD_REQUIRED"),
            ("title", "LEREN_FIELD_TITLE"),
            ("fulltext", "LEREN_FIELD_FULLTEXT"),
            ("chain", "LEREN_FIELD_CHAIN"),
            ("code", "LEREN_FIELD_CODE"),
            ("identifying", "LEREN_FIELD_IDENTIFYING"),
        )
        if member.get(key)
    ]
    parts = [
        f".name = {c_string(member['name'])}",
        f".kind = LEREN_FIELD_KIND_{member['kind'].upper()}",
        f".doc = {c_string(spec_of(member))}",
        f".minimum = {member.get('minimum', 'NAN')}",
        f".maximum = {member.get('maximum', 'NAN')}",
    ]
    if flags:
        parts.append(".flags = " + " | ".join(flags))
    if "enum" in member:
        parts.append(f".enum_type = leren_{snake(member['enum'])}_get_type")
        if member["enum"] in FRAMEWORK_OF_ENUM:
            parts.append(f".framework = {c_string(FRAMEWORK_OF_ENUM[member['enum']])}")
    for key in ("framework", "target", "shape"):
        if key in member:
            parts.append(f".{key} = {c_string(member[key])}")
    if "names" in member:
        parts.append(f".names = LEREN_NAME_KIND_{member['names'].upper()}")
    if "default" in member:
        parts.append(f".fallback = {c_string(str(member['default']))}")
    return "  {\n    " + ",\n    ".join(parts) + ",\n  },\n"


def write(path, text):
    Path(path).write_text(text, encoding="utf-8")


def enum_values(enum, frameworks):
    if "framework" not in enum:
        return enum["values"]
    data = json.loads(Path(frameworks, enum["framework"] + ".json").read_text(encoding="utf-8"))
    values = []
    for concept in data["concepts"]:
        said = " ".join(concept["description"]["en"].split()).rstrip(".")
        values.append([concept["id"], said])
    return values + enum.get("extra", [])


def section(page, title, short, text):
    """What the reference says at the top of a page that is not about one class."""
    lines = [f"SECTION:{page}", f"@title: {title}", f"@short_description: {short}", "", text]
    return comment(lines) + "\n"


def generate_enums(frameworks, source, header, code):
    declaration = tomllib.loads(Path(source).read_text(encoding="utf-8"))
    licence = LICENCE.format(source="libleren/core/enums.toml and the framework data")
    h = [licence, GUARD, '#include "core/leren-error.h"\n', "G_BEGIN_DECLS\n"]
    h.append(section(
        "leren-enums", "Words", "the words that members of records may have",
        "The values of closed lists: levels, loops, forms, modes and states have the ids of the "
        "concepts of their frameworks, with underscores for dashes; the others are the words of "
        "the interchange. The value 0 of each stands for what is not stated.",
    ))
    c = [licence, '#include "core/leren-enums.h"\n']
    for enum in declaration["enum"]:
        name, upper = "Leren" + enum["name"], "LEREN_" + snake(enum["name"]).upper()
        lower = "leren_" + snake(enum["name"])
        values = enum_values(enum, frameworks)
        doc = [f"{name}:", f"@{upper}_NONE: not stated. Since: 0.1"]
        doc += [f"@{upper}_{nick.upper().replace('-', '_')}: {said}. Since: 0.1" for nick, said in values]
        doc += ["", enum["doc"], "", "Since: 0.1"]
        h.append(comment(doc))
        h.append("typedef enum {")
        h.append(f"  {upper}_NONE,")
        h += [f"  {upper}_{nick.upper().replace('-', '_')}," for nick, _ in values]
        h.append(f"}} {name};\n")
        h.append(f"#define LEREN_TYPE_{snake(enum['name']).upper()} ({lower}_get_type ())\n")
        h.append(f"LEREN_AVAILABLE_IN_0_1\nGType {lower}_get_type (void);\n")
        c.append(f"G_DEFINE_ENUM_TYPE ({name}, {lower},")
        lines = [f'  G_DEFINE_ENUM_VALUE ({upper}_NONE, "none")']
        lines += [f'  G_DEFINE_ENUM_VALUE ({upper}_{n.upper().replace("-", "_")}, "{n}")' for n, _ in values]
        c.append(",\n".join(lines) + ")\n")
    h.append("G_END_DECLS\n")
    write(header, "\n".join(h))
    write(code, "\n".join(c))


def generate_base(source, header, code):
    declaration = tomllib.loads(Path(source).read_text(encoding="utf-8"))
    licence = LICENCE.format(source="libleren/core/record.toml")
    accessors = [
        Accessors(
            "record", "LerenRecord", "leren_record", {"is": "LEREN_IS_RECORD"},
            "LEREN_RECORD_" + m["name"].upper(), m, "0.1",
        )
        for m in declaration["member"]
    ]
    h = [licence, GUARD, '#include "core/leren-enums.h"\n#include "core/leren-record.h"\n', "G_BEGIN_DECLS\n"]
    h.append(section(
        "leren-record-members", "Members of all records", "what every record has, whatever its type",
        "The identity of a record, when and by whom it was written, who may read it, and what "
        "users add of their own.",
    ))
    h += [a.declarations() for a in accessors]
    h.append("\nG_END_DECLS\n")
    c = [licence, '#include "core/leren-record-members.h"\n#include "core/leren-record-private.h"\n\n#include <math.h>\n']
    c.append("LerenField _leren_record_fields[] = {\n" + "".join(field_initialiser(m) for m in declaration["member"]) + "};\n")
    for accessor in accessors:
        c.append(accessor.property_doc() + "\n")
        if not accessor.member.get("handwritten_getter"):
            c.append(accessor.getter())
        c.append(accessor.setter())
    write(header, "\n".join(h))
    write(code, "\n".join(c))


def generate_type(source, header, code):
    declaration = tomllib.loads(Path(source).read_text(encoding="utf-8"))
    licence = LICENCE.format(source=f"libleren/model/records/{Path(source).name}")
    class_name, lower = "Leren" + declaration["class"], "leren_" + snake(declaration["class"])
    upper = snake(declaration["class"]).upper()
    since = declaration["since"]
    accessors = [
        Accessors(
            declaration["name"], class_name, lower, {"is": f"LEREN_IS_{upper}"},
            f"LEREN_{upper}_{m['name'].upper()}_AT", m, m.get("since", since),
        )
        for m in declaration["member"]
    ]
    h = [
        licence, GUARD, '#include "core/leren-record-members.h"\n', "G_BEGIN_DECLS\n",
        f"#define LEREN_TYPE_{upper} ({lower}_get_type ())\n",
        f"LEREN_AVAILABLE_IN_0_1\nG_DECLARE_FINAL_TYPE ({class_name}, {lower}, LEREN, {upper}, LerenRecord)\n",
        f"LEREN_AVAILABLE_IN_0_1\n{class_name} *{lower}_new (void);",
    ]
    h += [a.declarations() for a in accessors]
    h.append("\nG_END_DECLS\n")
    check = declaration.get("check")
    c = [licence, f'#include "model/leren-{declaration["name"]}.h"\n\n#include "core/leren-record-private.h"']
    if check:
        c.append('#include "model/leren-row-checks-private.h"')
    c.append("\n#include <math.h>\n")
    c.append("enum {\n" + "".join(
        f"  LEREN_{upper}_{m['name'].upper()}_AT{' = LEREN_RECORD_N_FIELDS' if i == 0 else ''},\n"
        for i, m in enumerate(declaration["member"])
    ) + f"  LEREN_{upper}_END_AT_ALL\n}};\n")
    c.append(comment([f"{class_name}:", "", *paragraphs(declaration["doc"]), "", f"Since: {since}"]))
    c.append(f"struct _{class_name} {{\n  LerenRecord parent_instance;\n\n  LerenSlot slots[LEREN_{upper}_END_AT_ALL - LEREN_RECORD_N_FIELDS];\n}};\n")
    c.append(f"G_DEFINE_FINAL_TYPE ({class_name}, {lower}, LEREN_TYPE_RECORD)\n")
    c.append("static LerenField fields[] = {\n" + "".join(field_initialiser(m) for m in declaration["member"]) + "};\n")
    c.append(
        f"static void\n{lower}_class_init ({class_name}Class *class)\n{{\n"
        f"  _leren_record_class_declare (LEREN_RECORD_CLASS (class), {c_string(declaration['name'])},\n"
        f"                               {c_string(declaration['plural'])}, fields, G_N_ELEMENTS (fields),\n"
        f"                               G_STRUCT_OFFSET ({class_name}, slots), {check or 'NULL'});\n}}\n"
    )
    c.append(f"static void\n{lower}_init ({class_name} *self)\n{{\n}}\n")
    c.append(comment([
        f"{lower}_new:", "", f"Makes a {declaration['name']} with nothing in it yet: {declaration['short']}.", "",
        f"Returns: (transfer full): a new #{class_name}", "", f"Since: {since}",
    ]))
    c.append(f"{class_name} *\n{lower}_new (void)\n{{\n  return g_object_new (LEREN_TYPE_{upper}, NULL);\n}}\n")
    for accessor in accessors:
        c += [accessor.property_doc() + "\n", accessor.getter(), accessor.setter()]
    write(header, "\n".join(h))
    write(code, "\n".join(c))


def generate_list(header, code, *sources):
    declarations = [tomllib.loads(Path(s).read_text(encoding="utf-8")) for s in sources]
    licence = LICENCE.format(source="the declarations in libleren/model/records")
    h = [licence, GUARD] + [f'#include "model/leren-{d["name"]}.h"' for d in declarations]
    c = [licence, '#include "core/leren-declaration-private.h"', '#include "model/leren-record-types.h"', ""]
    c.append("static void\nensure (void)\n{")
    c += [f"  g_type_class_ref (LEREN_TYPE_{snake(d['class']).upper()});" for d in declarations]
    c.append("}\n")
    c.append("/* Runs when the library is loaded: the core finds types by name without knowing this room. */")
    c.append("__attribute__ ((constructor)) static void\nhand_in (void)\n{\n  _leren_declaration_set_built_in_types (ensure);\n}\n")
    write(header, "\n".join(h) + "\n")
    write(code, "\n".join(c))


def main():
    commands = {"enums": generate_enums, "base": generate_base, "type": generate_type, "list": generate_list}
    commands[sys.argv[1]](*sys.argv[2:])


main()
