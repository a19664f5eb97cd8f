# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The move of an action of which C cannot leave out what a program does not know."""

from .annotations import Annotation
from .api import RAW
from .extending import extend

_review = RAW.Action.review


@extend(RAW.Action)
class _Action:
    def review(self, effect=None, effect_rating=None, reflection=None, on=None):
        # 0 is no rating in C; here it would be one that is out of bounds
        rating = 0 if effect_rating is None else RAW.Action.effect_rating.take(effect_rating)
        return _review(self, effect, rating, reflection, on)


def _describe(function):
    parameters = dict(_review.__signature__.parameters)
    parameters["effect"] = parameters["effect"].replace(default=None)
    parameters["effect_rating"] = parameters["effect_rating"].replace(default=None, annotation=Annotation("int | None"))
    function.__signature__ = _review.__signature__.replace(parameters=parameters.values())
    function.__doc__ = _review.__doc__


_describe(RAW.Action.review)
