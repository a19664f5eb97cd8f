#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The first program of docs/guides/python.md"""

# region import
import gi

gi.require_version("Leren", "1.0")
from gi.repository import Leren
# endregion

# region write
with Leren.Store.open("team.leren") as store:
    rent = Leren.Case(title="Rent arrears", domains=["money"])
    store.save(rent)
    store.save(Leren.Reflection(text="We keep phoning", case=rent, level="behaviour"))
# endregion

# region read
with Leren.Store.open("team.leren", Leren.StoreFlags.EXISTING) as store:
    for look in store.reflections:
        about = store[look.case].title if look.case else "Nothing in particular"
        print(f"{about}: {look.text} ({look.level})")
# endregion

# region errors
try:
    Leren.Store.open("nowhere/team.leren", Leren.StoreFlags.EXISTING)
except FileNotFoundError as error:
    print(f"Not found: {error}")
try:
    rent.urgency = 9
except ValueError as error:
    print(f"Not taken: {error}")
try:
    Leren.Store.open(":memory:").save(Leren.Case(id="rent"))
except Leren.MissingError as error:
    print(f"Not saved: {error}")
# endregion
