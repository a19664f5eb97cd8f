#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Fills the code of docs/guides/*.md out of the programs in examples, which the tests run.

    guides.py            fills the guides
    guides.py --check    says whether they hold what the programs say, and changes nothing

A block of code has a comment before it that says where it comes from:

    <!-- examples/guides/python/first.py: write -->     what stands in the program between "region write" and "endregion"
    <!-- examples/working-day.py: "One of the group" --> the paragraph whose comment begins so
    <!-- examples/working-day.txt -->                   the whole file
"""

import argparse
import re
import sys
import textwrap
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

LANGUAGES = {".c": "c", ".js": "js", ".py": "python", ".sh": "sh", ".txt": "text", ".vala": "vala"}
BLOCK = re.compile(r"^<!-- (?P<path>examples/[^\s:]+)(?:: (?P<part>[^\n]+?))? -->\n```(?P<old>.*?)^```$", re.M | re.S)
COMMENT = r"[ \t]*(?:#|//|/\*) "


class Missing(Exception):
    """A guide names what is not there."""


def read(root, path):
    try:
        return (root / path).read_text(encoding="utf-8")
    except OSError as error:
        raise Missing(f"{path}: {error.strerror}") from error


def regions(text):
    """The regions of a program, by name."""
    found = re.finditer(rf"^{COMMENT}region (\S+).*?\n(.*?)^{COMMENT}endregion", text, re.M | re.S)
    return {region[1]: textwrap.dedent(region[2]).strip("\n") + "\n" for region in found}


def paragraph(text, beginning):
    """The comment that begins so with the lines that belong to it: to the next empty one, or to the end of the
    function that it stands before."""
    found = re.search(rf"^(?P<indent>[ \t]*)(?:#|//|/\*) {re.escape(beginning)}.*", text, re.M | re.S)
    if found is None:
        return None
    indent = found["indent"]
    end = re.compile(rf"^(?!{indent})|^[ \t]*$", re.M) if indent else re.compile(r"(?<=^}\n)|^\n\n", re.M)
    over = end.search(found[0])
    return textwrap.dedent(found[0][: over.start() if over else None]).strip("\n") + "\n"


def code(root, path, part):
    """What a block is to hold."""
    text = read(root, path)
    if part is None:
        return text
    taken = paragraph(text, part.strip('"')) if part.startswith('"') else regions(text).get(part)
    if taken is None:
        raise Missing(f"{path}: there is no {part} in it")
    return taken


def filled(root, guide):
    def fill(block):
        path, part = block["path"], block["part"]
        head = f"<!-- {path}: {part} -->" if part else f"<!-- {path} -->"
        return f"{head}\n```{LANGUAGES[Path(path).suffix]}\n{code(root, path, part)}```"

    return BLOCK.sub(fill, guide)


def main():
    parser = argparse.ArgumentParser(description="Fills the guides out of the programs in examples.")
    parser.add_argument("--check", action="store_true", help="only say whether the guides are up to date")
    parser.add_argument("--root", type=Path, default=ROOT, help="the source tree (default: the one this file is in)")
    arguments = parser.parse_args()
    stale = []
    for path in sorted((arguments.root / "docs/guides").glob("*.md")):
        text = path.read_text(encoding="utf-8")
        try:
            new = filled(arguments.root, text)
        except Missing as error:
            print(f"{path}: {error}", file=sys.stderr)
            return 1
        if text != new and not arguments.check:
            path.write_text(new, encoding="utf-8")
        elif text != new:
            stale.append(path)
    for path in stale:
        print(f"{path} does not hold what the programs in examples say; run docs/guides.py", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
