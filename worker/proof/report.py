"""Proofs as a page of Markdown: what held, and which mutants survive with which reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graders.wording import shown_points
from worker.proof import Entry, Proof, Trial

SHOWN = 90
"""Characters of a change that a table shows."""


def page(proofs: Sequence[tuple[str, Proof]], seconds: float, jobs: int) -> str:
    """The page of these quests, by slug.

    Args:
        seconds: wall time of all of them.
        jobs: how many notebooks were run at a time.
    """
    return "\n".join([*_heading(proofs, seconds, jobs), *_table(proofs), *_survivors(proofs)]) + "\n"


def _heading(proofs: Sequence[tuple[str, Proof]], seconds: float, jobs: int) -> Iterator[str]:
    held = sum(proof.held for _, proof in proofs)
    trials = [trial for _, proof in proofs if proof.mutants for trial in proof.mutants.trials]
    runs = [*(entry["cached"] for _, proof in proofs for entry in proof.entries), *(trial.cached for trial in trials)]
    yield "# Proofs"
    yield ""
    yield (
        f"{held} of {len(proofs)} quests hold what they claim. {len(runs)} notebooks and mutants in "
        f"{seconds / 60:.1f} minutes, {jobs} at a time; {sum(runs)} of them were known from before."
    )
    yield ""


def _table(proofs: Sequence[tuple[str, Proof]]) -> Iterator[str]:
    yield "| quest | notebooks | as claimed | solution | mutants | tried | killed | survive | seconds |"
    yield "|---|---:|---:|---:|---:|---:|---:|---:|---:|"
    for slug, proof in proofs:
        entries = proof.entries
        seconds = sum(entry["seconds"] for entry in entries)
        held = sum(entry["held"] for entry in entries)
        solution = f"{_points(entries[0])}, {entries[0]['seconds']:.1f} s"
        mutants = "| – | – | – | – "
        if proof.mutants:
            found = proof.mutants
            seconds += sum(trial.seconds for trial in found.trials)
            killed = f"{len(found.of('killed'))} ({found.share:.0%})"
            mutants = f"| {found.made} | {len(found.trials)} | {killed} | {len(found.of('survived'))} "
        yield f"| {slug} | {len(entries)} | {held} | {solution} {mutants}| {seconds:.0f} |"
    yield ""


def _points(entry: Entry) -> str:
    return f"{shown_points(entry['score'])}/{shown_points(entry['max_score'])}"


def _survivors(proofs: Sequence[tuple[str, Proof]]) -> Iterator[str]:
    for slug, proof in proofs:
        broken = [entry for entry in proof.entries if not entry["held"]]
        objections = proof.mutants.objections if proof.mutants else []
        survivors = proof.mutants.of("survived") if proof.mutants else []
        notices = proof.mutants.notices if proof.mutants else []
        if not (broken or objections or notices or survivors):
            continue
        yield f"## {slug}"
        yield ""
        yield from (f"- **{entry['notebook']}**: {entry['note']['en']}" for entry in broken)
        yield from (f"- **{objection.en}**" for objection in objections)
        yield from (f"- {notice.en}" for notice in notices)
        if broken or objections or notices:
            yield ""
        if survivors:
            yield "| survivor | change | why it may |"
            yield "|---|---|---|"
            yield from map(_survivor, survivors)
            yield ""


def _survivor(trial: Trial) -> str:
    mutant = trial.mutant
    reason = trial.reason.en if trial.reason else "**not said**"
    return f"| `{mutant.id}` | {_code(mutant.before)} → {_code(mutant.after)} | {_cell(reason)} |"


def _code(text: str) -> str:
    shown = text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
    return f"`` {_cell(shown)} ``" if "`" in shown else f"`{_cell(shown)}`"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
