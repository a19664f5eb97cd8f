#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Prints where this interpreter looks for modules under a prefix: install-dir.py PREFIX

Distributions have folders of their own: Debian's Python looks in /usr/lib/python3/dist-packages, but under
/usr/local in lib/python3.11/dist-packages. Where it looks in none under the prefix, it is the one that Python itself
would have there, and PYTHONPATH has to name it.
"""

import site
import sys
import sysconfig
from pathlib import Path


def install_dir(prefix):
    own = sysconfig.get_path("purelib", "posix_prefix", vars={"base": str(prefix)})
    # what is under /usr/local is under /usr as well, but not in its lib
    looked_in = [
        folder for folder in [*site.getsitepackages(), site.getusersitepackages()]
        if Path(folder).is_relative_to(prefix) and Path(folder).relative_to(prefix).parts[0].startswith("lib")
    ]
    return own if own in looked_in or not looked_in else looked_in[0]


if __name__ == "__main__":
    print(install_dir(sys.argv[1]))
