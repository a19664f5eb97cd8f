#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Serves what stands out in a store, as JSON over HTTP: findings-service.py FILE [--port N] [--host ADDRESS]

    GET /findings?case=ID&practice=ID&team=ID&rule=ID&lang=en   what is found; `rule` may be repeated
    GET /cases?limit=N&offset=N                                 the cases
    GET /cases/ID                                               a case, its actions, and what is found about it
    GET /healthz                                                whether there is a store to ask

It only reads. It knows nobody and asks for no password, and what a team writes down about its cases is nobody else's
business: so it listens to this computer alone, where who can ask could read the file as well. With --host others
reach it; then something has to stand in front of it that knows who may ask. Programs of this computer include the browser,
which does what web pages tell it: so a request has to name this service as the page itself would, by its own address.

libsoup speaks HTTP on the main thread, in GLib's main loop. The answers are made by asyncio on a thread of its own, where
each waits for the store without holding up another.
"""

import argparse
import asyncio
import hashlib
import ipaddress
import json
import math
import signal
import sys
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from urllib.parse import parse_qsl, unquote

import gi

gi.require_version("Leren", "1.0")
gi.require_version("Soup", "3.0")
from gi.repository import Gio, GLib, Leren, Soup

LANGUAGES = ("en", "nl")
MOST_FIELDS = 50
MOST_CASES = 1000
JSON = "application/json; charset=utf-8"

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
# What is answered, as JSON has it
Content = dict[str, object]
# A field of what is asked, and all of them as an answer takes them
Field = str | int
Fields = dict[str, Field | list[Field]]
Answer = Callable[..., Coroutine[object, object, Content]]


class Problem(Exception):
    """Why there is no answer, as the client is told."""

    def __init__(self, status: int, message: str, **headers: str) -> None:
        super().__init__(message)
        self.status = status
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


# --- what is answered -----------------------------------------------------------------------------------


def described(finding: Leren.Finding, language: str) -> Content:
    """A finding in one language."""
    figure = finding.figure
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "subject": {"type": finding.subject_type, "id": finding.subject},
        "explanation": finding.get_explanation(language),
        "questions": list(finding.get_questions(language)),
        "evidence": list(finding.evidence),
        "figure": figure if math.isfinite(figure) else None,
        "unit": finding.unit,
        "source": finding.source,
    }


def written(record: Leren.Record) -> object:
    """A record as the interchange has it."""
    return json.loads(record.to_json())


async def findings(
    store: Leren.Store,
    case: str | None = None,
    practice: str | None = None,
    team: str | None = None,
    rule: list[str] | None = None,
    lang: str = "en",
) -> Content:
    found = await store.diagnose_async(case=case, practice=practice, team=team, rules=rule)
    return {"language": lang, "findings": [described(each, lang) for each in found]}


async def cases(store: Leren.Store, limit: int = 100, offset: int = 0) -> Content:
    query = store.query(Leren.Case)
    query.page(offset, limit)
    return {
        "total": await store.count_async("case"),
        "offset": offset,
        "cases": [written(case) async for case in query],
    }


async def one_case(store: Leren.Store, id: str, lang: str = "en") -> Content:
    record = await store.get_async(id)
    if not isinstance(record, Leren.Case):
        raise Problem(404, f"“{id}” is no case")
    return {
        "case": written(record),
        "actions": [written(action) async for action in store.query(Leren.Action).where(case=record)],
        **await findings(store, case=id, lang=lang),
    }


async def health(store: Leren.Store) -> Content:
    if not store.is_open():
        raise Problem(503, "the store is closed")
    return {"status": "ok"}


# --- what is asked --------------------------------------------------------------------------------------


def language(text: str) -> str:
    if text not in LANGUAGES:
        raise ValueError(f"it is {' or '.join(LANGUAGES)}")
    return text


def identifier(text: str) -> str:
    if not 1 <= len(text) <= 128 or any(ord(each) < 32 or ord(each) == 127 for each in text):
        raise ValueError("an id has 1 to 128 characters, and no control characters")
    return text


def number(most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and int(text) <= most):
            raise ValueError(f"it is a whole number up to {most}")
        return int(text)

    return read


FIELDS: dict[Answer, dict[str, Callable[[str], Field]]] = {
    findings: {"case": identifier, "practice": identifier, "team": identifier, "rule": identifier, "lang": language},
    cases: {"limit": number(MOST_CASES), "offset": number(2**31 - 1)},
    one_case: {"lang": language},
    health: {},
}


def fields_of(answer: Answer, text: str) -> Fields:
    """What stands after the question mark, each field read as what it is."""
    try:
        pairs = parse_qsl(text, keep_blank_values=True, strict_parsing=bool(text), errors="strict", max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise Problem(400, f"after the question mark: {error}") from None
    known = FIELDS[answer]
    given: dict[str, list[Field]] = {}
    for name, value in pairs:
        if name not in known:
            raise Problem(400, f"“{name}” is no field here; there {'is ' + ', '.join(known) if known else 'are none'}")
        if name in given and name != "rule":
            raise Problem(400, f"“{name}” is given twice")
        try:
            read = known[name](value)
        except ValueError as error:
            raise Problem(400, f"“{name}” is “{value}”; {error}") from None
        given.setdefault(name, []).append(read)
    return {name: values if name == "rule" else values[0] for name, values in given.items()}


def answer_to(path: str, query: str) -> tuple[Answer, Fields]:
    """What makes the answer, and what that takes."""
    answers: dict[str, Answer] = {"/findings": findings, "/cases": cases, "/healthz": health}
    answer = answers.get(path)
    if answer is not None:
        return answer, fields_of(answer, query)
    # libsoup has read what was escaped, so that an id may hold any character
    id = path.removeprefix("/cases/")
    if id in ("", path):
        raise Problem(404, f"there is nothing at {path}")
    return one_case, {"id": id, **fields_of(one_case, query)}


def problem_of(error: BaseException) -> Problem:
    """What the client is told of an exception."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, Leren.NotFoundError):
        return Problem(404, str(error))
    if isinstance(error, Leren.BusyError):
        return Problem(503, str(error), Retry_After="1")
    print(f"findings-service: {type(error).__name__}: {error}", file=sys.stderr, flush=True)
    return Problem(500, "that went wrong here, not with you")


# --- HTTP -----------------------------------------------------------------------------------------------


class Service:
    """The store behind a server of libsoup."""

    def __init__(self, store: Leren.Store, host: Address) -> None:
        self.store = store
        self.host = host
        # At an address that others reach it has names of which it does not know
        self.hosts = {"localhost", str(host)} if host.is_loopback else None
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, name="answers")
        self.thread.start()
        self.server = Soup.Server(server_header="findings-service")
        self.server.connect("request-started", lambda server, message: message.connect("got-headers", self.check))
        self.server.add_handler(None, self.handle)

    def listen(self, port: int) -> str:
        address = Gio.InetSocketAddress.new_from_string(str(self.host), port)
        assert address is not None, "a constructor raises an exception rather than give nothing"
        self.server.listen(address, Soup.ServerListenOptions(0))
        return self.server.get_uris()[0].to_string()

    def stop(self) -> None:
        """Answers nothing any more, and ends what is under way."""
        self.server.disconnect()
        asyncio.run_coroutine_threadsafe(self.cancel(), self.loop).result()
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()

    async def cancel(self) -> None:
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    def check(self, message: Soup.ServerMessage) -> None:
        """Refuses what is none of this service's business. Nothing that somebody sends along is kept."""
        message.get_request_body().set_accumulate(False)
        uri = message.get_uri()
        host = uri.get_host() or ""
        try:
            uri.get_path(), unquote(uri.get_query() or "", errors="strict")
        except UnicodeDecodeError:
            self.refuse(message, Problem(400, "what is asked for is not UTF-8"))
            return
        if self.hosts is not None and host not in self.hosts:
            self.refuse(message, Problem(403, f"this service is not called “{host}”"))
        elif message.get_method() not in ("GET", "HEAD"):
            self.refuse(message, Problem(405, "this service only reads", Allow="GET, HEAD"))

    def handle(self, server: Soup.Server, message: Soup.ServerMessage, path: str, query: dict[str, str] | None) -> None:
        try:
            answer, taken = answer_to(path, message.get_uri().get_query() or "")
        except Problem as problem:
            self.refuse(message, problem)
            return
        # libsoup goes on with other requests until this one is taken up again
        message.pause()
        task = asyncio.run_coroutine_threadsafe(answer(self.store, **taken), self.loop)
        message.connect("disconnected", lambda message: task.cancel())
        task.add_done_callback(lambda task: GLib.idle_add(self.finish, message, task))

    def finish(self, message: Soup.ServerMessage, task: Future[Content]) -> bool:
        if not task.cancelled():
            error = task.exception()
            if error is None:
                self.reply(message, 200, task.result())
            else:
                self.refuse(message, problem_of(error))
            message.unpause()
        return GLib.SOURCE_REMOVE

    def refuse(self, message: Soup.ServerMessage, problem: Problem) -> None:
        for name, value in problem.headers.items():
            message.get_response_headers().replace(name, value)
        self.reply(message, problem.status, {"error": {"status": problem.status, "message": str(problem)}})

    def reply(self, message: Soup.ServerMessage, status: int, content: Content) -> None:
        body = json.dumps(content, ensure_ascii=False, allow_nan=False).encode()
        headers = message.get_response_headers()
        headers.replace("Content-Type", JSON)
        headers.replace("X-Content-Type-Options", "nosniff")
        headers.replace("Cache-Control", "no-cache" if status == 200 else "no-store")
        if status == 200:
            # Made of the answer: it is another one when the store says something else, and when a day has passed that
            # makes an action overdue
            tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
            headers.replace("ETag", tag)
            known = message.get_request_headers().get_list("If-None-Match") or ""
            if tag in {each.strip().removeprefix("W/") for each in known.split(",")}:
                message.set_status(304, None)
                return
        message.set_status(status, None)
        message.set_response(JSON, Soup.MemoryUse.COPY, body)


def main() -> None:
    parser = argparse.ArgumentParser(description="Serves what stands out in a store, as JSON over HTTP.")
    parser.add_argument("file", metavar="FILE", help="the store")
    parser.add_argument("--port", type=number(65535), default=8080, help="where to listen; 0 takes one that is free")
    parser.add_argument("--host", type=ipaddress.ip_address, default="127.0.0.1", help="the address to listen at")
    options = parser.parse_args()

    try:
        store = Leren.Store.open(options.file, Leren.StoreFlags.EXISTING | Leren.StoreFlags.READ_ONLY)
    except Leren.LerenError as error:
        sys.exit(f"findings-service: {error}")
    with store:
        service = Service(store, options.host)
        try:
            print(f"Listening at {service.listen(options.port)}", flush=True)
            loop = GLib.MainLoop()

            def quit() -> bool:
                loop.quit()
                return GLib.SOURCE_REMOVE

            for told in (signal.SIGTERM, signal.SIGINT):
                GLib.unix_signal_add(GLib.PRIORITY_DEFAULT, told, quit)
            loop.run()
        except GLib.Error as error:
            sys.exit(f"findings-service: {error.message}")
        finally:
            service.stop()


if __name__ == "__main__":
    main()
