# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What fault-shim.c noted, and what a disk may hold of it when the power goes at some moment.

What was synced is there. Of what was written since, each sector is there or not, whatever the
order: a disk and the system above it may do as they like until they are told to sync. What was
made, removed or renamed in a folder is kept in order, up to some point, until the folder is
synced."""

import os

SECTOR = 512


class Entry:
    """One thing that was done: its word, the inode, where, and the bytes or names."""

    def __init__(self, word, inode, offset, data, names):
        self.word = word
        self.inode = inode
        self.offset = offset
        self.data = data
        self.names = names
        self.made = None  # the file that came of it; numbers of inodes are used again


def read_log(path):
    with open(path, "rb") as file:
        while line := file.readline():
            word, inode, offset, rest = line.decode().rstrip("\n").split(" ", 3)
            length, _, names = rest.partition(" ")
            yield Entry(word, int(inode), int(offset), file.read(int(length)), names)


def put(content, offset, data):
    if len(content) < offset:
        content.extend(bytes(offset - len(content)))
    content[offset:offset + len(data)] = data


class Inode:
    """A file on the disk: what is safely there, and what was done to it since."""

    def __init__(self, content=b""):
        self.content = bytearray(content)
        self.pending = []

    def sync(self):
        for entry in self.pending:
            self.apply(self.content, entry)
        self.pending = []

    @staticmethod
    def apply(content, entry, keep=None):
        """@keep tells of each sector whether it came to the disk."""
        if entry.word == "cut":
            del content[entry.offset:]
            content.extend(bytes(entry.offset - len(content)))
            return
        at = 0
        while at < len(entry.data):
            end = min(at + SECTOR - (entry.offset + at) % SECTOR, len(entry.data))
            if keep is None or keep():
                put(content, entry.offset + at, entry.data[at:end])
            at = end

    def after_cut(self, random):
        """What is there when the power went: much, little, a beginning, or single sectors."""
        content = bytearray(self.content)
        way = random.choice(("nothing", "all", "beginning", "entries", "sectors"))
        share = random.random()
        pending = self.pending
        if way == "nothing":
            pending = []
        elif way == "beginning":
            pending = pending[:random.randrange(len(pending) + 1)]
        elif way in ("entries", "sectors"):
            # a length that was changed is kept with what was done before it, as file systems do
            pending = [entry for entry in pending if way == "sectors" or random.random() < share]
        for entry in pending:
            self.apply(content, entry, (lambda: random.random() < share) if way == "sectors" else None)
        return content


class Disk:
    """A folder as it is on the disk, while a log is played."""

    def __init__(self):
        self.inodes = {}  # by number: those that are open now
        self.names = {}
        self.pending = []

    def add(self, name, inode, content):
        """What was there before the log begins"""
        self.names[name] = self.inodes[inode] = Inode(content)

    def play(self, entry):
        if entry.word == "make":
            entry.made = self.inodes[entry.inode] = Inode()
            self.pending.append(entry)
        elif entry.word in ("remove", "rename"):
            self.pending.append(entry)
        elif entry.word == "syncfolder":
            for pending in self.pending:
                self.rename(self.names, pending)
            self.pending = []
        elif entry.word == "sync":
            self.inodes[entry.inode].sync()
        elif entry.word in ("write", "cut"):
            self.inodes[entry.inode].pending.append(entry)

    @staticmethod
    def rename(names, entry):
        if entry.word == "make":
            names[entry.names] = entry.made
        elif entry.word == "remove":
            names.pop(entry.names, None)
        else:
            old, new = entry.names.split("\t")
            names[new] = names.pop(old)

    def cut(self, folder, random):
        """Writes what may be there to a folder."""
        names = dict(self.names)
        for entry in self.pending[:random.randrange(len(self.pending) + 1)]:
            self.rename(names, entry)
        os.makedirs(folder)
        for name, inode in names.items():
            with open(os.path.join(folder, name), "wb") as file:
                file.write(inode.after_cut(random))
