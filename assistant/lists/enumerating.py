"""The text of a list: complete and no longer than one reads, each entry with its mark."""

from collections.abc import Sequence
from dataclasses import dataclass

# What a list may take, its head and notes aside; English takes more letters to say as much.
_MOST_CHARACTERS, _MOST_ENGLISH = 2_100, 3_400
_MOST_LINES = 30


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list with the mark of its citation."""

    text: str
    mark: str


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A list's text, with the numbers that it counts itself."""

    text: str
    counts: tuple[int, ...]


def enumerated(forms: Sequence[Sequence[Entry]], groups: Sequence[tuple[str, int]], *, japanese: bool) -> Enumeration:
    """The list in the fullest of its forms that fits; `groups` are labels with the number of entries under each.

    Where no form fits, entries of the shortest follow on one line as long as there is room, and the rest is counted.
    """
    size, room = len(forms[0]), _MOST_CHARACTERS if japanese else _MOST_ENGLISH
    fitting = next((form for form in forms if _fits(form, room)), forms[-1])
    lines = _lines(fitting, groups, japanese=japanese)
    kept, left = _within(lines, size, room)
    head = _head(size, groups, japanese=japanese)
    text = "\n".join((head, *kept, *_more(left, japanese=japanese)))
    return Enumeration(text, (size, left, *(count for _, count in groups)))


def _fits(form: Sequence[Entry], room: int) -> bool:
    return len(form) <= _MOST_LINES and sum(len(entry.text) + len(entry.mark) + 2 for entry in form) <= room


def _lines(form: Sequence[Entry], groups: Sequence[tuple[str, int]], *, japanese: bool) -> list[str]:
    bullet = "・" if japanese else "- "
    entries = [f"{bullet}{entry.text}{entry.mark}" for entry in form]
    if not groups:
        return entries
    lines: list[str] = []
    for label, count in groups:
        own, entries = entries[:count], entries[count:]
        lines += [f"{label}（{count}件）" if japanese else f"{label} ({count} {_items(count)})", *own]
    return lines


def _within(lines: Sequence[str], size: int, room: int) -> tuple[list[str], int]:
    """The lines that fit, and how many entries are left out."""
    kept: list[str] = []
    for line in lines:
        room -= len(line) + 1
        if room < 0:
            break
        kept.append(line)
    listed = sum(line.startswith(("・", "- ")) for line in kept)
    return kept, size - listed


def _head(size: int, groups: Sequence[tuple[str, int]], *, japanese: bool) -> str:
    parts = "、".join(f"{label} {count}件" for label, count in groups) if len(groups) > 1 and japanese else ""
    if japanese:
        return f"全部で{size}件です（{parts}）。" if parts else f"当てはまるのは次の{size}件です。"
    parts = ", ".join(f"{label} {count} {_items(count)}" for label, count in groups) if len(groups) > 1 else ""
    fit = "fits" if size == 1 else "fit"
    return f"{size} {_items(size)} {fit} ({parts}):" if parts else f"{size} {_items(size)} {fit}:"


def _more(left: int, *, japanese: bool) -> list[str]:
    if not left:
        return []
    return [f"ほかに{left}件あります。" if japanese else f"There are {left} more."]


def _items(count: int) -> str:
    return "item" if count == 1 else "items"
