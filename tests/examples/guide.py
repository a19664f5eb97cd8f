# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A guide of docs/guides, taken apart for those who test it."""

import os
import re
from pathlib import Path

SOURCE = Path(os.environ["LEREN_SOURCE_ROOT"])
GUIDES = SOURCE / "docs/guides"
PROGRAMS = SOURCE / "examples/guides"
LANGUAGES = ("c", "vala", "python", "javascript")

# In a guide come, one after another: a piece of a program, commands that are run as they stand, what
# is printed by whichever of these came last, and a link.
PARTS = re.compile(
    r"^<!-- (?P<path>examples/guides/[^\s:]+): (?P<region>\S+) -->$"
    r"|^<!-- run -->\n```sh\n(?P<commands>.*?)^```$"
    r"|(?<!-->\n)^```text\n(?P<printed>.*?)^```$"
    r"|\]\((?P<link>[^)\s]+)\)",
    re.M | re.S,
)


class Guide:
    """What one guide shows, and what it says that is printed."""

    def __init__(self, path):
        self.path = path
        self.language = path.stem
        self.shown = set()
        self.printed = {}
        self.commands = {}
        self.links = []
        last = None
        for part in PARTS.finditer(path.read_text(encoding="utf-8")):
            if part["path"]:
                last = (self.printed, SOURCE / part["path"])
                self.shown.add((SOURCE / part["path"], part["region"]))
            elif part["commands"]:
                last = (self.commands, part["commands"])
            elif part["link"]:
                self.links.append(part["link"])
            if last:
                of, what = last
                of[what] = of.get(what, "") + (part["printed"] or "")

    def anchors(self):
        """What can be linked to, as GitHub names it."""
        heads = re.findall(r"^#+ (.+)$", self.path.read_text(encoding="utf-8"), re.M)
        return {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}


def all_guides():
    return [Guide(GUIDES / f"{language}.md") for language in LANGUAGES]
