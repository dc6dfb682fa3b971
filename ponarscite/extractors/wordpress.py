"""Posts from the REST API of WordPress -> claims; each post is a subject of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ponarscite.hookspecs import hookimpl
from ponarscite.record.claim import About, Claim

if TYPE_CHECKING:
    from ponarscite.document.document import Document
    from ponarscite.series.series import Series


@hookimpl
def extract_claims(document: Document, series: Sequence[Series]) -> Iterable[Claim]:
    """Claim the metadata and the works cited of every post; () for other kinds of document."""
    return _claims(document, tuple(series)) if document.kind == "posts" else ()


def _claims(document: Document, series: tuple[Series, ...]) -> Iterator[Claim]:
    from ponarscite.wordpress.post import parse_post, posts_of
    from ponarscite.wordpress.post_claims import post_claims

    posts = posts_of(document.text)
    for n, value in enumerate(posts, 1):
        about = About("subject", f"post {n}" if len(posts) > 1 else "", document.name)
        yield from post_claims(parse_post(value), about, series, document.accessed.iso if document.accessed else "")
