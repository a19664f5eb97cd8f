# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A file of lines that a type checker has to pass or to refuse: a line that says at its end

    # error: TEXT      (of JavaScript and TypeScript: // error: TEXT)

has to be refused with a message that holds the text, and every other line has to pass."""

import re

WANTED = re.compile(r"(?:#|//) error: (.*)$")


def difference(text, found):
    """What a checker said otherwise than it should have: `found` are its messages, as (line, text)."""
    wanted = {
        number: said[1].strip()
        for number, line in enumerate(text.splitlines(), 1)
        if (said := WANTED.search(line)) is not None
    }
    said = {}
    for number, message in found:
        said.setdefault(number, []).append(message)
    out = [f"line {number} is refused: {'; '.join(said[number])}" for number in sorted(said.keys() - wanted.keys())]
    for number, part in wanted.items():
        if number not in said:
            out.append(f"line {number} is not refused, though it has to be: {part}")
        elif not any(part in message for message in said[number]):
            out.append(f"line {number} is refused for another reason than “{part}”: {'; '.join(said[number])}")
    return out
