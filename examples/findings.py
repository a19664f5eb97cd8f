#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Says what stands out in a store: findings.py FILE"""

import sys

import gi

gi.require_version("Leren", "1.0")
from gi.repository import Leren

with Leren.Store.open(sys.argv[1], Leren.StoreFlags.EXISTING) as store:
    for finding in store.diagnose():
        print(finding.explanation)
