"""What a claim says, in the config itself, so that users can state claims of their own."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, field_validator

from sim.parameters import Parameters, par


class Contrast(Parameters):
    """One comparison, paired by replication: `this` against `than`; each a strategy, maybe at a point: call_first@1."""

    this: str = Field(description="label of a strategy, with @n at point n of the design")
    than: str = Field(description="what it is compared with")
    response: str | None = Field(default=None, description="another response than the claim's")
    than_response: str | None = Field(default=None, description="another response for `than`, for example share_weak against share_strong")
    direction: Literal["more", "less", "same"] | None = Field(default=None, description="another direction than the claim's")

    @field_validator("this", "than")
    @classmethod
    def a_place(cls, given):
        """A label and maybe the number of a point."""
        label, _, point = given.partition("@")
        if not label or (point and not point.isdigit()) or given.endswith("@"):
            raise ValueError(f"claim: '{given}' must be a strategy, or a strategy and a point: call_first@1")
        return given


class Claim(Parameters):
    """A statement that runs can refute."""

    id: str = Field(min_length=1, max_length=40, description="short name")
    statement: str = Field(min_length=3, description="what is claimed")
    source: str = Field(default="the article", description="who claims it")
    response: str = Field(description="what is compared")
    contrasts: tuple[Contrast, ...] = Field(min_length=1, description="all of them must hold")
    direction: Literal["more", "less", "same"] = Field(default="more", description="this has more, less, or the same as than")
    smallest: float = par(0.1, 0, 10, "share", "smallest effect that matters, as a share of the mean of what it is compared with")
    elsewhere: str = Field(default="", description="what evidence elsewhere says")
    scenario_only: bool = Field(default=False, description="no test exists elsewhere: read the result as a scenario")


def place_of(text: str) -> tuple[str, int]:
    """Label and point of one side of a contrast."""
    label, _, point = text.partition("@")
    return label, int(point or 0)
