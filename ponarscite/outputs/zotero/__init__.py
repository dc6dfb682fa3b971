"""Push to Zotero: the program on this machine, or a library at zotero.org."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ponarscite.hookspecs import Pushed, PushOptions, PushResources, PushTarget, hookimpl
from ponarscite.record.record import Record


def _to_program(records: Sequence[Record], options: PushOptions, resources: PushResources) -> Iterator[Pushed]:
    from ponarscite.outputs.zotero.desktop import push

    return push(records, options, resources)


def _to_service(records: Sequence[Record], options: PushOptions, resources: PushResources) -> Iterator[Pushed]:
    from ponarscite.outputs.zotero.web_api import push

    return push(records, options, resources)


@hookimpl
def provide_push_targets() -> Iterable[PushTarget]:
    """Provide the targets "zotero" and "zotero.org"."""
    return (
        PushTarget(name="zotero", description="the Zotero that runs on this machine", push=_to_program),
        PushTarget(
            name="zotero.org",
            description="a library at zotero.org, with a key from ZOTERO_API_KEY or the keyring",
            push=_to_service,
        ),
    )
