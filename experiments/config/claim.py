"""What a claim says, in the config itself, so that users can state claims of their own."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, field_validator, model_validator

from sim.parameters import Parameters, par


class Contrast(Parameters):
    """One comparison, paired by replication: `this` against `than`; each a strategy, maybe at a point: call_first@1."""

    this: str = Field(description="label of a strategy, with @n at point n of the design")
    than: str = Field(description="what it is compared with")
    response: str | None = Field(default=None, description="another response than the claim's")
    than_response: str | None = Field(default=None, description="another response for `than`, for example share_weak against share_strong")
    direction: Literal["more", "less", "same"] | None = Field(default=None, description="another direction than the claim's")
    beyond: str | None = Field(default=None, description="count both sides beyond what this strategy has, for example idle")
    judged: bool = Field(default=True, description="counts towards the verdict; otherwise it is only shown")

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

    id: str = Field(min_length=1, max_length=40, pattern=r"^[\w-]+$", description="short name: letters, digits, _ and -")
    statement: str = Field(min_length=3, description="what is claimed")
    source: str = Field(default="the article", description="who claims it")
    response: str = Field(description="what is compared")
    contrasts: tuple[Contrast, ...] = Field(min_length=1, description="all of them must hold")
    direction: Literal["more", "less", "same"] = Field(default="more", description="this has more, less, or the same as than")
    smallest: float = par(0.1, 0, 10, "share", "smallest effect that matters, as a share of the mean of what it is compared with")
    elsewhere: str = Field(default="", description="what evidence elsewhere says")
    scenario_only: bool = Field(default=False, description="no test exists elsewhere: read the result as a scenario")
    answer: Literal["verdict", "design", "split"] = Field(
        default="verdict", description="what is told beside the verdict: nothing, what a report says of the design, or the best split of hours"
    )

    @model_validator(mode="after")
    def known_responses(self):
        """Responses that runs have, and something that is judged."""
        from ..responses.of_a_run import RESPONSES
        from .records import unknown_key

        for response in sorted(responses_of(self)):
            if response not in RESPONSES:
                raise ValueError("claim: response: " + unknown_key(response, list(RESPONSES)))
        if not any(contrast.judged for contrast in self.contrasts):
            raise ValueError("claim: contrasts: no contrast is judged; leave out `judged: false` in at least one")
        return self


def place_of(text: str) -> tuple[str, int]:
    """Label and point of one side of a contrast."""
    label, _, point = text.partition("@")
    return label, int(point or 0)


def compared_points(claim: Claim) -> list[int]:
    """Numbers of the points of the design that the contrasts compare, ascending."""
    return sorted({place_of(side)[1] for contrast in claim.contrasts for side in (contrast.this, contrast.than)})


def responses_of(claim: Claim) -> set[str]:
    """Everything that the claim's contrasts compare."""
    others = {r for contrast in claim.contrasts for r in (contrast.response, contrast.than_response) if r}
    return {claim.response} | others
