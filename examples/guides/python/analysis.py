#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Analyses of a store, for docs/guides/python.md"""

import gi

gi.require_version("Leren", "1.0")
from gi.repository import Gio, Leren

# region take
store = Leren.Store.open("day.leren", Leren.StoreFlags.READ_ONLY)
snapshot = store.snapshot()
# endregion

# region findings
for finding in store.diagnose(case="rent"):
    print(f"{finding.rule}, by {len(finding.evidence)} records")
    print(f"  {finding.questions[0]}")
    print(f"  {finding.source}")
# endregion

# region choose
parameters = {"advice-too-soon": {"min-advice": 3}}
print(len(snapshot.diagnose(rules=["advice-too-soon"], parameters=parameters)))
# endregion

# region pandas
frame = snapshot.table("reflection").to_pandas()
print(frame["level"].value_counts().head(2).to_string())
print(frame.groupby("author", observed=True).size().to_string())
print(frame["at"].dtype, frame["level"].cat.ordered)
# endregion

# region figures
cycles = Leren.cycles(snapshot)
print(f"{cycles.n_closed} of {cycles.total} promises came to a conclusion")
profile = snapshot.profile("learning-loops", by="case")
for group in range(profile.n_groups):
    print(f"{profile.get_group(group)}: {profile.get_count(group, 'single')} single loops")
# endregion

# region similar
for like in Leren.Similar.find_text(snapshot, "She owes rent and has letters", 1):
    print(like.title)
# endregion

# region report
stream = Gio.File.new_for_path("report.html").replace(None, False, Gio.FileCreateFlags.PRIVATE, None)
Leren.report_write(store, None, "en", True, stream)
stream.close()
# endregion
