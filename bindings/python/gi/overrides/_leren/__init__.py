# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The parts of the overrides of Leren, one subject a file."""
