# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The line to a server is cut, at moments that are chosen: what is acknowledged is there once, and what is not
is told so, and not there."""
import importlib.util
import pathlib
import signal
import subprocess
import sys
import threading
import time
import unittest

import gi

gi.require_version('Leren', '1.0')
from gi.repository import Gio, GLib, Leren  # noqa: E402

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent / 'postgres'))
import proxy as lines  # noqa: E402

spec = importlib.util.spec_from_file_location('with_server', HERE.parent / 'postgres' / 'with-server.py')
with_server = importlib.util.module_from_spec(spec)
spec.loader.exec_module(with_server)


def case(number: int, title: str = 'Huurachterstand') -> Leren.Case:
    return Leren.Case(id=f'zaak-{number}', title=title)


class ConnectionTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.server = with_server.Server(settings=('deadlock_timeout=100ms',))
        cls.server.__enter__()
        cls.n_databases = 0

    @classmethod
    def tearDownClass(cls) -> None:
        cls.server.__exit__()

    def setUp(self) -> None:
        ConnectionTest.n_databases += 1
        self.database = f'wijkteam{self.n_databases}'
        self.psql(f'CREATE DATABASE {self.database}', 'postgres')
        self.proxy = lines.Proxy(self.server.folder)
        self.addCleanup(self.proxy.stop)

    def psql(self, sql: str, database: str | None = None) -> str:
        return subprocess.run(['psql', '--no-psqlrc', '--tuples-only', '--no-align', '--username=leren',
                               f'--host={self.server.folder}', f'--dbname={database or self.database}',
                               f'--command={sql}'], check=True, stdout=subprocess.PIPE, env=self.server.env,
                              text=True).stdout.strip()

    def cut_all(self) -> None:
        others = f"FROM pg_stat_activity WHERE datname = '{self.database}' AND pid <> pg_backend_pid ()"
        self.psql(f'SELECT pg_terminate_backend (pid) {others}')
        while self.psql(f'SELECT count(*) {others}') != '0':
            time.sleep(0.01)

    def open(self, through: bool = False) -> Leren.Store:
        location = self.proxy.location(self.database) if through else self.server.location(self.database)
        return Leren.Store.open(location, Leren.StoreFlags.NONE, None)

    def assert_sound(self, *titles: str) -> None:
        """There are these cases, each of which came once, and the store is as it should be."""
        store = self.open()
        self.assertEqual(self.psql('SELECT title FROM leren."case" ORDER BY id').split('\n'), list(titles))
        self.assertEqual(self.psql('SELECT count(*), count(DISTINCT id) FROM leren.journal WHERE change = \'added\''),
                         f'{len(titles)}|{len(titles)}')
        self.assertEqual(store.check(None), [])

    def assert_unreachable(self, said: str, function, *arguments) -> None:
        with self.assertRaises(GLib.Error) as caught:
            function(*arguments)
        self.assertTrue(caught.exception.matches(Leren.error_quark(), Leren.Error.UNREACHABLE),
                        caught.exception.message)
        self.assertIn(said, caught.exception.message)
        self.assertNotIn('\n', caught.exception.message)

    def test_cut_between_calls(self) -> None:
        store = self.open()
        store.save(case(1), None)
        self.cut_all()
        self.assertEqual(store.get('zaak-1', None).props.title, 'Huurachterstand')
        self.cut_all()
        store.save(case(2), None)
        self.cut_all()
        store.delete('zaak-1', None)
        store.save(case(1), None)
        self.assertEqual(store.count('case'), 2)
        self.assertEqual(store.check(None), [])

    def test_cut_at_the_commit_of_a_save(self) -> None:
        for number, cut in enumerate((lines.BEFORE, lines.AFTER, lines.LEAVING)):
            store = self.open(through=True)
            new = case(number)
            self.proxy.cut = cut
            store.save(new, None)
            # the object knows what became of it
            new.props.title = 'Twee maanden achter'
            self.proxy.cut = cut
            store.save(new, None)
        self.assertEqual(self.proxy.n_cut, 6)
        self.assert_sound(*['Twee maanden achter'] * 3)
        self.assertEqual(self.psql("SELECT count(*) FROM leren.journal WHERE change = 'changed'"), '3')

    def test_cut_at_the_commit_of_a_transaction(self) -> None:
        for number, cut in enumerate((lines.BEFORE, lines.AFTER, lines.LEAVING)):
            store = self.open(through=True)
            transaction = store.begin()
            store.save(case(number), None)
            with self.assertRaises(GLib.Error):  # a step that was undone is no reason to think that all is
                store.save(Leren.Case(id='zaak-x', title='Van niemand', team='nergens', practice='nergens'), None)
                transaction.commit()
            store.delete('zaak-x', None)
            self.proxy.cut = cut
            if cut == lines.AFTER:
                transaction.commit()
            else:
                self.assert_unreachable('nothing of it is there', transaction.commit)
                self.assertFalse(transaction.is_under_way())
                # what was saved in it goes on from what it was before
                store.save(case(number), None)
        self.assertEqual(self.proxy.n_cut, 3)
        self.assertEqual(self.psql('SELECT count(*) FROM leren."case"'), '3')
        self.assertEqual(self.open().check(None), [])

    def test_cut_at_the_commit_of_an_import(self) -> None:
        for number, cut in enumerate((lines.BEFORE, lines.AFTER)):
            store = self.open(through=True)
            line = f'{{"type":"case","id":"zaak-{number}","title":"Huurachterstand"}}\n'
            importer = Leren.Importer.new(store)
            importer.add_stream(Gio.MemoryInputStream.new_from_data(line.encode()), 'zaken', Leren.Format.JSON_LINES)
            self.proxy.cut = cut
            if cut == lines.AFTER:
                importer.run(None)
            else:
                self.assert_unreachable('nothing of it is there', importer.run, None)
        self.assertEqual(self.psql('SELECT id FROM leren."case"'), 'zaak-1')
        self.assertEqual(self.psql("SELECT count(*) FROM leren.journal WHERE change = 'imported'"), '1')
        self.assertEqual(self.open().check(None), [])

    def test_cut_in_a_transaction(self) -> None:
        """What comes after belongs to nothing, and is not saved by itself."""
        store = self.open()
        transaction = store.begin()
        store.save(case(1), None)
        self.cut_all()
        self.assert_unreachable('connection', store.save, case(2), None)
        self.assertFalse(transaction.is_under_way())
        self.assertEqual(store.count('case'), 0)
        store.save(case(3), None)
        self.assert_sound('Huurachterstand')

    def test_server_that_stays_away(self) -> None:
        store = self.open()
        store.save(case(1), None)
        self.server.stop(signal.SIGQUIT)
        try:
            self.assert_unreachable('server', store.get, 'zaak-1', None)
            self.assert_unreachable('server', store.save, case(2), None)
        finally:
            self.server.start()
        store.save(case(2), None)
        self.assert_sound('Huurachterstand', 'Huurachterstand')

    def test_two_with_the_same_new_id(self) -> None:
        one, other = self.open(), self.open()
        said = []

        def save(record: Leren.Record) -> None:
            try:
                other.save(record, None)
                said.append('saved')
            except GLib.Error as error:
                said.append(error.message)

        for number, record in enumerate((case(0, 'Van de ander'), Leren.Practice(id='zaak-1', name='Noord'))):
            transaction = one.begin()
            one.save(case(number), None)
            thread = threading.Thread(target=save, args=(record,))
            thread.start()
            thread.join(0.3)
            self.assertTrue(thread.is_alive())
            transaction.commit()
            thread.join()
        self.assertEqual(said[0], 'saved')
        self.assertIn('used by a record of type case already', said[1])
        self.assert_sound('Van de ander', 'Huurachterstand')

    def test_two_that_wait_for_each_other(self) -> None:
        stores = [self.open(), self.open()]
        for number in range(2):
            stores[0].save(case(number), None)
        transactions = [store.begin() for store in stores]
        for number, store in enumerate(stores):
            store.save(case(number, f'Van {number}'), None)
        failed = []

        def cross(number: int) -> None:
            try:
                stores[number].save(case(1 - number, f'Van {number}'), None)
                transactions[number].commit()
            except GLib.Error as error:
                failed.append(error)
                transactions[number].roll_back()

        threads = [threading.Thread(target=cross, args=(number,)) for number in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(len(failed), 1)
        self.assertTrue(failed[0].matches(Leren.error_quark(), Leren.Error.BUSY), failed[0].message)
        titles = self.psql('SELECT DISTINCT title FROM leren."case"')
        self.assertIn(titles, ('Van 0', 'Van 1'))
        self.assertEqual(stores[0].check(None), [])

    def test_lost_update(self) -> None:
        one, other = self.open(), self.open()
        one.save(case(1), None)
        mine, theirs = one.get('zaak-1', None), other.get('zaak-1', None)
        theirs.props.title = 'Betalingsregeling'
        other.save(theirs, None)
        self.cut_all()
        mine.props.title = 'Ontruiming'
        with self.assertRaises(GLib.Error) as caught:
            one.save(mine, None)
        self.assertTrue(caught.exception.matches(Leren.error_quark(), Leren.Error.CONFLICT))
        self.assertIn('"Betalingsregeling" there', caught.exception.message)
        self.assertIn('"Ontruiming" here', caught.exception.message)

    def test_watched_over_a_cut(self) -> None:
        store, other = self.open(), self.open()
        told = []
        store.connect('changed', lambda store, change, record_type, record: told.append(record))
        store.watch()

        def wait(*expected: str) -> None:
            late = GLib.timeout_add_seconds(20, lambda: told.append('too late') or GLib.SOURCE_REMOVE)
            while len(told) < len(expected):
                GLib.MainContext.default().iteration(True)
            GLib.source_remove(late)
            for _ in range(5):
                GLib.MainContext.default().iteration(False)
            self.assertEqual(told, list(expected))
            told.clear()

        other.save(case(1), None)
        wait('zaak-1')
        self.cut_all()
        other.save(case(2), None)
        other.save(case(3), None)
        wait('zaak-2', 'zaak-3')
        self.server.stop(signal.SIGINT)
        self.server.start()
        other.save(case(4), None)
        wait('zaak-4')
        # one that was begun first and ends last is told of too
        transaction = store_of_third = None
        store_of_third = self.open()
        transaction = store_of_third.begin()
        store_of_third.save(case(5), None)
        other.save(case(6), None)
        wait('zaak-6')
        transaction.commit()
        wait('zaak-5')
        store.unwatch()
        other.save(case(7), None)
        for _ in range(20):
            GLib.usleep(10000)
            GLib.MainContext.default().iteration(False)
        self.assertEqual(told, [])


if __name__ == '__main__':
    unittest.main()
