"""Reports in unknown layouts against their transcriptions: `python -m evaluation.unseen [FOLDER] [--faults]`.

Writes `unseen.md` into the folder (by default the results folder).
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from evaluation.report import RESULTS
from evaluation.unseen.comparison import FOLDER, Tally, tally, transcription
from index.figures import extract_figures
from index.layout import lay_out
from index.reading import read_reports


def tallies() -> list[Tally]:
    """Every report of the folder, read and compared."""
    found = []
    for report in read_reports(FOLDER / "reports"):
        name = Path(report.file).stem
        figures, _ = extract_figures(report, lay_out(report.text, report.pages))
        found.append(tally(name, transcription(name), figures))
    return found


def render(found: Sequence[Tally]) -> str:
    """The tallies as Markdown."""
    lines = ["# Figures of reports in unknown layouts", "", "| report | right | wrong | missing | spurious |"]
    lines.append("|---|--:|--:|--:|--:|")
    lines += [f"| {one.report} | {one.right} | {one.wrong} | {one.missing} | {one.spurious} |" for one in found]
    total = [sum(getattr(one, name) for one in found) for name in ("right", "wrong", "missing", "spurious")]
    return "\n".join([*lines, f"| all | {' | '.join(map(str, total))} |"]) + "\n"


def main(arguments: Sequence[str]) -> int:
    """Compare, write the table and say it; with `--faults` each difference as well."""
    folders = [Path(one) for one in arguments if one != "--faults"]
    folder = folders[0] if folders else RESULTS
    found = tallies()
    folder.mkdir(parents=True, exist_ok=True)
    text = render(found)
    (folder / "unseen.md").write_text(text, encoding="utf-8")
    faults = [f"{one.report}: {fault}\n" for one in found for fault in one.faults] if "--faults" in arguments else []
    sys.stdout.write(text + "".join(faults))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
