#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Makes a store of the form that this library has now, out of JSON Lines, to be kept as the fixture of its
version: `meson devenv -C build tests/data/stores/make.py vN.jsonl vN.leren`. The store must give back what it
was made of, byte for byte. With a place on a server it makes one there, of which `pg_dump --no-owner --no-acl
--inserts`, without comments, is the fixture."""

import sys
from pathlib import Path

import gi

gi.require_version("Leren", "1.0")
from gi.repository import Gio, GObject, Leren  # noqa: E402


class Visit(Leren.Record):
    """A type of a team's own: those who read the store later have no class for it."""

    __gtype_name__ = "FixtureVisit"
    straat = GObject.Property(type=str)
    minuten = GObject.Property(type=int)
    gelukt = GObject.Property(type=bool, default=False)
    wie = GObject.Property(type=GObject.TYPE_STRV)


Leren.Declaration.register(Visit, "org.example.huisbezoek")


def main(lines: Path, path: str) -> None:
    store = Leren.Store.open(path, Leren.StoreFlags.NEW, None)
    importer = Leren.Importer.new(store)
    importer.add_file(Gio.File.new_for_path(str(lines)), Leren.Format.JSON_LINES, None)
    importer.run(None)
    # what came and went again is in the journal only
    gone = Leren.Session(id="weg", team="team-zuid", title="Vervallen overleg")
    store.save(gone, None)
    store.delete("weg", None)
    written = Gio.MemoryOutputStream.new_resizable()
    store.export(written, Leren.Format.JSON_LINES, None)
    written.close(None)
    if written.steal_as_bytes().get_data() != lines.read_bytes():
        sys.exit(f"{path} does not give back what is in {lines}")
    store.close()


main(Path(sys.argv[1]), sys.argv[2])
