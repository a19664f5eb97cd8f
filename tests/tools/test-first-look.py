# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The first look speaks the language that it is asked for, in all it says itself."""

import os
import re
import shutil
import subprocess

from support import COMMAND, SOURCE, CommandTest, environment, main

ENGLISH = ["1 of 5: Debian packages", "2 of 5: configure", "3 of 5: build", "4 of 5: import examples/data",
           "5 of 5: what stands out", "The same with all the questions, as a page", "The records", "to look into with"]
DUTCH = ["1 van 5: pakketten van Debian", "2 van 5: instellen", "3 van 5: bouwen", "4 van 5: examples/data importeren",
         "5 van 5: wat opvalt", "Hetzelfde met alle vragen, als pagina", "De records", "te bekijken met"]


class FirstLook(CommandTest):
    def setUp(self):
        """With everything installed and built already: a folder like the source's, with what was built of it"""
        super().setUp()
        for folder in (".ci", "_build/libleren/tools", "programs"):
            os.makedirs(self.path(folder))
        shutil.copy(os.path.join(SOURCE, "first-look"), self.path("first-look"))
        os.symlink(os.path.join(SOURCE, "examples"), self.path("examples"))
        os.symlink(os.environ["LEREN_LOCALEDIR"], self.path("_build/po"))
        self.write("_build/build.ninja", "")
        self.program(".ci/install-packages", "exit 0")
        self.program("programs/ninja", "exit 0")
        self.program("_build/libleren/tools/leren", f'exec "{COMMAND}" "$@"')

    def program(self, name, text):
        os.chmod(self.write(name, f"#!/bin/sh\n{text}\n"), 0o755)

    def look(self, *arguments, **changes):
        path = self.path("programs") + ":" + os.environ["PATH"]
        done = subprocess.run([self.path("first-look"), *arguments], cwd=self.folder, check=True,
                              stdout=subprocess.PIPE, env=environment(PATH=path, LC_ALL=None, LC_MESSAGES=None,
                                                                              LANGUAGE=None, **changes))
        return done.stdout.decode()

    def check(self, text, said, language):
        at = [text.index(piece) for piece in said]
        self.assertEqual(at, sorted(at))
        for piece in DUTCH if said is ENGLISH else ENGLISH:
            self.assertNotIn(piece, text)
        page = re.search(r"file://(\S*)", text).group(1)
        with open(page, encoding="utf-8") as file:
            self.assertIn(f'lang="{language}"', file.read(200))

    def test_asked_for(self):
        self.check(self.look("--lang", "nl", LANG="C.UTF-8"), DUTCH, "nl")
        self.check(self.look("--lang=en", LANG="nl_NL.UTF-8"), ENGLISH, "en")

    def test_of_the_locale(self):
        self.check(self.look(LANG="C.UTF-8"), ENGLISH, "en")
        self.check(self.look(LANG="nl_NL.UTF-8"), DUTCH, "nl")


if __name__ == "__main__":
    main()
