#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Says what stands out in a store: findings.py FILE"""

import sys

import gi

gi.require_version("Leren", "1.0")
from gi.repository import Leren

store = Leren.Store.open(sys.argv[1], Leren.StoreFlags.EXISTING, None)
snapshot = Leren.Snapshot.take(store, None, None)
for finding in Leren.Diagnosis().run(snapshot, None):
    print(finding.get_explanation("en"))
