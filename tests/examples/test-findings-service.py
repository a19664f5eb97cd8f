#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The service that serves the findings of a store, asked by a client in another process."""

import concurrent.futures
import contextlib
import http.client
import io
import json
import os
import re
import runpy
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import unittest
from pathlib import Path
from urllib.parse import quote, urlsplit

import gi

gi.require_version("Leren", "1.0")
from gi.repository import Leren

SOURCE = Path(os.environ["LEREN_SOURCE_ROOT"])
PROGRAM = SOURCE / "examples/python/findings-service.py"
PATIENCE = 60


class Running:
    """The service, in a process of its own."""

    def __init__(self, path, *options):
        self.process = subprocess.Popen(
            [sys.executable, PROGRAM, path, "--port", "0", *options],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        said = self.process.stdout.readline()
        if not said.startswith("Listening at "):
            raise AssertionError(self.process.communicate(timeout=PATIENCE))
        self.address = urlsplit(said.split()[-1])

    def ask(self, path, method="GET", **headers):
        """The status, the headers and the JSON of an answer."""
        connection = http.client.HTTPConnection(self.address.hostname, self.address.port, timeout=PATIENCE)
        try:
            connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            body = answer.read()
            return answer.status, answer.headers, json.loads(body) if body else None
        finally:
            connection.close()

    def send(self, data):
        """What comes back for bytes that no client would send."""
        with socket.create_connection((self.address.hostname, self.address.port), PATIENCE) as connection:
            connection.sendall(data)
            return b"".join(iter(lambda: connection.recv(65536), b""))

    def memory(self):
        """The most bytes of memory that it had until now."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"^VmHWM:\s+(\d+) kB$", status, re.M).group(1)) << 10

    def stop(self, number=signal.SIGTERM):
        """How it ended, and what it complained of."""
        self.process.send_signal(number)
        _, complaint = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, complaint


def wijkteam(store):
    store.save(
        Leren.Participant(id="samira", name="Samira", roles=["professional"]),
        Leren.Practice(id="zuid", name="Working in the neighbourhood"),
        Leren.Case(id="rent", title="Rent arrears", contributor="samira", practice="zuid"),
        Leren.Case(id="Straße/3 & 4", title="Noise at night"),
        Leren.Action(id="visit", what="Go by without a form", case="rent"),
        Leren.Action(id="post", what="Open the post together", case="rent"),
        *(
            Leren.Reflection(id=f"said-{i}", text="We keep phoning.", case="rent", level="behaviour", loop="single")
            for i in range(4)
        ),
    )


class Service(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = str(Path(folder.name, "team.leren"))
        self.folder = Path(folder.name)

    def serve(self, fill=wijkteam, *options):
        with Leren.Store.open(self.path, Leren.StoreFlags.NEW) as store:
            fill(store)
        service = Running(self.path, *options)
        self.addCleanup(service.process.stdout.close)
        self.addCleanup(service.process.stderr.close)
        self.addCleanup(service.process.wait)
        self.addCleanup(service.process.kill)
        return service

    def diagnosed(self, **what):
        with Leren.Store.open(self.path, Leren.StoreFlags.EXISTING) as store:
            return list(store.diagnose(**what))

    def test_findings(self):
        """What is served is what the library finds, in the language that is asked for."""
        service = self.serve()
        found = self.diagnosed(case="rent")
        self.assertGreater(len(found), 1)
        for language in ("en", "nl"):
            status, headers, answer = service.ask(f"/findings?case=rent&lang={language}")
            self.assertEqual((status, headers["Content-Type"]), (200, "application/json; charset=utf-8"))
            self.assertEqual(
                [(each["rule"], each["severity"], each["subject"]["id"], each["explanation"], each["questions"], each["evidence"], each["source"])
                 for each in answer["findings"]],
                [(each.rule, each.severity, each.subject, each.get_explanation(language), list(each.get_questions(language)),
                  list(each.evidence), each.source) for each in found],
            )
            self.assertEqual(answer["language"], language)

    def test_chosen(self):
        """A rule, several, a practice: only what is asked for."""
        service = self.serve()
        rules = lambda path: {each["rule"] for each in service.ask(path)[2]["findings"]}
        self.assertEqual(rules("/findings?rule=open-loop"), {"open-loop"})
        self.assertEqual(rules("/findings?rule=open-loop&rule=stuck-level"), {"open-loop", "stuck-level"})
        self.assertEqual(rules("/findings?practice=zuid"), {each.rule for each in self.diagnosed(practice="zuid")})
        self.assertEqual(rules(f"/findings?case={quote('Straße/3 & 4', safe='')}"), set())

    def test_cases(self):
        service = self.serve()
        _, _, answer = service.ask("/cases")
        self.assertEqual([each["title"] for each in answer["cases"]], ["Rent arrears", "Noise at night"])
        self.assertEqual((answer["total"], answer["offset"]), (2, 0))
        _, _, answer = service.ask("/cases?limit=1&offset=1")
        self.assertEqual([each["id"] for each in answer["cases"]], ["Straße/3 & 4"])
        _, _, answer = service.ask("/cases/rent?lang=nl")
        self.assertEqual(answer["case"]["contributor"], "samira")
        self.assertEqual([each["id"] for each in answer["actions"]], ["visit", "post"])
        self.assertEqual(len(answer["findings"]), len(self.diagnosed(case="rent")))
        _, _, answer = service.ask("/cases/" + quote("Straße/3 & 4", safe=""))
        self.assertEqual(answer["case"]["title"], "Noise at night")

    def test_bad_input(self):
        """What cannot be understood is 400, what is not there 404; each says why, and the service goes on."""
        service = self.serve()
        wanted = {
            "/findings?lang=de": (400, "lang"),
            "/findings?lang=": (400, "lang"),
            "/findings?lang=en&lang=nl": (400, "twice"),
            "/findings?street=3": (400, "street"),
            "/findings?case": (400, "question mark"),
            "/findings?case=": (400, "characters"),
            "/findings?case=%00": (400, "control"),
            "/findings?case=%FF": (400, "UTF-8"),
            "/findings?" + "&".join(["rule=alone"] * 99): (400, "fields"),
            "/findings?case=" + "x" * 129: (400, "128"),
            "/cases?limit=many": (400, "limit"),
            "/cases?limit=-1": (400, "limit"),
            "/cases?limit=1001": (400, "1000"),
            "/cases/rent?limit=1": (400, "limit"),
            "/healthz?case=rent": (400, "case"),
            "/cases/%FF": (400, "UTF-8"),
            "/findings?case=nobody": (404, "nobody"),
            "/findings?practice=rent": (404, "rent"),
            "/findings?rule=nothing": (404, "nothing"),
            "/cases/nobody": (404, "nobody"),
            "/cases/samira": (404, "samira"),
            "/cases/": (404, "/cases/"),
            "/findings/": (404, "/findings/"),
            "/": (404, "/"),
            "/%2e%2e/etc/passwd": (404, "passwd"),
        }
        for path, (code, word) in wanted.items():
            with self.subTest(path):
                status, headers, answer = service.ask(path)
                self.assertEqual((status, answer["error"]["status"]), (code, code))
                self.assertIn(word, answer["error"]["message"])
                self.assertEqual((headers["Content-Type"], headers["ETag"]), ("application/json; charset=utf-8", None))
        for data in (b"nonsense\r\n\r\n", b"GET /findings?case=\xff HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"):
            self.assertIn(b" 400 ", service.send(data).splitlines()[0])
        self.assertEqual(service.ask("/healthz")[::2], (200, {"status": "ok"}))
        self.assertEqual(service.stop(), (0, ""))

    def test_only_reads(self):
        service = self.serve()
        for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS"):
            status, headers, answer = service.ask("/findings", method)
            self.assertEqual((status, headers["Allow"], answer["error"]["status"]), (405, "GET, HEAD", 405))
        # What is sent along is read, for the answer comes after it, and not kept
        before = service.memory()
        size = 128 << 20
        head = f"POST /cases HTTP/1.1\r\nHost: localhost\r\nContent-Length: {size}\r\nConnection: close\r\n\r\n"
        self.assertIn(b" 405 ", service.send(head.encode() + bytes(size)).splitlines()[0])
        # the sanitizer keeps what was freed, so that nobody uses it again
        if "libasan" not in os.environ.get("LD_PRELOAD", ""):
            self.assertLess(service.memory() - before, size / 4)

    def test_head(self):
        service = self.serve()
        _, whole, _ = service.ask("/findings?case=rent")
        status, headers, body = service.ask("/findings?case=rent", "HEAD")
        self.assertEqual((status, body), (200, None))
        for name in ("Content-Length", "Content-Type", "ETag"):
            self.assertEqual(headers[name], whole[name])

    def test_change(self):
        """The next answer knows what another program changed; what has not changed is not sent again."""
        service = self.serve()
        before, headers, answer = service.ask("/cases/rent")
        tag = headers["ETag"]
        for known in (tag, f'"other", {tag}', f"W/{tag}"):
            status, headers, nothing = service.ask("/cases/rent", If_None_Match=known)
            self.assertEqual((status, headers["ETag"], nothing), (304, tag, None))
        with Leren.Store.open(self.path, Leren.StoreFlags.EXISTING) as store:
            store.save(Leren.Action(id="soup", what="Bring soup", case="rent"))
        status, headers, after = service.ask("/cases/rent", If_None_Match=tag)
        self.assertEqual((status, [each["id"] for each in after["actions"]]), (200, ["visit", "post", "soup"]))
        self.assertNotEqual(headers["ETag"], tag)
        self.assertNotEqual(after["findings"], answer["findings"])
        self.assertEqual(before, 200)

    def test_store_as_it_was(self):
        """Serving changes nothing, and the file need not be writable."""
        service = self.serve()
        before = Path(self.path).read_bytes()
        service.ask("/findings")
        service.ask("/cases/rent")
        self.assertEqual(service.stop()[0], 0)
        self.assertEqual(Path(self.path).read_bytes(), before)
        self.assertEqual(list(self.folder.iterdir()), [Path(self.path)])

    def test_loopback(self):
        """Only this computer reaches it, and no web page from elsewhere that a browser here shows."""
        service = self.serve()
        self.assertEqual(service.address.hostname, "127.0.0.1")
        for host, code in (("elsewhere.example", 403), ("", 403), (f"localhost:{service.address.port}", 200)):
            with self.subTest(host):
                status, headers, _ = service.ask("/healthz", Host=host)
                self.assertEqual((status, headers["Access-Control-Allow-Origin"]), (code, None))

    def test_another_address(self):
        service = self.serve(wijkteam, "--host", "0.0.0.0")
        self.assertEqual(service.ask("/healthz", Host="coach.example")[0], 200)

    def held(self):
        """Another program that is writing, so that who reads has to wait."""
        connection = sqlite3.connect(self.path, isolation_level=None)
        self.addCleanup(connection.close)
        connection.execute("BEGIN EXCLUSIVE")
        return connection

    def test_waiting(self):
        """Who has to wait for the store holds up nobody else, and is answered when it is free."""
        service = self.serve()
        other = self.held()
        answers = []
        waiting = [threading.Thread(target=lambda: answers.append(service.ask("/findings"))) for _ in range(4)]
        for thread in waiting:
            thread.start()
        self.assertEqual(service.ask("/healthz")[::2], (200, {"status": "ok"}))
        self.assertEqual(service.ask("/nothing")[0], 404)
        self.assertEqual(answers, [])
        other.execute("ROLLBACK")
        for thread in waiting:
            thread.join(PATIENCE)
        self.assertEqual([status for status, _, _ in answers], [200] * 4)

    def test_trouble(self):
        """A store that stays held says when to come again; what is not the client's doing tells them nothing of it."""
        problem_of = runpy.run_path(str(PROGRAM))["problem_of"]
        busy = problem_of(Leren.BusyError("held by another program"))
        self.assertEqual((busy.status, str(busy), busy.headers), (503, "held by another program", {"Retry-After": "1"}))
        with contextlib.redirect_stderr(io.StringIO()) as said:
            other = problem_of(RuntimeError("/home/coach/secret.leren"))
        self.assertEqual(other.status, 500)
        self.assertNotIn("secret", str(other))
        self.assertIn("secret", said.getvalue())

    def test_many_at_once(self):
        """Each gets what it asked for."""
        service = self.serve()
        paths = ["/findings?case=rent&lang=en", "/findings?case=rent&lang=nl", "/cases", "/cases/rent", "/healthz", "/nothing"]
        wanted = {path: service.ask(path)[::2] for path in paths}
        with concurrent.futures.ThreadPoolExecutor(16) as pool:
            asked = [(path, pool.submit(service.ask, path)) for path in paths * 20]
            for path, answer in asked:
                self.assertEqual(answer.result()[::2], wanted[path])
        self.assertEqual(service.stop(), (0, ""))

    def test_stop(self):
        """It ends at once when it is told to, also while it is at work and with a client that stays connected."""
        for number in (signal.SIGTERM, signal.SIGINT):
            service = self.serve(wijkteam if number == signal.SIGTERM else lambda store: None)
            waiting = http.client.HTTPConnection(service.address.hostname, service.address.port, timeout=PATIENCE)
            waiting.request("GET", "/healthz")
            waiting.getresponse().read()
            for _ in range(4):
                busy = socket.create_connection((service.address.hostname, service.address.port), PATIENCE)
                self.addCleanup(busy.close)
                busy.sendall(b"GET /findings HTTP/1.1\r\nHost: localhost\r\n\r\n")
            self.assertEqual(service.stop(number), (0, ""))
            waiting.close()
            Path(self.path).unlink()

    def test_misuse(self):
        for arguments, code in (
            ([str(self.folder / "none.leren")], 1), ([__file__], 1), ([], 2), ([self.path, "--port", "99999"], 2),
            ([self.path, "--host", "here"], 2),
        ):
            with self.subTest(arguments):
                done = subprocess.run([sys.executable, PROGRAM, *arguments], capture_output=True, text=True, timeout=PATIENCE)
                self.assertEqual((done.returncode, done.stdout), (code, ""))
                self.assertNotIn("Traceback", done.stderr)
                self.assertIn("findings-service", done.stderr)


if __name__ == "__main__":
    unittest.main()
