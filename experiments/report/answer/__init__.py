"""The first screen: verdict, hinge, horizon, people, price and trust, written by rules from numbers, in two languages."""

from .facts import Answer, answer_of
from .words import LANGUAGES, Words, words_of
from .write import first_screen

__all__ = ["LANGUAGES", "Answer", "Words", "answer_of", "first_screen", "words_of"]
