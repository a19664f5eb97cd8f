#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Records and stores, for docs/guides/python.md"""

from datetime import date, datetime, timedelta, timezone

import gi

gi.require_version("Leren", "1.0")
from gi.repository import Gio, Leren

store = Leren.Store.open(":memory:")

# region absent
rent = Leren.Case(id="rent", title="Rent arrears")
print(rent, rent.urgency)
rent.urgency = 4
rent.question = "What do I do that makes her wait?"
print(rent.urgency, rent.is_set("urgency"))
rent.urgency = None
print(rent.urgency, rent.is_set("urgency"))
# endregion

# region wrong
for member, value in [("urgency", 9), ("title", 7), ("titel", "Rent"), ("status", "opened"), ("title", None)]:
    try:
        setattr(rent, member, value)
    except (AttributeError, TypeError, ValueError) as error:
        print(f"{type(error).__name__}: {error}")
# endregion

# region times
at = datetime(2024, 3, 5, 15, 30, tzinfo=timezone(timedelta(hours=1)))
session = Leren.Session(id="session", started=at, cases=[rent])
print(session.started, session.started == at)
try:
    session.started = datetime(2024, 3, 5, 15, 30)
except ValueError as error:
    print(error)
wait = Leren.Action(id="wait", what="Let her open the letter", case=rent, due=date(2024, 3, 12))
print(wait.due, wait.due == date(2024, 3, 12))
# endregion

# region words
look = Leren.Reflection(text="We keep phoning", case=rent, level="behaviour")
print(look.level, look.level == "behaviour", look.level is Leren.ReflectionLevel.BEHAVIOUR)
print(Leren.ReflectionLevel.BEHAVIOUR < "belief", [word.value for word in Leren.LearningLoop])
# endregion

# region attributes
rent.attributes = {"district": 4, "visits": [{"day": "2024-03-01"}]}
rent.attributes["visits"].append({"day": "2024-03-08", "let_in": True})
rent.domains = ["money"]
rent.domains += ["family"]
print(rent.attributes["visits"][1]["let_in"], rent.domains)
# endregion

# region dicts
print(session.to_dict())
again = Leren.Record.from_dict(session.to_dict())
print(again, again == session, again.to_dict() == session.to_dict())
# endregion

# region save
omar = Leren.Participant(id="omar", name="Omar", roles=["professional"])
rent.contributor = omar
with store.transaction():
    store.save(rent, omar, session, look)
    store.save(wait)
    store.save(Leren.Action(id="ring", what="Ring the landlord", case=rent, owner=omar, state="owned", due=date(2024, 3, 19)))
print(len(store.actions), store.count())
# endregion

# region undo
try:
    with store.transaction():
        store.delete("ring")
        store.delete(omar)
except ValueError as error:
    print(error)
print("ring" in store)
# endregion

# region get
found = store["rent"]
print(found is rent, found == rent)
assert isinstance(found, Leren.Case)
found.status = "paused"
store.save(found)
try:
    store["rant"]
except KeyError as error:
    print(error)
# endregion

# region query
wait.own(omar)
store.save(wait)
owned = store.query(Leren.Action).where(state="owned").where("due", "<", date(2024, 4, 1)).order_by("due")
print(len(owned), [action.what for action in owned], owned[0].due)
print([action.id for action in owned.where(case=rent, undertaken=None)[:1]])
print([case.title for case in store.query("case").where(domains="money")])
print([look.text for look in store.query(Leren.Reflection).search("phoning")])
# endregion

# region signal
store.connect("changed", lambda store, change, record_type, id: print(change, record_type, id))
store.delete("ring")
# endregion

# region exchange
stream = Gio.File.new_for_path("records.jsonl").replace(None, False, Gio.FileCreateFlags.NONE, None)
store.export(stream, "json-lines")
stream.close()

other = Leren.Store.open(":memory:")
importer = Leren.Importer(other)
importer.add_file("records.jsonl")
importer.run()
print(importer.n_records, other["rent"].attributes == rent.attributes)
# endregion

# region close
store.close()
try:
    store.save(rent)
except ValueError as error:
    print(error)
# endregion
