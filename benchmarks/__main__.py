"""Run every comparison and print its ratio: `python -m benchmarks [--tours N] [words of the names to keep]`."""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from app.db import lifecycle
from app.demo.write import write_demo
from app.queries.plan import plan
from benchmarks import cases, windows
from benchmarks.large import office, write_large
from benchmarks.measure import Case, Result, measure


def main() -> None:
    """Measure in a folder that disappears."""
    options = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    options.add_argument("--tours", type=int, help="rounds per comparison instead of its own number")
    options.add_argument("words", nargs="*", help="keep the comparisons whose name holds one of these words")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        print("| act | against | ours | bare | ratio | rounds |\n|---|---|---:|---:|---:|---:|", flush=True)
        for case in _all(Path(name)):
            if not chosen.words or any(word in case.name for word in chosen.words):
                print(_line(measure(case, chosen.tours), chosen.tours), flush=True)


def _all(folder: Path) -> Iterator[Case]:
    large = write_large(folder / "large.binome", folder)
    write_demo(folder / "demo.binome", office(folder))
    started = [Path(shutil.copy(folder / name, folder / f"started-{name}")) for name in ("demo.binome", "large.binome")]
    yield from windows.starting(started[0], started[1], folder)
    yield from cases.opening(large, folder)
    yield from windows.typing(large, folder)
    dossier = lifecycle.open_(large, office(folder))
    yield from cases.filtering(dossier.ask(plan, cases.TODAY).rows)
    yield from cases.searching(dossier, large)
    yield from cases.editing(dossier, large, folder)
    demo = lifecycle.open_(folder / "demo.binome", office(folder), read_only=True)
    yield from cases.exporting_table(demo, folder, "demonstration", 9)
    yield from cases.exporting_table(dossier, folder, "2,000 actions", 3)
    yield from cases.exporting_minutes(demo, folder)
    yield from cases.importing(folder)
    demo.close()
    dossier.close()


def _line(result: Result, rounds: int | None) -> str:
    case = result.case
    ours, reference = (f"{seconds * 1000:,.1f} ms" for seconds in (result.ours, result.reference))
    return (
        f"| {case.name} | {case.reference_name} | {ours} | {reference} | {result.ratio:.2f} | {rounds or case.rounds} |"
    )


if __name__ == "__main__":
    main()
