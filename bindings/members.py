# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the declarations of the record types say of each member that the GIR does not: its kind, what it names, and
whether it is required. The stubs of Python and the declarations of JavaScript both go by it."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent / "libleren"


@dataclass(frozen=True)
class Member:
    """One member of a record type."""

    name: str
    kind: str
    enum: str | None = None
    target: str | None = None
    # a required member, and one of which absent means something, read as a value and never as nothing
    required: bool = False
    has_default: bool = False
    shape: str | None = None

    @property
    def always(self):
        return self.required or self.has_default


@dataclass(frozen=True)
class RecordType:
    """One type of records."""

    name: str
    cls: str
    plural: str
    members: dict


def _members(described, classes):
    return {
        member["name"]: Member(
            member["name"],
            member["kind"],
            member.get("enum"),
            classes.get(member.get("target")),
            member.get("required", False),
            "default" in member,
            member.get("shape"),
        )
        for member in described["member"]
    }


def read(files):
    """The common members, and the record types by the names of their classes."""
    described = {Path(file).stem: tomllib.loads(Path(file).read_text(encoding="utf-8")) for file in files}
    common = described.pop("record")
    classes = {each["name"]: each["class"] for each in described.values()}
    types = [
        RecordType(each["name"], each["class"], each["plural"], _members(each, classes))
        for each in described.values()
    ]
    return _members(common, classes), {each.cls: each for each in types}
