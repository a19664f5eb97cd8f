#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""An own record type and an own rule, for docs/guides/python.md"""

import gi

gi.require_version("Leren", "1.0")
from gi.repository import GObject, Leren


# region type
class Visit(Leren.Record):
    """What somebody saw at a door."""

    __record_type__ = "org.example.visit"

    home = GObject.Property(type=str, blurb="The case whose door it was.")
    let_in = GObject.Property(type=bool, default=False, blurb="Whether the door was opened.")
# endregion


# region rule
class ClosedDoor(Leren.Rule):
    """Says where nobody was let in."""

    id = "org.example.closed-door"
    source = "Our own practice"
    parameters = {
        "visits": {
            "value": 2, "minimum": 1, "maximum": 100, "unit": "visits", "meaning": "how many visits in vain there must be",
        },
    }

    def do_run(self, snapshot: Leren.Snapshot, findings: Leren.Findings) -> None:
        visits = snapshot.table("org.example.visit").to_pandas()
        for home, closed in visits[~visits["let_in"]].groupby("home", observed=True):
            if len(closed) >= findings.get_parameter("visits"):
                findings.add(
                    "advice", home, list(closed["id"]), len(closed), "visits", "The door stayed shut.",
                    "De deur bleef dicht.", ["Who else could ring there?"],
                )
# endregion


# region store
store = Leren.Store.open(":memory:")
store.save(Leren.Case(id="rent", title="Rent arrears"))
first, second = Visit(id="first"), Visit(id="second")
for visit in (first, second):
    visit.home = "rent"
    visit.let_in = False
print(first.to_dict())
store.save(first, second)
print([visit.home for visit in store.query(Visit).where(let_in=False)])
print(isinstance(store["first"], Visit))
# endregion

# region diagnose
for finding in store.diagnose(also=[ClosedDoor]):
    print(f"{finding.rule}: {finding.explanation}")
# endregion


# region fail
class Unfinished(Leren.Rule):
    id = "org.example.unfinished"
    source = "Our own practice"

    def do_run(self, snapshot: Leren.Snapshot, findings: Leren.Findings) -> None:
        raise NotImplementedError("this rule is still to be thought out")


try:
    store.diagnose(also=[Unfinished])
except NotImplementedError as error:
    print(error)
# endregion
