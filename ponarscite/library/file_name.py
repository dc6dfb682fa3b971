"""The name of a record's file in a dump, made from its key, which may hold any characters."""

from __future__ import annotations

import re
from hashlib import blake2b

LONGEST = 200
"""Characters of a name without its suffix. File systems allow 255 bytes; the name of an unfinished file is longer."""

SUFFIX = ".json"

_UNSAFE = re.compile(rb"[^A-Za-z0-9_.-]")
_FIRST = re.compile(r"[.-]")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|\Z)", re.IGNORECASE)
"""Names of devices, which Windows gives to no file. Source: "Naming Files, Paths, and Namespaces" of Win32."""


def file_name(key: str) -> str:
    """The name of the file of the record with this key: different keys have different names.

    Bytes that are unsafe in a name are percent-encoded, and so is a first character that would hide the file, make it
    an option of a command, or name a device. A long name is cut, and ends with a hash of the key.
    """
    name = _UNSAFE.sub(lambda found: b"%%%02X" % found[0][0], key.encode("utf-8", "surrogatepass")).decode("ascii")
    if _FIRST.match(name) or _RESERVED.match(name):
        name = f"%{ord(name[0]):02X}{name[1:]}"
    if len(name) > LONGEST:
        digest = blake2b(key.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
        name = f"{name[: LONGEST - 33]}~{digest}"
    return name + SUFFIX


def former_file_name(key: str) -> str:
    """The name that version 0.1 gave to the file."""
    return key.replace(":", "%3A") + SUFFIX
