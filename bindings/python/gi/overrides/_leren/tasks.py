# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Asynchronous calls under asyncio.

What is begun in C ends in the main context that was the thread's default when it was begun. Each event loop has a
context of its own for that: whenever something is to be done in it, a file descriptor becomes readable, and the event
loop does it, on its own thread. No other thread is made, and no GLib main loop is needed."""

import asyncio
import ctypes
import weakref

from gi.repository import Gio, GLib

from . import errors

# that of g_main_context_query() cannot be had through introspection
_glib = ctypes.CDLL("libglib-2.0.so.0")
_OWNERLESS_POLLING = 1
_LOWEST = 2**31 - 1
_IN, _OUT = 1, 4


class _PollFD(ctypes.Structure):
    _fields_ = [("fd", ctypes.c_int), ("events", ctypes.c_ushort), ("revents", ctypes.c_ushort)]


def _declare(name, result, *arguments):
    function = getattr(_glib, "g_main_context_" + name)
    function.restype, function.argtypes = result, arguments
    return function


_new = _declare("new_with_flags", ctypes.c_void_p, ctypes.c_int)
_unref = _declare("unref", None, ctypes.c_void_p)
_push = _declare("push_thread_default", None, ctypes.c_void_p)
_pop = _declare("pop_thread_default", None, ctypes.c_void_p)
_acquire = _declare("acquire", ctypes.c_int, ctypes.c_void_p)
_release = _declare("release", None, ctypes.c_void_p)
_prepare = _declare("prepare", ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)
_query = _declare(
    "query", ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.POINTER(ctypes.c_int), ctypes.c_void_p, ctypes.c_int
)
_iteration = _declare("iteration", ctypes.c_int, ctypes.c_void_p, ctypes.c_int)


class _Context:
    """The main context of one event loop."""

    def __init__(self, loop):
        # woken up also while no thread has it
        self.pointer = _new(_OWNERLESS_POLLING)
        self.loop = weakref.ref(loop)
        self.watched = {}
        self.timer = None
        weakref.finalize(self, _unref, self.pointer)
        self.watch()

    def begin(self, start):
        """Begins something that shall end in this context."""
        _push(self.pointer)
        try:
            return start()
        finally:
            _pop(self.pointer)
            self.watch()

    def run(self):
        """Does what is to be done now."""
        while _iteration(self.pointer, False):
            pass
        self.watch()
        _tell_changes()

    def wanted(self):
        """The file descriptors to wait for, and for how many milliseconds; -1 where for no time."""
        timeout = ctypes.c_int(-1)
        _acquire(self.pointer)
        try:
            _prepare(self.pointer, None)
            count = _query(self.pointer, _LOWEST, ctypes.byref(timeout), None, 0)
            found = (_PollFD * count)()
            _query(self.pointer, _LOWEST, ctypes.byref(timeout), found, count)
        finally:
            _release(self.pointer)
        return {each.fd: each.events for each in found}, timeout.value

    def watch(self):
        """Has the event loop wait for what the context waits for."""
        loop = self.loop()
        wanted, timeout = self.wanted()
        for fd in self.watched.keys() - wanted.keys():
            loop.remove_reader(fd)
            loop.remove_writer(fd)
        for fd, events in wanted.items():
            if self.watched.get(fd) != events:
                if events & _IN:
                    loop.add_reader(fd, self.run)
                if events & _OUT:
                    loop.add_writer(fd, self.run)
        self.watched = wanted
        if self.timer is not None:
            self.timer.cancel()
        self.timer = None if timeout < 0 else loop.call_later(timeout / 1000, self.run)


_contexts = weakref.WeakKeyDictionary()


def _context_of(loop):
    if loop not in _contexts:
        _contexts[loop] = _Context(loop)
    return _contexts[loop]


def within_the_loop(make):
    """Makes something that tells things in the main context in which it was made: in that of the event loop that runs on
    this thread, if there is one, and no GLib main loop."""
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        return make()
    return make() if GLib.main_depth() > 0 else _context_of(loop).begin(make)


# a program may have a source that is always ready
_MOST_STEPS = 16


def _tell_changes():
    """Has a store that was opened before there was an event loop tell what was changed on another thread: it tells that
    in the default context, which nobody runs where there is no GLib main loop."""
    if GLib.main_depth() > 0:
        return
    context = GLib.MainContext.default()
    for _ in range(_MOST_STEPS):
        if not context.pending() or not context.iteration(False):
            return


class Awaited(asyncio.Future):
    """A call that is under way: what can be awaited, and cancelled, and made a task of.

    One that is cancelled cancels the call, and ends when that has ended: what was cancelled in time has changed nothing, and
    nothing of it goes on. C holds it meanwhile."""

    def __init__(self, where, finish, cancellable, loop):
        super().__init__(loop=loop)
        self._where = where
        self._finish = finish
        self._cancellable = cancellable
        self._given_up = None
        self._driven = None

    def __repr__(self):
        state = "cancelled" if self.cancelled() else "ended" if self.done() else "under way"
        return f"<{self._where}(), {state}>"

    def cancel(self, msg=None):
        """Asks that it ends early; False where it has ended."""
        if self.done():
            return False
        self._given_up = (msg,)
        self._cancellable.cancel()
        return True

    def end(self, result):
        """It has ended. This also lets go what C holds of it, which nobody wants any more where it was given up."""
        if self.done():
            return
        try:
            value = self._finish(result)
        except errors.CancelledError as error:
            super().cancel(*(self._given_up or [str(error)]))
        except (KeyboardInterrupt, SystemExit) as exception:
            self.set_exception(exception)
            raise
        except BaseException as exception:
            self.set_exception(exception) if self._given_up is None else super().cancel(*self._given_up)
        else:
            self.set_result(value) if self._given_up is None else super().cancel(*self._given_up)

    # --- a coroutine, so that asyncio.create_task() and task groups take it --------------------------

    async def _await(self):
        return await self

    def send(self, value):
        self._driven = self._driven or self._await()
        return self._driven.send(value)

    def throw(self, *exception):
        if self._driven is None:
            self.cancel()
        self._driven = self._driven or self._await()
        return self._driven.throw(*exception)

    def close(self):
        if self._driven is not None:
            self._driven.close()


def begin(where, start, finish, cancellable):
    """Begins a call on this thread, and gives what can be awaited: start(cancellable, callback) begins it, finish(result)
    gives what it gave."""
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        raise RuntimeError(
            f"{where}() is to be awaited where an asyncio event loop runs; elsewhere, give it a callback"
        ) from None
    cancellable = cancellable or Gio.Cancellable()
    awaited = Awaited(where, finish, cancellable, loop)
    _context_of(loop).begin(lambda: start(cancellable, lambda source, result, *_: awaited.end(result)))
    return awaited
