# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""How much memory this process holds."""

import os

# AddressSanitizer keeps 256 MiB of what is freed for a while, and what it needs for that: more at one time than at another
NOISE = 5 * 2**26 if "libasan" in os.environ.get("LD_PRELOAD", "") else 0


def resident():
    """Bytes of this process in memory."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * 4096
