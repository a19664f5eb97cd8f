# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
# What PyGObject itself makes of GObject, where examples and the stubs of the library need it.
class GType:
    name: str
    pytype: type[Any] | None
    def is_a(self, type: GType | type[Any]) -> bool: ...

class GInterface:
    __gtype__: GType

class StructMeta(type): ...

class GBoxed(metaclass=StructMeta):
    __gtype__: GType

class GEnum(int):
    __gtype__: GType
    value_name: str
    value_nick: str

class GFlags(int):
    __gtype__: GType
    value_names: list[str]
    value_nicks: list[str]
    def __or__(self, other: int) -> Self: ...  # type: ignore[override]
    def __and__(self, other: int) -> Self: ...  # type: ignore[override]

class GObjectMeta(type): ...

class Object(metaclass=GObjectMeta):
    __gtype__: GType
    def __init__(self, **properties: Any) -> None: ...
    props: Any
    def connect(self, detailed_signal: str, handler: Callable[..., Any], *args: Any) -> int: ...
    def connect_after(self, detailed_signal: str, handler: Callable[..., Any], *args: Any) -> int: ...
    def disconnect(self, handler_id: int) -> None: ...
    def emit(self, signal_name: str, *args: Any) -> Any: ...
    def notify(self, property_name: str) -> None: ...
    def get_property(self, name: str) -> Any: ...
    def set_property(self, name: str, value: object) -> None: ...

class Property:
    def __init__(
        self,
        getter: Callable[[Any], Any] | None = None,
        setter: Callable[[Any, Any], None] | None = None,
        type: Any = None,
        default: Any = None,
        nick: str = "",
        blurb: str = "",
        flags: ParamFlags = ...,
        minimum: float | None = None,
        maximum: float | None = None,
    ) -> None: ...
    def __get__(self, instance: object, owner: builtins.type[Any]) -> Any: ...
    def __set__(self, instance: object, value: Any) -> None: ...

TYPE_STRING: Final[GType]
TYPE_STRV: Final[GType]
