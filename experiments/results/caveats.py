"""What readers of results must know beside the answer: runs that failed, and code that changed while runs came in."""

from __future__ import annotations


def caveats(status: dict, made: dict) -> list[str]:
    """Sentences for a report. status: counts of runs; made: the provenance."""
    return [*of_failures(status), *of_changes(made)]


def of_failures(status: dict) -> list[str]:
    """Runs that fail because of what happens in them leave a sample of the others, which may be a biased one."""
    if not status["failed"] or not status["ok"]:
        return []
    return [f"{status['failed']:,} of {status['planned']:,} runs failed and are left out of every number. If they failed because of what "
            "happened in them, those left are a biased sample; mend the reason before you rely on this answer."]  # fmt: skip


def of_changes(made: dict) -> list[str]:
    """One sentence for each change of code that was accepted while results came in."""
    return [f"The first {entry['runs_done']:,} runs were made before these changes were accepted: {', '.join(entry['changes'])}."
            for entry in made.get("accepted_changes", [])]  # fmt: skip
