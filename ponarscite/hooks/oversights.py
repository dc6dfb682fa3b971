"""Oversights of the author of an outside plugin: the plugin works, but not as it was meant to."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping, Set
from typing import TYPE_CHECKING, NamedTuple

from ponarscite import hookspecs
from ponarscite.errors import close_names
from ponarscite.record.claim import EVIDENCE, OWN_VARIABLES, Claim
from ponarscite.record.item import TYPES, VARIABLES

if TYPE_CHECKING:
    from pluggy import PluginManager

    from ponarscite.series.series import Series

HOOKS = tuple(sorted(name for name, value in vars(hookspecs).items() if hasattr(value, "ponarscite_spec")))
"""The names of the hooks."""

IN_CLAIMS = VARIABLES | OWN_VARIABLES.keys() | EVIDENCE
"""The variables that a claim may be about."""

IN_ITEMS = VARIABLES | {"citation-key", "categories", "custom"}
"""The variables that an item may have. Source: CSL-JSON schema 1.0.2."""


class Oversight(NamedTuple):
    """One oversight, as the command line warns of it."""

    message: str
    hint: str


def of_plugin(manager: PluginManager, name: str, plugin: object) -> Iterator[Oversight]:
    """Yield the functions of a registered plugin that look like hooks but are never called; and a plugin without hooks.

    A name that only resembles a hook ("provide_serie") counts if the plugin does not implement that hook.
    """
    used = {caller.name for caller in manager.get_hookcallers(plugin) or ()}
    like = {one: _hook_like(one) for one in _functions(plugin) if one not in used}
    found = {one: hook for one, hook in like.items() if hook and hook not in used}
    for one, hook in found.items():
        meant = "" if one == hook else f"did you mean {hook}? "
        hint = f"{meant}put @hookimpl above it (from ponarscite import hookimpl)"
        yield Oversight(f"plugin {name!r}: the function {one} is not marked as a hook, and is never called", hint)
    if not used and not found:
        hint = f"a hook is a function with @hookimpl above it, and one of these names: {', '.join(HOOKS)}"
        yield Oversight(f"plugin {name!r} has no hook, and does nothing", hint)


def misspelt(manager: PluginManager, plugin: object) -> str:
    """A hint for a plugin with a function that is marked, but named like no hook; "" for any other plugin."""
    for name in _functions(plugin):
        options = manager.parse_hookimpl_opts(plugin, name)
        named = options and (options.get("specname") or name)
        if named and named not in HOOKS:
            near = close_names(named, HOOKS)
            return f"did you mean {' or '.join(near)}?" if near else f"the hooks are {', '.join(HOOKS)}"
    return ""


def _functions(plugin: object) -> list[str]:
    """The names of the functions of a plugin, but for the specifications that it imports."""
    named = ((name, inspect.getattr_static(plugin, name, None)) for name in dir(plugin) if not name.startswith("_"))
    own = ((name, value) for name, value in named if callable(value) and not inspect.isclass(value))
    return [name for name, value in own if not hasattr(value, "ponarscite_spec")]


def _hook_like(name: str) -> str:
    """The hook that a function is named like, "" for none. The first word ("provide") has to be that of the hook."""
    if name in HOOKS:
        return name
    verb = name.partition("_")[0]
    near = close_names(name, [hook for hook in HOOKS if hook.partition("_")[0] == verb])
    return next((hook for hook in near if abs(len(hook) - len(name)) <= 2), "")


def in_claim(plugin: str, claim: Claim) -> tuple[str, Oversight] | None:
    """The variable of a claim that no record can hold, and the oversight; None for a claim that a record can hold."""
    variable = claim.variable
    if variable not in IN_CLAIMS:
        return f"{variable:.60}", _unknown(plugin, f"claims the variable {variable[:60]!r}", variable, IN_CLAIMS)
    if variable == "type" and claim.text not in TYPES:
        return f"type {claim.text:.60}", _unknown(plugin, f"claims the type {claim.text[:60]!r}", claim.text, TYPES)
    return None


def in_item(plugin: str, item: Mapping[str, object]) -> Iterator[Oversight]:
    """Yield the variables of a reference's item that CSL does not have."""
    for variable in item.keys() - IN_ITEMS:
        yield _unknown(plugin, f"gives the variable {variable[:60]!r}", variable, IN_ITEMS)


def in_series(plugin: str, series: Series) -> Oversight | None:
    """The oversight of a series whose members have a type that CSL does not have; None for any other series."""
    what = f"gives the series {series.label[:60]!r} the type {series.item_type[:60]!r}"
    return None if series.item_type in TYPES else _unknown(plugin, what, series.item_type, TYPES)


def _unknown(plugin: str, what: str, name: str, known: Set[str]) -> Oversight:
    spellings = {one.casefold(): one for one in sorted(known)}
    spelt = name.casefold().replace("_", "-")
    near = [spellings[spelt]] if spelt in spellings else [spellings[one] for one in close_names(spelt, spellings)]
    hint = f"did you mean {' or '.join(near)}?" if near else "ponarscite help claims lists what a record can hold"
    return Oversight(f"plugin {plugin!r} {what}, which does not exist: it is left out", hint)
