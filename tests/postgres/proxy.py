# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Stands between a program and its server, and cuts the line at the worst moment: at a COMMIT."""
import pathlib
import socket
import tempfile
import threading

SOCKET = '.s.PGSQL.5432'
COMMIT = b'Q\0\0\0\x0bCOMMIT\0'

BEFORE = 'before'    # the server never hears of the commit
AFTER = 'after'      # it is done, and the answer does not arrive
LEAVING = 'leaving'  # the server hears of neither: it still has the transaction open


class Proxy:
    def __init__(self, server: pathlib.Path):
        self.server = server
        self.place = tempfile.TemporaryDirectory(prefix='leren-proxy-', dir='/tmp')
        self.folder = pathlib.Path(self.place.name)
        self.cut: str | None = None  # at the next commit
        self.n_cut = 0
        self.swallowed: dict[socket.socket, threading.Event] = {}  # what the server says there, nobody hears
        self.left: set[socket.socket] = set()  # those are not hung up with their client
        self.lines: list[socket.socket] = []
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(str(self.folder / SOCKET))
        self.listener.listen()
        self.threads = [threading.Thread(target=self.serve)]
        self.threads[0].start()

    def location(self, database: str) -> str:
        return f'postgresql://leren@/{database}?host={self.folder}'

    def stop(self) -> None:
        self.hang_up(self.listener)
        for line in self.lines:
            self.hang_up(line)
        for thread in self.threads:
            thread.join()
        for line in (self.listener, *self.lines):
            line.close()
        self.place.cleanup()

    def cut_all(self, leaving: bool) -> None:
        """All lines that there are; the server is not told where it is @leaving."""
        for client, server in zip(self.lines[::2], self.lines[1::2]):
            if leaving:
                self.left.add(server)
            else:
                self.hang_up(server)
            self.hang_up(client)

    def serve(self) -> None:
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            server = socket.socket(socket.AF_UNIX)
            self.lines += [client, server]
            try:
                server.connect(str(self.server / SOCKET))
            except OSError:  # the server is away
                self.hang_up(client)
                continue
            for function in (self.ask, self.answer):
                self.threads.append(threading.Thread(target=function, args=(client, server)))
                self.threads[-1].start()

    def answer(self, client: socket.socket, server: socket.socket) -> None:
        try:
            while data := server.recv(65536):
                if server in self.swallowed:
                    self.swallowed[server].set()
                else:
                    client.sendall(data)
        except OSError:
            pass
        self.hang_up(client)

    def ask(self, client: socket.socket, server: socket.socket) -> None:
        try:
            while data := client.recv(65536):
                cut = self.cut if data == COMMIT else None
                if cut is not None:
                    self.cut = None
                    self.n_cut += 1
                    self.cut_line(cut, client, server)
                    return
                server.sendall(data)
        except OSError:
            pass
        if server not in self.left:
            self.hang_up(server)

    def cut_line(self, cut: str, client: socket.socket, server: socket.socket) -> None:
        if cut == AFTER:
            self.swallowed[server] = threading.Event()
            server.sendall(COMMIT)
            self.swallowed[server].wait()
        self.hang_up(client)
        if cut != LEAVING:
            self.hang_up(server)

    @staticmethod
    def hang_up(line: socket.socket) -> None:
        try:
            line.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
