#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What is to be translated is in po/POTFILES, and nothing else is."""

import os
import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

SOURCE = Path(os.environ["LEREN_SOURCE_ROOT"])
# A literal that goes on with a macro: xgettext knows those of <inttypes.h>, and cuts off at any other
CUT_OFF = re.compile(
    r"\b(?:N?C?_|ngettext|g_dngettext) ?\(\s*(?:[A-Z_]+,\s*)?(?:\"(?:[^\"\\]|\\.)*\"\s*|PRI\w+\s*|,\s*)+((?!PRI)[A-Z]\w+)"
)
MARKED = re.compile(r"\b(?:N?C?_|ngettext|g_dngettext|g_dpgettext2?) ?\(\s*[\"']")


def lines(path):
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


class Translations(unittest.TestCase):
    def test_potfiles(self):
        marked = sorted(
            str(path.relative_to(SOURCE))
            for path in [*(SOURCE / "libleren").rglob("*.c"), *(SOURCE / "examples").rglob("*.js")]
            if MARKED.search(path.read_text(encoding="utf-8"))
        )
        listed = lines(SOURCE / "po/POTFILES")
        self.assertEqual(sorted(set(marked) - set(listed)), [], "to be added to po/POTFILES")
        self.assertEqual(sorted(set(listed) - set(marked)), [], "to be taken out of po/POTFILES")
        self.assertEqual(listed, sorted(listed))

    def test_whole_sentences(self):
        """gettext looks for the whole text, so xgettext has to see the whole text."""
        cut = [
            f"{path.relative_to(SOURCE)}: {match.group(1)}"
            for path in sorted((SOURCE / "libleren").rglob("*.c"))
            for match in CUT_OFF.finditer(path.read_text(encoding="utf-8"))
        ]
        self.assertEqual(cut, [], "write PRId64 and its like, of <inttypes.h>")

    def test_languages(self):
        listed = lines(SOURCE / "po/LINGUAS")
        there = sorted(path.stem for path in (SOURCE / "po").glob("*.po"))
        self.assertEqual(sorted(listed), there)

    def test_catalogues(self):
        """Each catalogue is well formed, and says everything that there is to say."""
        with tempfile.TemporaryDirectory() as folder:
            template = Path(folder, "libleren.pot")
            command = ["xgettext", "--from-code=UTF-8", "--files-from=po/POTFILES", f"--output={template}"]
            keywords = ["_", "N_", "C_:1c,2", "NC_:1c,2", "g_dngettext:2,3", "ngettext:1,2"]
            subprocess.run([*command, *[f"--keyword={k}" for k in keywords]], cwd=SOURCE, check=True)
            for language in lines(SOURCE / "po/LINGUAS"):
                catalogue = SOURCE / f"po/{language}.po"
                with self.subTest(language=language):
                    subprocess.run(
                        ["msgfmt", "--check", "--output-file=/dev/null", catalogue], check=True, capture_output=True
                    )
                    merged = Path(folder, "merged.po")
                    shutil.copy(catalogue, merged)
                    subprocess.run(["msgmerge", "--quiet", "--no-fuzzy-matching", "--update", merged, template], check=True)
                    said = subprocess.run(
                        ["msgfmt", "--statistics", "--output-file=/dev/null", merged],
                        check=True, capture_output=True, text=True, env={**os.environ, "LC_ALL": "C"},
                    ).stderr
                    self.assertNotRegex(said, "untranslated|fuzzy", said)

    def test_library(self):
        """Messages of the library itself come in the language that is asked for, in a program too."""
        program = (
            "import locale; locale.setlocale(locale.LC_ALL, '')  # Python by itself sets LC_CTYPE alone\n"
            "import gi; gi.require_version('Leren', '1.0'); from gi.repository import GLib, Leren\n"
            "try:\n    Leren.Record.from_json('{}', -1)\nexcept GLib.Error as error:\n    print(error.message)"
        )
        said = {
            language: subprocess.run(
                ["/usr/bin/python3", "-c", program], check=True, capture_output=True, text=True,
                env={**os.environ, "LANGUAGE": language, "LEREN_LOCALEDIR": os.environ["LEREN_BUILD_ROOT"] + "/po"},
            ).stdout
            for language in ("en", *lines(SOURCE / "po/LINGUAS"))
        }
        self.assertIn("member “type”", said["en"])
        self.assertEqual(len(set(said.values())), len(said), said)


if __name__ == "__main__":
    unittest.main()
