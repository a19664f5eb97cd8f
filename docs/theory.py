#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Writes docs/theory.md, the table of the frameworks, out of their data.

    theory.py            writes docs/theory.md
    theory.py --check    says whether docs/theory.md is what the data give, and changes nothing

Who uses a framework is not written down anywhere; it is read out of the sources, where an analysis,
a rule or a record's declaration names the framework's id.
"""

import argparse
import json
import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

KINDS = ("ladder", "cycle", "spiral", "phases", "set", "gate", "poles")

INTRO = """\
# The frameworks

<!-- Written by docs/theory.py out of libleren/theory/frameworks; edit those. -->

What the theory says about learning is data: one file per framework in `libleren/theory/frameworks`,
in the form that `leren-framework` documents have. This page lists them all. The id of a concept is
what files, columns and queries name it by; it does not change once it is here. Labels,
descriptions and guiding questions are in the files, in English and in Dutch.

The kind of a framework decides which general analysis fits it. The keys after the sources are the
publications through which libleren knows them:
LT is *Leren transformeren* (2015; LT2 is its second chapter, and so on),
LK *Leren kantelen* (2016), KP *Kantelen in de praktijk*,
RL *Ruimte voor leren en ontwikkelen in wijkteams* (2018).
"""


def read_frameworks(folder):
    """The frameworks of a folder, in the order of their ids."""
    frameworks = [json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.json")]
    for framework in frameworks:
        if framework["kind"] not in KINDS:
            raise ValueError(f"{framework['id']}: unknown kind {framework['kind']}")
    return sorted(frameworks, key=lambda framework: framework["id"])


def strings(value):
    """Every string in a TOML or JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings(part)


def users_in_code(analysis, ids):
    """Yields (framework id, "analyses" or "rules", name) for the C files that quote an id."""
    for path in sorted(analysis.rglob("*.c")):
        quoted = set(re.findall(r'"([a-z0-9-]+)"', path.read_text(encoding="utf-8")))
        is_rule = path.stem.startswith("leren-rule-")
        name = path.stem.removeprefix("leren-rule-" if is_rule else "leren-")
        for framework in quoted & ids:
            yield framework, "rules" if is_rule else "analyses", name


def users_in_records(records, enums, ids):
    """Yields (framework id, "records", record.member) for the members that name an id, by itself or by their enum."""
    enum_frameworks = {}
    if enums.exists():
        for enum in tomllib.loads(enums.read_text(encoding="utf-8")).get("enum", []):
            enum_frameworks[enum["name"]] = enum.get("framework")
    for path in sorted(records.glob("*.toml")):
        record = tomllib.loads(path.read_text(encoding="utf-8"))
        for member in record.get("member", []):
            named = set(strings([value for key, value in member.items() if key not in ("name", "doc")]))
            named.add(enum_frameworks.get(member.get("enum")))
            for framework in named & ids:
                yield framework, "records", f"{record['name']}.{member['name']}"


def users_by_kind(root, kind):
    """The analyses that take any framework of a kind: there is a profile where one was written for it."""
    return {"profile"} if (root / f"libleren/analysis/leren-profile-{kind}.c").exists() else set()


def read_users(root, frameworks):
    """For each framework id, the names of the analyses, rules and record members that use it."""
    users = {f["id"]: {"analyses": users_by_kind(root, f["kind"]), "rules": set(), "records": set()} for f in frameworks}
    found = [
        *users_in_code(root / "libleren/analysis", set(users)),
        *users_in_records(root / "libleren/model/records", root / "libleren/core/enums.toml", set(users)),
    ]
    for framework, sort, name in found:
        users[framework][sort].add(name)
    return users


def cell(text):
    return text.replace("|", "\\|")


def table(head, rows):
    lines = [head, ["---"] * len(head), *rows]
    return "".join("| " + " | ".join(map(cell, line)) + " |\n" for line in lines)


def say_source(source):
    said = source["author"]
    if "year" in source:
        said += f" {source['year']}"
    if "key" in source:
        said += f" ({source['key']})"
    return said


def say_users(users):
    said = "; ".join(f"{sort}: {', '.join(sorted(names))}" for sort, names in users.items() if names)
    return said or "codings and ratings; no analysis yet"


def overview(frameworks, users):
    rows = [
        [
            f"[`{f['id']}`](#{f['id']}) {f['label']['en']}",
            f["kind"],
            ", ".join(f"`{concept['id']}`" for concept in f["concepts"]),
            "; ".join(map(say_source, f["sources"])),
            say_users(users[f["id"]]),
        ]
        for f in frameworks
    ]
    return table(["framework", "kind", "concepts, in order", "source", "used by"], rows)


def section(framework):
    label = framework["label"]
    rows = [[f"`{c['id']}`", c["label"]["en"], c["label"]["nl"]] for c in framework["concepts"]]
    return (
        f"### {framework['id']}\n\n{label['en']} / {label['nl']}. {framework['description']['en']}\n\n"
        + table(["concept", "English", "Nederlands"], rows)
    )


def crosswalk(frameworks):
    rows = [
        [f"`{f['id']}/{link['from']}`", f"`{link['to']}`", link.get("note", "")]
        for f in frameworks
        for link in f.get("crosswalk", [])
    ]
    return table(["concept", "corresponds to", "why"], rows)


def page(root):
    frameworks = read_frameworks(root / "libleren/theory/frameworks")
    return "\n".join(
        [
            INTRO,
            overview(frameworks, read_users(root, frameworks)),
            "## Concepts\n",
            *map(section, frameworks),
            "## Crosswalk\n\nThe correspondences between concepts of different frameworks.\n",
            crosswalk(frameworks),
        ]
    )


def main():
    parser = argparse.ArgumentParser(description="Writes docs/theory.md out of the framework data.")
    parser.add_argument("--check", action="store_true", help="only say whether docs/theory.md is up to date")
    parser.add_argument("--root", type=Path, default=ROOT, help="the source tree (default: the one this file is in)")
    arguments = parser.parse_args()
    target = arguments.root / "docs/theory.md"
    text = page(arguments.root)
    if not arguments.check:
        target.write_text(text, encoding="utf-8")
        return 0
    if not target.exists() or target.read_text(encoding="utf-8") != text:
        print(f"{target} is not what the framework data give; run docs/theory.py", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
