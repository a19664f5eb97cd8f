#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Writes docs/theory.md, the table of the frameworks, out of their data.

    theory.py            writes docs/theory.md
    theory.py --check    says whether docs/theory.md is what the data give, and changes nothing

Who uses a framework is not written down anywhere; it is read out of the sources: an analysis or a
rule that names its id, a profile that takes every framework of its kind, and the members of records
by which it is named.
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

The kind of a framework decides which general analysis fits it: every framework has a profile
(`leren profile`), which people feed by coding records with its concepts and by rating those, and by
the members of records named here under "used by". A session can follow any cycle or phases as its
protocol, and its contributions then say at which stage they were. The keys after the sources are the
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
    """Yields (framework id, "analyses" or "rules", name) for what quotes an id, itself or in what it is built on:
    a file without a public header is no analysis by itself, but part of those that include its private one. An
    analysis may have several files, which begin with its name."""
    public = {path.stem.removeprefix("leren-") for path in analysis.glob("*.h") if not path.stem.endswith("-private")}
    rules = {path.stem for path in analysis.glob("rules/leren-rule-*.c")}
    codes = {path.stem: without_comments(path.read_text(encoding="utf-8")) for path in sorted(analysis.rglob("*.c"))}

    def quoted(stem, seen):
        found = set(re.findall(r'"([a-z0-9-]+)"', codes[stem])) & ids
        for other in re.findall(r'#include "analysis/([a-z-]+)-private\.h"', codes[stem]):
            if other in codes and other not in seen and other.removeprefix("leren-") not in public:
                found |= quoted(other, seen | {other})
        return found

    for stem in codes:
        for framework in quoted(stem, {stem}):
            if stem in rules:
                yield framework, "rules", stem.removeprefix("leren-rule-")
                continue
            name = stem.removeprefix("leren-")
            for analysis_name in public:
                if name == analysis_name or name.startswith(f"{analysis_name}-"):
                    yield framework, "analyses", analysis_name


def without_comments(code):
    return re.sub(r"/\*.*?\*/", "", code, flags=re.DOTALL)


def users_in_records(records, enums, frameworks):
    """Yields (framework id, "records", record.member) for the members that name a framework: by its id, by
    their enum, because they name any framework of its kind, or because its concepts name them."""
    enum_frameworks = {}
    if enums.exists():
        for enum in tomllib.loads(enums.read_text(encoding="utf-8")).get("enum", []):
            enum_frameworks[enum["name"]] = enum.get("framework")
    for path in sorted(records.glob("*.toml")):
        record = tomllib.loads(path.read_text(encoding="utf-8"))
        for member in record.get("member", []):
            named = set(strings([value for key, value in member.items() if key not in ("name", "doc")]))
            named.add(enum_frameworks.get(member.get("enum")))
            name = f"{record['name']}.{member['name']}"
            for framework in frameworks:
                attributes = [concept.get("attributes", {}) for concept in framework["concepts"]]
                named_by = {other for each in attributes for other in each.get("named_by", {})}
                if framework["id"] in named or framework["kind"] in member.get("kinds", []) or name in named_by:
                    yield framework["id"], "records", name


def profiled_kinds(root):
    """The kinds of which any framework has a profile: those in the list of leren-profile.c."""
    profile = root / "libleren/analysis/leren-profile.c"
    if not profile.exists():
        return set()
    return set(re.findall(r"&_leren_profile_(\w+)", without_comments(profile.read_text(encoding="utf-8")))) & set(KINDS)


def read_users(root, frameworks):
    """For each framework id, the names of the analyses, rules and record members that use it."""
    kinds = profiled_kinds(root)
    users = {
        f["id"]: {"analyses": {"profile"} if f["kind"] in kinds else set(), "rules": set(), "records": set()}
        for f in frameworks
    }
    found = [
        *users_in_code(root / "libleren/analysis", set(users)),
        *users_in_records(root / "libleren/model/records", root / "libleren/core/enums.toml", frameworks),
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
    return said or "none"


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
