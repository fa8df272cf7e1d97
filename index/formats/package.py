"""The zip package that an office file is: looked at before anything in it is unpacked."""

import io
import zipfile

from index.formats.textform import Refused

# A report's parts are a few megabytes. What is read is their XML; pictures stay packed.
_LARGEST = 200 * 1024 * 1024
_MOST = 20_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MEGABYTE = 1024 * 1024


def check_package(data: bytes, kind: str, suffix: str) -> None:
    """Refuse what is no package, is encrypted, or would unpack to more than a report can be.

    The sizes looked at are those that the package declares: nothing past them is ever unpacked.
    """
    if data.startswith(_OLE):
        raise Refused(
            f"is encrypted, or is an old {kind} file under a new name: "
            f"save it as {suffix} without a password, or remove it from the folder."
        )
    if not zipfile.is_zipfile(io.BytesIO(data)):
        raise Refused(f"is damaged or is no {kind} file: save it again as {suffix}, or remove it from the folder.")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = package.infolist()
    size = sum(part.file_size for part in parts if part.filename.lower().endswith((".xml", ".rels")))
    if size > _LARGEST or len(parts) > _MOST:
        raise Refused(
            f"unpacks to {size // _MEGABYTE} MB in {len(parts)} parts, more than a report can be "
            f"({_LARGEST // _MEGABYTE} MB, {_MOST} parts): split it, or remove it from the folder."
        )
