"""Makes planner/checks/unsure_weights.txt: which pieces of a text tell a note from a purpose.

    python tests/checks/train_unsure_purpose.py             trains, and writes the table
    python tests/checks/train_unsure_purpose.py --measure   says what is found of unseen texts

It learns from `labelled_purposes.tsv`: from everything but the part "fresh", which was written when
the model was done and is only measured. The model is a logistic regression, trained twice by
stochastic steps: on every piece, and again on the few thousand that weighed most. The same texts
give the same table.
"""

from __future__ import annotations

import math
import random
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from planner.checks import unsure_purpose
from planner.checks.placeholder_purpose import is_placeholder_purpose
from planner.checks.unsure_purpose import grams, speaks_to_reader
from planner.checks.vague_purpose import is_vague
from planner.model.frozen import frozen
from planner.text.normalise import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

LABELLED = Path(__file__).with_name("labelled_purposes.tsv")
TABLE = Path(unsure_purpose.__file__).with_name("unsure_weights.txt")

PIECES = 6_000
ROUNDS = 12
FOLDS = 10
STEP = 0.25
SHRINK = 2e-5
# Vague purposes are the business of another check, and teach a little.
LESSON = {"missing": 1.0, "vague": 0.1, "stated": 1.0}
# What the lists did not find teaches more.
LESSON_OF_PART = {"model": 2.0}
# Of the stated purposes that the lists let pass, so many may be touched; docs/checks.md says 3 %.
TOUCHED = 0.028


@frozen
class Labelled:
    """One text with its label; `is_silent` where no list of words speaks of it."""

    part: str
    label: str
    text: str
    grams: frozenset[str]
    is_silent: bool

    @property
    def lesson(self) -> float:
        return LESSON[self.label] * LESSON_OF_PART.get(self.part, 1.0)


def labelled() -> list[Labelled]:
    """Every text once, however often and wherever it stands."""
    found: dict[str, Labelled] = {}
    for line in filter(None, LABELLED.read_text(encoding="utf-8").split("\n")):
        part, label, _, text = line.split("\t")
        is_silent = not is_placeholder_purpose(text) and not is_vague(text)
        found.setdefault(
            plain(text) or text, Labelled(part, label, text, frozenset(grams(text)), is_silent)
        )
    return list(found.values())


def trained(texts: Sequence[Labelled]) -> dict[str, float]:
    """The weights of the pieces that tell most, and the constant under ""."""
    often = Counter(gram for each in texts for gram in each.grams)
    known = {gram for gram, count in often.items() if count > 1}
    first = descended(texts, known)
    telling = sorted(known, key=lambda gram: (-abs(first[gram]) * math.sqrt(often[gram]), gram))
    return descended(texts, set(telling[:PIECES]))


def descended(texts: Sequence[Labelled], known: set[str]) -> dict[str, float]:
    """Logistic regression by steps that shorten for each piece as it is seen (AdaGrad)."""
    weights: dict[str, float] = defaultdict(float)
    squares: dict[str, float] = defaultdict(lambda: 1e-3)
    order = [([*sorted(each.grams & known), ""], each) for each in texts]
    for turn in range(ROUNDS):
        random.Random(turn).shuffle(order)
        for pieces, each in order:
            score = sum(weights[piece] for piece in pieces)
            wanted = 0.0 if each.label == "stated" else 1.0
            slope = (1 / (1 + math.exp(-max(-30.0, min(30.0, score)))) - wanted) * each.lesson
            for piece in pieces:
                along = slope + SHRINK * len(texts) * weights[piece] / 10
                squares[piece] += along * along
                weights[piece] -= STEP * along / math.sqrt(squares[piece])
    return weights


def score_of(weights: Mapping[str, float], each: Labelled) -> float:
    return weights[""] + sum(weights.get(gram, 0.0) for gram in each.grams)


def unseen_scores(texts: Sequence[Labelled]) -> list[float]:
    """Score each text by a model that has not seen it."""
    places = list(range(len(texts)))
    random.Random(1).shuffle(places)
    scores = [0.0] * len(texts)
    for fold in range(FOLDS):
        held = set(places[fold::FOLDS])
        weights = trained([each for at, each in enumerate(texts) if at not in held])
        for at in held:
            scores[at] = score_of(weights, texts[at])
            if speaks_to_reader(texts[at].text):
                scores[at] = -math.inf
    return scores


def threshold(texts: Sequence[Labelled], scores: Sequence[float]) -> float:
    """The score that no more than so many of the stated purposes reach."""
    stated = sorted(
        score
        for each, score in zip(texts, scores, strict=True)
        if each.label == "stated" and each.is_silent
    )
    return stated[-1 - int(TOUCHED * len(stated))] + 1e-9


def write(weights: Mapping[str, float], enough: float) -> None:
    """Write a line for each weight, in hundredths."""
    pieces: dict[int, list[str]] = defaultdict(list)
    for piece, weight in weights.items():
        if piece and round(100 * weight):
            pieces[round(100 * weight)].append(piece)
    lines = [str(math.ceil(100 * (enough - weights[""])))]
    lines += ["\t".join([str(weight), *sorted(pieces[weight])]) for weight in sorted(pieces)]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def say(title: str, pairs: Iterable[tuple[Labelled, bool]]) -> None:
    """Print how many of each kind are touched, of those that no list speaks of."""
    touched: dict[str, list[bool]] = defaultdict(list)
    for each, is_touched in pairs:
        if each.is_silent:
            touched[each.label].append(is_touched)
    for label in sorted(touched):
        hits = sum(touched[label])
        print(
            f"{title}: {label}: {hits} of {len(touched[label])} ({hits / len(touched[label]):.1%})"
        )


def main(asked: Sequence[str]) -> None:
    everything = labelled()
    texts = [each for each in everything if each.part != "fresh"]
    scores = unseen_scores(texts)
    enough = threshold(texts, scores)
    if "--measure" not in asked:
        write(trained(texts), enough)
    pairs = zip(texts, scores, strict=True)
    say("not seen", ((each, score >= enough) for each, score in pairs))
    fresh = (each for each in everything if each.part == "fresh")
    say("fresh", ((each, unsure_purpose.is_unsure(each.text)) for each in fresh))


if __name__ == "__main__":
    main(sys.argv[1:])
