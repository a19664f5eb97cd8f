# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The neighbourhood team that the tests of the bindings tell of: rent arrears, a coach, and promises."""

import json

import gi

gi.require_version("Leren", "1.0")
from gi.repository import Leren


def record(record_type, **members):
    """A record as it stands in a file."""
    return Leren.Record.from_json(json.dumps({"type": record_type, **members}))


def fill(store):
    """A case on which reflections keep circling at one level, and a session in which advice comes first."""
    store.save(
        record("team", id="t1", name="Neighbourhood team", members=["p1", "p2"]),
        record("participant", id="p1", name="A social worker", roles=["professional"]),
        record("participant", id="p2", name="A coach", roles=["coach"]),
        record(
            "case", id="c1", title="Rent arrears", team="t1", contributor="p1", urgency=4, domains=["money", "housing"],
            narrative="Letters of the landlord lie unopened.",
        ),
        record("case", id="c2", title="Nobody opens the door", team="t1", contributor="p1", urgency=2, domains=["housing"]),
        record("session", id="s1", team="t1", started="2015-03-02T14:00:00Z", present=["p1", "p2"], cases=["c1"]),
    )
    kinds = ["advice"] * 4 + ["open-question"]
    store.save(
        *(
            record("contribution", id=f"u{i}", session="s1", case="c1", speaker="p2", kind=kind, text=f"Turn {i}",
                   at=f"2015-03-02T14:{i:02}:00Z")
            for i, kind in enumerate(kinds)
        ),
        *(
            record("reflection", id=f"r{i}", text=f"We keep phoning, week {i}.", case="c1", author="p1",
                   at=f"2015-03-{i + 3:02}T09:00:00+01:00", level="behaviour", loop="single")
            for i in range(6)
        ),
        record("action", id="a1", what="Call the landlord", case="c1", session="s1", owner="p1", state="owned",
               due="2015-03-20"),
        record("action", id="a2", what="Visit together", case="c1", session="s1", due="2015-03-09"),
        record("action", id="a3", what="Ask what she wants", case="c2", session="s1", owner="p1", state="undertaken",
               undertaken="2015-03-09"),
    )


def open_filled(location=":memory:"):
    store = Leren.Store.open(location)
    fill(store)
    return store


def calls():
    """All calls of the namespace, with their names."""
    for name in dir(Leren):
        value = getattr(Leren, name)
        if isinstance(value, type):
            for member in vars(value):
                call = getattr(value, member)
                if hasattr(call, "__leren__"):
                    yield f"{name}.{member}", call
        elif hasattr(value, "__leren__"):
            yield name, value
