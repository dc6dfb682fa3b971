"""Everything that can go wrong, on one page.

    PonarsciteError
    ├── MisuseError            exit 2: the call itself is wrong
    │   ├── FormatError        no such format
    │   ├── StyleNotFoundError no such style, engine, markup or locale
    │   └── QueryError         a search that cannot be understood
    ├── SourceError            exit 1: a source could not be read
    │   └── FetchError         ... over the network
    ├── StyleError             exit 1: a style that is not valid CSL
    ├── RenderError            exit 1: a renderer or engine failed
    ├── OutputError            exit 1: the text could not be written
    ├── LibraryError           exit 1: the library could not be opened, read or changed
    │   └── UnknownKeyError    no record has this key
    ├── PushError              exit 1: another program or service did not take the records
    └── PluginError            exit 1: an outside plugin failed (reported, never fatal by itself)

An error names the thing and, when known, the next step. Only `ponarscite.cli` turns one into words for a
person. Any other exception is our bug and keeps its traceback.
"""


class PonarsciteError(Exception):
    """An error that a person can act on: what went wrong, and a hint for the next step."""

    exit_code = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class MisuseError(PonarsciteError):
    """The call itself is wrong: an option, a name, a combination."""

    exit_code = 2


class FormatError(MisuseError):
    """No renderer has this name."""


class StyleNotFoundError(MisuseError):
    """No repository has this style, no plugin this engine, no engine this markup or locale."""


class QueryError(MisuseError):
    """A search of the library that cannot be understood; the message points at the place."""


class SourceError(PonarsciteError):
    """A source could not be read, or held nothing to cite."""


class FetchError(SourceError):
    """A source could not be fetched over the network; `status` is what the server answered, 0 when nothing."""

    def __init__(self, message: str, *, hint: str = "", status: int = 0) -> None:
        super().__init__(message, hint=hint)
        self.status = status


class StyleError(PonarsciteError):
    """A style was found, but it is not a CSL style that can be used."""


class RenderError(PonarsciteError):
    """A renderer or a citation engine could not do its work."""


class OutputError(PonarsciteError):
    """A text could not be written to its target."""


class LibraryError(PonarsciteError):
    """The library could not be opened, read or changed; what was in it is still there."""


class UnknownKeyError(LibraryError):
    """No record of the library has this key or number."""


class PushError(PonarsciteError):
    """A program or a service that records were pushed to is not there, or did not take them."""


class PluginError(PonarsciteError):
    """An outside plugin failed; the tool goes on without its answer."""
