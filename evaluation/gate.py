"""The gate of CI: `python -m evaluation.gate FOLDER` exits 1 with a sentence for each thing that must not be.

FOLDER holds the results of a run of `evaluation.suite`. Each must reach its thresholds, and none may fall behind the
committed result of its set.
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from evaluation.report import RESULTS, Result, read
from evaluation.suite import SETS
from evaluation.threshold import fall, load_thresholds, shortfalls
from index.errors import ShinchokuError


def gate(arguments: Sequence[str], committed: Path = RESULTS) -> int:
    """Exit code for the results in the folder of `arguments`: 0 where all holds, 1 where not, 2 without any."""
    if len(arguments) != 1:
        sys.stderr.write("gate: name one folder of results: python -m evaluation.gate FOLDER\n")
        return 2
    try:
        results = dict(_results(Path(arguments[0])))
        earlier = dict(_results(committed))
        faults = [
            f"{name}: {fault}" for name, result in results.items() for fault in _faults(result, earlier.get(name))
        ]
    except ShinchokuError as error:
        sys.stderr.write(f"gate: {error}\n")
        return error.exit_code
    if not results:
        sys.stderr.write(f"gate: there is no result of a question set in {arguments[0]}.\n")
        return 2
    faults += [f"{name}: it was measured before and has no result now." for name in earlier if name not in results]
    sys.stderr.writelines(f"gate: {fault}\n" for fault in faults)
    return 1 if faults else 0


def _results(folder: Path) -> Iterator[tuple[str, Result]]:
    for one in SETS:
        path = folder / f"{one.name}.json"
        if path.is_file():
            yield one.name, read(path)


def _faults(result: Result, earlier: Result | None) -> Iterator[str]:
    if not result["overall"]["total"]:
        # An accuracy over nothing is no accuracy: a run that scored no question proves nothing.
        yield "no question is scored."
        return
    yield from shortfalls(result, load_thresholds(name=str(result["name"])))
    if earlier is not None:
        yield from fall(result, earlier)


if __name__ == "__main__":
    sys.exit(gate(sys.argv[1:]))
