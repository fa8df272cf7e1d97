"""The gate of CI: `python -m evaluation.gate RESULT.json` exits 1 with a sentence for each threshold not reached."""

import sys
from collections.abc import Sequence
from pathlib import Path

from evaluation.report import read
from evaluation.threshold import load_thresholds, shortfalls
from index.errors import ShinchokuError


def gate(arguments: Sequence[str]) -> int:
    """Exit code for the result file in `arguments`: 0 where it reaches every threshold, 1 where not, 2 without one."""
    if len(arguments) != 1:
        sys.stderr.write("gate: name one result file: python -m evaluation.gate RESULT.json\n")
        return 2
    try:
        result, thresholds = read(Path(arguments[0])), load_thresholds()
    except ShinchokuError as error:
        sys.stderr.write(f"gate: {error}\n")
        return error.exit_code
    if not result["overall"]["total"]:
        # An accuracy over nothing is no accuracy: a run that scored no question proves nothing.
        sys.stderr.write(f"gate: {arguments[0]} scores no question.\n")
        return 1
    missed = shortfalls(result, thresholds)
    sys.stderr.writelines(f"gate: {sentence}\n" for sentence in missed)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(gate(sys.argv[1:]))
