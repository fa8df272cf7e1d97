"""The figures of the packaged reports against their transcriptions: `python -m evaluation.figures [FOLDER]`.

Writes `figures.json` and `figures.md` into the folder (by default the results folder) and exits 1 where a cell is
wrong, missing or spurious.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from evaluation.figures.comparison import Comparison, compare, transcribed, transcription
from evaluation.report import RESULTS
from index.figures import extract_figures
from index.layout import lay_out
from index.reading import packaged_reports, read_reports


def compared() -> list[Comparison]:
    """Every transcribed report's figures, read anew from the packaged reports, against its transcription."""
    reports = {report.id: report for report in read_reports(packaged_reports())}
    return [
        compare(name, transcription(name), extract_figures(reports[name], lay_out(reports[name].text))[0])
        for name in transcribed()
    ]


def render(comparisons: Sequence[Comparison]) -> str:
    """The comparison as Markdown."""
    lines = ["# Figures against their transcriptions", "", "| report | right | wrong | missing | spurious |"]
    lines.append("|---|--:|--:|--:|--:|")
    for one in comparisons:
        lines.append(f"| {one.report} | {one.right} | {one.wrong} | {one.missing} | {one.spurious} |")
    total = [sum(getattr(one, name) for one in comparisons) for name in ("right", "wrong", "missing", "spurious")]
    lines.append(f"| all | {' | '.join(map(str, total))} |")
    faults = [fault for one in comparisons for fault in one.faults]
    if faults:
        lines += ["", "| report | line | text | field | wanted | got |", "|---|--:|---|---|---|---|"]
        lines += [" | ".join(("", *(str(part) for part in asdict(fault).values()), "")).strip() for fault in faults]
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str]) -> int:
    """Compare, write both files, say the table; 0 where every cell is exact, else 1."""
    folder = Path(arguments[0]) if arguments else RESULTS
    comparisons = compared()
    folder.mkdir(parents=True, exist_ok=True)
    values = [asdict(one) for one in comparisons]
    (folder / "figures.json").write_text(json.dumps(values, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    text = render(comparisons)
    (folder / "figures.md").write_text(text, encoding="utf-8")
    sys.stdout.write(text)
    return 0 if all(one.exact for one in comparisons) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
