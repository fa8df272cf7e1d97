"""Words of an authority's own: `aliases.toml` beside a report folder's manifest says what they mean."""

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path

from index.errors import ReportError

FILE = "aliases.toml"
_KEPT = "aliases.json"

Aliases = Mapping[str, tuple[str, ...]]
"""An everyday word → the indicators' names, or words of the reports, of which it may mean any."""


def read_aliases(folder: Path) -> Aliases:
    """The aliases of a report folder; none where it has no such file.

    Raises ReportError where the file or one of its entries cannot be understood.
    """
    path = folder / FILE
    if not path.exists():
        return {}
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ReportError(f"{path} cannot be read ({error}): mend it, or remove it to add no words.") from error
    entries = said.pop("aliases", {})
    if said or not isinstance(entries, dict):
        raise ReportError(f"{path} holds something else than aliases: write them under [aliases].")
    return {word.strip(): _meant(path, word, meant) for word, meant in entries.items()}


def _meant(path: Path, word: str, meant: object) -> tuple[str, ...]:
    meanings = [meant] if isinstance(meant, str) else meant
    if not word.strip() or not isinstance(meanings, list) or not meanings:
        raise ReportError(f'{path}, {word!r}: write "everyday word" = "indicator\'s name", or several names in [ ].')
    if not all(isinstance(one, str) and one.strip() for one in meanings):
        raise ReportError(f"{path}, {word!r}: every meaning is a name or a word in quotation marks.")
    return tuple(one.strip() for one in meanings)


def keep_aliases(folder: Path, aliases: Aliases) -> None:
    """Write the aliases into a generation's folder, in place of those it was copied with."""
    (folder / _KEPT).unlink(missing_ok=True)
    if aliases:
        (folder / _KEPT).write_text(aliases_text(aliases), encoding="utf-8")


def kept_aliases(folder: Path) -> Aliases:
    """The aliases that a generation was built with."""
    path = folder / _KEPT
    if not path.exists():
        return {}
    kept: dict[str, list[str]] = json.loads(path.read_text(encoding="utf-8"))
    return {word: tuple(meant) for word, meant in kept.items()}


def aliases_text(aliases: Aliases) -> str:
    """The aliases as they are kept: the same text for the same aliases."""
    return json.dumps({word: list(meant) for word, meant in sorted(aliases.items())}, ensure_ascii=False)
