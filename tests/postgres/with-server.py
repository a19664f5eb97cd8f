# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Runs a program while a PostgreSQL server of its own is there, in a temporary folder, and stops that in every case.

    with-server.py [--safe] PROGRAM ARGUMENTS...

LEREN_TEST_STORE tells the program where it is: postgresql://leren@/?host=FOLDER, to which a database is added. The
server listens on a socket in that folder alone. With --safe it writes to the disk as it does in earnest; without it
only what is done counts, not whether it would outlive the machine.
"""
import ctypes
import os
import pathlib
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time

PR_SET_PDEATHSIG = 1
SECONDS_TO_START = 60


def find_programs() -> pathlib.Path:
    """Debian keeps each version's in a folder of its own, beside the path."""
    def version(folder: pathlib.Path) -> int:
        return int(folder.parent.name) if folder.parent.name.isdigit() else 0

    found = sorted(pathlib.Path('/usr/lib/postgresql').glob('*/bin'), key=version)
    if found:
        return found[-1]
    return pathlib.Path(subprocess.check_output(['pg_config', '--bindir'], text=True).strip())


def unprivileged() -> dict:
    """The server does not run as root, so root runs it as somebody else."""
    if os.getuid() != 0:
        return {}
    names = [entry.pw_name for entry in pwd.getpwall()]
    user = pwd.getpwnam('postgres' if 'postgres' in names else 'nobody')
    return {'user': user.pw_uid, 'group': user.pw_gid, 'extra_groups': []}


def die_with_parent() -> None:
    """A test that is killed takes the server along."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGQUIT)


class Server:
    def __init__(self, safe: bool = False, settings: tuple[str, ...] = ()):
        self.programs = find_programs()
        self.who = unprivileged()
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='leren-pg-', dir='/tmp'))
        self.data = self.folder / 'data'
        self.log = self.folder / 'log'
        self.settings = ['listen_addresses=', f'unix_socket_directories={self.folder}', 'shared_buffers=32MB',
                         'max_connections=80', 'timezone=UTC', 'log_timezone=UTC', *settings]
        if not safe:
            self.settings += ['fsync=off', 'full_page_writes=off', 'synchronous_commit=on', 'autovacuum=off']
        self.process: subprocess.Popen | None = None
        if self.who:
            os.chown(self.folder, self.who['user'], self.who['group'])
        self.env = {**os.environ, 'LC_ALL': 'C.UTF-8', 'HOME': str(self.folder)}
        for name in [name for name in self.env if name.startswith(('PG', 'LD_PRELOAD'))]:
            del self.env[name]

    def location(self, database: str = '') -> str:
        return f'postgresql://leren@/{database}?host={self.folder}'

    def initialise(self) -> None:
        subprocess.run([self.programs / 'initdb', '--pgdata', self.data, '--auth=trust', '--username=leren',
                        '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync', '--no-instructions'],
                       check=True, stdout=subprocess.DEVNULL, env=self.env, cwd=self.folder, **self.who)

    def start(self) -> None:
        arguments = [argument for setting in self.settings for argument in ('-c', setting)]
        with open(self.log, 'ab') as log:
            self.process = subprocess.Popen([self.programs / 'postgres', '-D', self.data, *arguments], stdout=log,
                                            stderr=log, env=self.env, cwd=self.folder, preexec_fn=die_with_parent,
                                            start_new_session=True, **self.who)
        until = time.monotonic() + SECONDS_TO_START
        while subprocess.run([self.programs / 'pg_isready', '--quiet', '--host', self.folder], env=self.env).returncode:
            if self.process.poll() is not None or time.monotonic() > until:
                raise RuntimeError('the server did not start:\n' + self.log.read_text(errors='replace'))
            time.sleep(0.05)

    def stop(self, how: int = signal.SIGINT) -> None:
        """SIGINT: it breaks off what is under way and ends in order. SIGQUIT: at once, as in a crash."""
        if self.process is None:
            return
        self.process.send_signal(how)
        self.process.wait()
        self.process = None

    def children(self) -> list[int]:
        """Each process of the server has a session of its own; what they have in common is their parent."""
        assert self.process is not None
        found = []
        for status in pathlib.Path('/proc').glob('[0-9]*/stat'):
            try:
                parent = status.read_text().rpartition(')')[2].split()[1]
            except OSError:  # it ended meanwhile
                continue
            if int(parent) == self.process.pid:
                found.append(int(status.parent.name))
        return found

    def kill(self) -> None:
        """As kill -9 of all of it: no process of it gets to do anything more."""
        assert self.process is not None
        self.process.send_signal(signal.SIGSTOP)  # it starts no others
        for child in self.children():
            os.kill(child, signal.SIGKILL)
        self.process.kill()
        self.process.wait()
        self.process = None

    def __enter__(self) -> 'Server':
        try:
            self.initialise()
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *reason: object) -> None:
        self.stop(signal.SIGQUIT)
        shutil.rmtree(self.folder, ignore_errors=True)


def main(arguments: list[str]) -> int:
    safe = arguments[:1] == ['--safe']
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    with Server(safe) as server:
        return subprocess.run(arguments[safe:], env={**os.environ, 'LEREN_TEST_STORE': server.location()}).returncode


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
