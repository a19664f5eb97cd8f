#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The overrides of this build are the ones that are loaded."""

import os
import unittest
from pathlib import Path

import gi

gi.require_version("Leren", "1.0")
from gi.overrides import Leren as overrides
from gi.repository import Leren


class Overrides(unittest.TestCase):
    def test_place(self):
        build = Path(os.environ["LEREN_BUILD_ROOT"]).resolve()
        self.assertEqual(Path(overrides.__file__).resolve(), build / "bindings/python/gi/overrides/Leren.py")

    def test_version(self):
        self.assertEqual(Leren.MAJOR_VERSION, 0)


if __name__ == "__main__":
    unittest.main()
