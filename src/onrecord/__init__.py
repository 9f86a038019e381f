"""Read reports of conflict and diplomacy, and keep on record who says what.

    import onrecord
    record = onrecord.read("The minister said ...", published="2024-10-28")
    with onrecord.open("record.db") as ledger:
        ledger.add([record])
        ledger.search("minister")

The names below are loaded when they are first used, so that `import onrecord` costs nothing.
"""

from importlib import import_module

_HOMES = {
    "read": "onrecord.views.api", "read_many": "onrecord.views.api", "Record": "onrecord.views.notebook",
    "Report": "onrecord.model", "OnrecordError": "onrecord.errors", "InputError": "onrecord.errors",
    "open": "onrecord.views.ledgers", "Ledger": "onrecord.ledger",
}
__all__ = ["InputError", "Ledger", "OnrecordError", "Record", "Report", "open", "read", "read_many"]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import_module("onrecord.views.notebook")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
