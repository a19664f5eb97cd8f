#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Arranges the reference: which symbols stand on which page, and which pages in which chapter.

    sections.py --private SOURCE                      prints the names of the private headers
    sections.py --source SOURCE --build BUILD --gir GIR --version V --output DIR
                                                      writes leren-sections.txt, chapters.xml, version.xml and pages.c

Every header is a page, every room a chapter; what gtk-doc finds in the headers decides. A page about
a class begins with what is said of the class; any other has a SECTION block in its header.
"""

import argparse
import re
import subprocess
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from xml.sax.saxutils import escape

ROOMS = {
    "core": "Core: what all records share",
    "theory": "Theory: what the science says",
    "model": "Model: what teams record",
    "store": "Store: where it is kept",
    "snapshot": "Snapshot: a frozen view for analysis",
    "analysis": "Analysis: what can be learnt from it",
    "exchange": "Exchange: formats in and out",
    "privacy": "Privacy: who is not named, and who is forgotten",
    "report": "Report: what people see",
}
# The macros of a type, which are the same for every type
STANDARD = re.compile(r"LEREN_(TYPE_|IS_)\w+|LEREN_[A-Z_]+_(CLASS|GET_CLASS)|leren_\w+_get_type")
PRIVATE = re.compile(r"LEREN_(AVAILABLE_IN_\w+|UNAVAILABLE)")
CORE = "{http://www.gtk.org/introspection/core/1.0}"


def headers(folder):
    for path in sorted(folder.rglob("*.h")):
        yield path


def is_private(path):
    return path.name.endswith("-private.h")


def private_names(source):
    return sorted({path.name for path in headers(source) if is_private(path)} | {"leren.h"})


def scan(source, build):
    """The sections as gtk-doc finds them: page to symbols."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [
                "gtkdoc-scan", "--module=leren", f"--output-dir={folder}", f"--source-dir={source}",
                f"--source-dir={build}", "--ignore-headers=" + " ".join(private_names(source)),
                r"--ignore-decorators=LEREN_AVAILABLE_IN_[0-9_]+", "--rebuild-sections",
            ],
            check=True,
        )
        text = Path(folder, "leren-sections.txt").read_text(encoding="utf-8")
    pages = {}
    for section in re.findall(r"<SECTION>(.*?)</SECTION>", text, re.S):
        name = re.search(r"<FILE>(.*?)</FILE>", section).group(1)
        pages[name] = re.findall(r"^([A-Za-z_]\w*)$", section, re.M)
    return pages


def header_of(page, source, build):
    for folder in (source, build):
        for path in folder.glob(f"*/{page}.h"):
            return path
    return None


def title_of(page, symbols, header):
    """The title that its header gives, or the class that a page is about."""
    block = re.search(rf"SECTION:{page}\n \* @title: (.*)", header.read_text(encoding="utf-8"))
    if block:
        return block.group(1)
    wanted = page.replace("-", "")
    for symbol in symbols:
        if symbol.lower() == wanted:
            return symbol
    return page.removeprefix("leren-").replace("-", " ").capitalize()


def class_docs(gir):
    """What is said of each class and record: the name in C to the text."""
    docs = {}
    for element in ElementTree.parse(gir).iter():
        doc = element.find(CORE + "doc")
        name = element.get("{http://www.gtk.org/introspection/c/1.0}type")
        if doc is not None and name and element.tag in (CORE + "class", CORE + "record"):
            docs[name] = doc.text
    return docs


def page_block(page, title, text):
    """A SECTION block, in C."""
    first = " ".join(re.split(r"(?<=[.:;])\s", " ".join(text.split()), maxsplit=1)[0].split()).rstrip(".:;")
    lines = [f"SECTION:{page}", f"@title: {title}", f"@short_description: {first[0].lower() + first[1:]}", "", *text.split("\n")]
    return "/**\n" + "".join(f" * {line}".rstrip() + "\n" for line in lines) + " */\n"


def write(path, text):
    path.write_text(text, encoding="utf-8")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--private", type=Path)
    parser.add_argument("--source", type=Path)
    parser.add_argument("--build", type=Path)
    parser.add_argument("--gir", type=Path)
    parser.add_argument("--version")
    parser.add_argument("--output", type=Path)
    options = parser.parse_args()
    if options.private:
        print("\n".join(private_names(options.private)))
        return

    pages = scan(options.source, options.build)
    docs = class_docs(options.gir)
    sections, blocks, chapters = [], [], {room: [] for room in ROOMS}
    loose = []
    for page, symbols in pages.items():
        standard = [symbol for symbol in symbols if STANDARD.fullmatch(symbol)]
        private = [symbol for symbol in symbols if PRIVATE.fullmatch(symbol)]
        others = [symbol for symbol in symbols if symbol not in standard + private]
        header = header_of(page, options.source, options.build)
        if header is None or not others:
            # the types of enums are documented with their enums
            loose += symbols
            continue
        title = title_of(page, symbols, header)
        lines = [f"<FILE>{page}</FILE>", f"<TITLE>{title}</TITLE>", *others]
        if title in docs:
            blocks.append(page_block(page, title, docs[title]))
        if private:
            lines += ["<SUBSECTION Private>", *private]
        if standard:
            lines += ["<SUBSECTION Standard>", *standard]
        sections.append("<SECTION>\n" + "\n".join(lines) + "\n</SECTION>\n")
        chapters[header.parent.name].append(page)
    if loose:
        end = "\n".join(["<SUBSECTION Standard>", *loose, "</SECTION>", ""])
        sections[0] = sections[0].replace("</SECTION>\n", end)
    write(options.output / "pages.c", "\n".join(blocks))
    write(options.output / "leren-sections.txt", "\n".join(sections))

    xml = ['<?xml version="1.0"?>', '<part id="rooms" xmlns:xi="http://www.w3.org/2003/XInclude">', "<title>The library</title>"]
    for room, its in chapters.items():
        if its:
            xml.append(f'<chapter id="{room}"><title>{escape(ROOMS[room])}</title>')
            xml += [f'<xi:include href="xml/{page}.xml"/>' for page in its]
            xml.append("</chapter>")
    xml.append("</part>")
    write(options.output / "chapters.xml", "\n".join(xml) + "\n")
    write(options.output / "version.xml", f"<releaseinfo>This is the reference of libleren {escape(options.version)}.</releaseinfo>\n")


main()
