"""Push to JabRef through its HTTP server, which adds entries to the open library."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ponarscite.hookspecs import Pushed, PushOptions, PushResources, PushTarget, hookimpl
from ponarscite.record.record import Record


def _push(records: Sequence[Record], options: PushOptions, resources: PushResources) -> Iterator[Pushed]:
    from ponarscite.outputs.jabref.server import push

    return push(records, options, resources)


@hookimpl
def provide_push_targets() -> Iterable[PushTarget]:
    """Provide the target "jabref"."""
    return (
        PushTarget(name="jabref", description="the JabRef that runs on this machine, by its HTTP server", push=_push),
    )
