"""What changed since results were begun: another experiment, which is never joined to them, or other code, which can be."""

from __future__ import annotations

from datetime import UTC, datetime

from ..errors import UserError
from .provenance import digest_of, provenance
from .store import Store


def another_experiment(store: Store) -> list[str]:
    """What makes it another experiment beside its config: the points of its design, its files, the user's own strategies."""
    then, experiment = store.provenance(), store.experiment()
    changed = then.get("points_sha256") and store.points_hash() != then["points_sha256"]
    said = ["the points of the design changed"] if changed else []
    said += [f"{path} was changed" for path, digest in then.get("files", {}).items() if digest_of(path) != digest]
    now = {name: strategy.version for name, strategy in experiment.scenario.own_strategies.items()}
    return said + [f"the strategy {name} was changed" for name, version in then.get("strategies", {}).items() if now.get(name) != version]


def other_code(store: Store) -> list[str]:
    """How the model's code and the packages differ from those that results were begun, or last gone on, with."""
    then = store.provenance()
    last = (then.get("accepted_changes") or [then])[-1]
    now = provenance(store.experiment(), "", "", "")
    said = ["the model's code or compiler changed"] if now["code"] != last["code"] else []
    return said + [f"{package} is {now['packages'].get(package, 'absent')} and was {version}"
                   for package, version in last["packages"].items() if now["packages"].get(package) != version]  # fmt: skip


def refuse_changes(store: Store) -> None:
    """Raise UserError, naming the difference, if results cannot be gone on with as they were begun."""
    others = another_experiment(store)
    if others:
        raise UserError(f"{store.folder}: {', '.join(others)}, which makes it another experiment; undo that, or begin anew "
                        f"with: vitaminb run {store.folder / 'config.yaml'}")  # fmt: skip
    changes = other_code(store)
    if changes:
        raise UserError(f"{store.folder}: {', '.join(changes)}; undo that, begin anew with `vitaminb run --fresh`, or go on all "
                        f"the same with `vitaminb resume {store.folder} --accept-changes`")  # fmt: skip


def accept_changes(store: Store) -> list[str]:
    """Note in the provenance that results are gone on with by other code. Raises UserError for another experiment."""
    changes = other_code(store)
    if changes and not another_experiment(store):
        now = provenance(store.experiment(), "", "", "")
        entry = {"accepted": datetime.now(UTC).isoformat(timespec="seconds"), "runs_done": len(store.finished()),
                 "changes": changes, "code": now["code"], "packages": now["packages"]}  # fmt: skip
        store.note("accepted_changes", [entry])
    refuse_changes(store)
    return changes
