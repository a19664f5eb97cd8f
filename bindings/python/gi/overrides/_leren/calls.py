# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Every call of the namespace as a function of Python, by what api.json says of it.

Arguments are checked and converted, and may be named or left out; results are converted back; an error is an exception;
an asynchronous call without a callback gives what can be awaited. What PyGObject made of the call does the work."""

import inspect
import re

from gi._gi import Repository
from gi.repository import Gio, GLib

from . import enums, errors
from .annotations import Annotation, annotation_of, annotation_of_results
from .api import API, RAW
from .arguments import shown, taker
from .results import giver
from .shapes import REQUIRED, shape

_MODULE = RAW.__name__
# what says that a call is about a file
_FILES = {"Gio.File", "filename"}


def _signature(made, bound, kinds):
    parameters = [inspect.Parameter("self", inspect.Parameter.POSITIONAL_OR_KEYWORD)] if bound else []
    parameters += [
        inspect.Parameter(
            argument.name,
            inspect.Parameter.POSITIONAL_OR_KEYWORD,
            default=inspect.Parameter.empty if argument.required else argument.default,
            annotation=annotation_of(argument),
        )
        for argument in made.arguments
    ]
    if made.takes_callback:
        parameters.append(inspect.Parameter("user_data", inspect.Parameter.VAR_POSITIONAL))
    return inspect.Signature(parameters, return_annotation=kinds)


class Call:
    """One call: what is needed to make it, and to make a function of it."""

    def __init__(self, where, described, function, of_a_framework):
        self.where = where
        self.described = described
        self.function = function
        self.shape = shape(described, API["enums"])
        arguments = self.shape.arguments
        self.names = [argument.name for argument in arguments]
        self.takers = [taker(argument.described) for argument in arguments]
        self.least = sum(argument.required for argument in arguments)
        self.given_for_nothing = [
            None if argument.required else take(argument.default) for argument, take in zip(arguments, self.takers)
        ]
        self.givers = [giver(each) for each in self.shape.results]
        self.limits = [
            (i, argument.described["below"]) for i, argument in enumerate(arguments) if "below" in argument.described
        ]
        self.concepts = [
            i for i, argument in enumerate(arguments) if of_a_framework and argument.described.get("ids") == ["Concept"]
        ]
        self.checked = bool(self.limits or self.concepts)
        self.guards = [i for i, argument in enumerate(arguments) if argument.described["scope"] == "call"]
        self.about_file = any(
            argument.type["name"] in _FILES or argument.described["doc"].startswith("the path of a file")
            for argument in arguments
        )

    # --- what is given ------------------------------------------------------------------------------

    def complete(self, args, kwargs):
        """All arguments in their order, from those given in order and by name; TypeError where that does not fit."""
        if len(args) > len(self.names):
            raise TypeError(f"{self.where}() takes {len(self.names)} arguments, and got {len(args)}")
        given = list(args) + [REQUIRED] * (len(self.names) - len(args))
        for name, value in kwargs.items():
            if name not in self.names:
                raise TypeError(f"{self.where}() has no argument {name!r}; it has {', '.join(self.names) or 'none'}")
            place = self.names.index(name)
            if place < len(args):
                raise TypeError(f"{self.where}() got {name!r} twice")
            given[place] = value
        missing = [name for name, value in zip(self.names[: self.least], given) if value is REQUIRED]
        if missing:
            raise TypeError(f"{self.where}() lacks {', '.join(repr(name) for name in missing)}")
        return given

    def take(self, args, kwargs):
        """What C is given."""
        if kwargs or not self.least <= len(args) <= len(self.names):
            args = self.complete(args, kwargs)
        taken = []
        try:
            for take, value, nothing in zip(self.takers, args, self.given_for_nothing):
                taken.append(nothing if value is REQUIRED else take(value))
        except (TypeError, ValueError) as error:
            # only the text is ours: an exception of a program's own __index__ or the like stays what it is
            raise self.named(len(taken), error) from error.__cause__
        return taken + self.given_for_nothing[len(taken) :]

    def named(self, place, error):
        """An error, with the argument that it is about in front."""
        if type(error) not in (TypeError, ValueError):
            return error
        return type(error)(f"{self.where}(), {self.names[place]}: {error}").with_traceback(error.__traceback__)

    def check(self, instance, taken):
        """A place beyond the end and a concept of another framework are refused here: C would take them for a fault in the
        program."""
        for place in self.concepts:
            framework = instance.get_framework()
            if framework.get_concept(taken[place]) is None:
                known = [concept.get_id() for concept in framework]
                raise errors.UnknownNameError(enums.not_one_of(f"{self.where}(), {framework.get_id()}", taken[place], known))
        before = []
        for place, counter in self.limits:
            count = getattr(instance, counter)(*before[: len(_arguments_of(instance, counter))])
            if not 0 <= taken[place] < count:
                there = f"they go from 0 to {count - 1}" if count else "there are none"
                raise IndexError(f"{self.where}(), {self.names[place]}: there is no {taken[place]}; {there}")
            before.append(taken[place])

    # --- what comes back ----------------------------------------------------------------------------

    def give(self, result):
        givers = self.givers
        if self.shape.done or self.shape.maybe:
            returned, result = (result[0], result[1:]) if isinstance(result, tuple) else (result, ())
            if self.shape.maybe and not returned:
                return None
            if len(givers) == 1:
                result = result[0]
        if not givers:
            return None
        if len(givers) == 1:
            return result if givers[0] is None else givers[0](result)
        return tuple(value if give is None else give(value) for give, value in zip(givers, result))

    def make(self, *args):
        """Makes the call with what C takes."""
        raised = []
        for place in self.guards:
            args = _guarded(args, place - len(self.names), raised)
        try:
            result = self.function(*args)
        except GLib.Error as error:
            raised.append(errors.from_glib(error, self.about_file))
        # what an accessor of a record raised says more than that C could not go on
        raised = errors.take_kept() + raised
        if raised:
            # not where it was caught, so that what a program raised is as it was raised
            raise raised[0]
        return self.give(result)


def _guarded(args, place, raised):
    """The arguments, with a function of the program that keeps its exception: PyGObject would print it, and go on."""
    function = args[place]
    # one that need not be given
    if function is None:
        return args

    def guarded(*given):
        if raised:
            return 0
        try:
            return function(*given)
        except BaseException as exception:
            raised.append(exception)
            return 0

    return (*args[:place], guarded, *args[place:][1:])


def _arguments_of(instance, method):
    return getattr(type(instance), method).__leren__.names


def _async_function(call, finish, bound):
    """A call that is begun here and ends later: with a callback as in C, or to be awaited."""
    callback = call.names.index("callback")
    # what is said of the end of it goes by what it was begun with
    finish.about_file = call.about_file
    cancellable = call.names.index("cancellable") if "cancellable" in call.names else None

    def begin(instance, args, kwargs):
        extra = args[len(call.names) :]
        taken = call.take(args[: len(call.names)], kwargs)
        if call.checked:
            call.check(instance, taken)
        source = () if instance is None else (instance,)
        if taken[callback] is not None:
            return call.make(*source, *taken, *extra)

        def start(cancelled_by, done):
            if cancellable is not None:
                taken[cancellable] = cancelled_by
            taken[callback] = done
            call.make(*source, *taken)

        # asyncio takes longer to load than all of this, and not every program awaits
        from . import tasks

        return tasks.begin(
            call.where,
            start,
            lambda result: finish.make(*source, result),
            None if cancellable is None else taken[cancellable],
        )

    if bound:

        def function(self, *args, **kwargs):
            return begin(self, args, kwargs)

    else:

        def function(*args, **kwargs):
            return begin(None, args, kwargs)

    return function


def _finish_function(call, bound):
    """The end of a call, which C wants to be given what its callback was given, and nothing else."""

    def finish(instance, args, kwargs):
        taken = call.take(args, kwargs)
        if not Gio.Task.is_valid(taken[0], instance):
            raise ValueError(f"{call.where}(), result: this is not what ends a call of {shown(instance)}")
        return call.make(*([] if instance is None else [instance]), *taken)

    if bound:

        def function(self, *args, **kwargs):
            return finish(self, args, kwargs)

    else:

        def function(*args, **kwargs):
            return finish(None, args, kwargs)

    return function


def _function(call, bound):
    take, make = call.take, call.make

    if call.names[:1] == ["result"] and call.where.endswith("_finish"):
        return _finish_function(call, bound)
    if bound and call.checked:

        def function(self, *args, **kwargs):
            taken = take(args, kwargs)
            call.check(self, taken)
            return make(self, *taken)

    elif bound:

        def function(self, *args, **kwargs):
            return make(self, *take(args, kwargs))

    else:

        def function(*args, **kwargs):
            return make(*take(args, kwargs))

    return function


def _is_of_a_framework(owner):
    """Whether the concepts that a class is asked for are those of one framework."""
    asked = owner and API["classes"][owner]["methods"].get("get_framework")
    return bool(asked) and not asked["parameters"] and asked["returns"]["name"] == "Leren.Framework"


def _made(owner, name, described, raw, bound, finish=None):
    """The function of Python for one call; `owner` is its class, None where it belongs to the namespace itself."""
    qualified = f"{owner}.{name}" if owner else name
    call = Call(f"Leren.{qualified}", described, raw, _is_of_a_framework(owner))
    results = annotation_of_results(call.shape)
    if finish is None:
        function = _function(call, bound)
    else:
        function = _async_function(call, finish, bound)
        results = Annotation(f"Awaitable[{annotation_of_results(finish.shape)!r}]")
    function.__name__ = name
    function.__qualname__ = qualified
    function.__module__ = _MODULE
    function.__doc__ = described["docstring"]
    function.__signature__ = _signature(call.shape, bound, results)
    function.__leren__ = call
    return function


def _install(owner, target, described, raw_of, bound, wrap):
    """Puts functions in the place of what PyGObject made of a group of calls."""
    made = {}
    # those that end a call come first: those that begin one need them
    for name in sorted(described, key=lambda name: not name.endswith("_finish")):
        finish = made[described[name]["finish"]].__leren__ if "finish" in described[name] else None
        made[name] = _made(owner, name, described[name], raw_of(name), bound, finish)
        setattr(target, name, wrap(made[name]))
    return made


FUNCTIONS = {}


def _install_static():
    """PyGObject has the functions of a class a second time, as declaration_register() beside Declaration.register()."""
    for name, described in API["classes"].items():
        prefix = re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()
        for call in described["functions"]:
            if Repository.get_default().find_by_name(API["namespace"], f"{prefix}_{call}") is not None:
                setattr(RAW, f"{prefix}_{call}", getattr(getattr(RAW, name), call))


def install():
    """Every class and function of the namespace."""
    for name, described in API["classes"].items():
        cls = getattr(RAW, name)
        _install(name, cls, described["methods"], cls.__dict__.__getitem__, True, lambda function: function)
        for kind in ("functions", "constructors"):
            _install(name, cls, described[kind], lambda call: getattr(cls, call), False, staticmethod)
    FUNCTIONS.update(
        _install(None, RAW, API["functions"], lambda name: getattr(RAW, name), False, lambda function: function)
    )
    _install_static()
