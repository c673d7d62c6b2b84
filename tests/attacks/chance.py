"""How often guessing would do as well: the statistics that an attack is judged by.

Guessing 100 answers for 100 people, each once, gets one right on average, whatever their number; how many are right is
nearly Poisson with mean 1 (Montmort's problem of coincidences). Whether a guess has at least the right order is
Spearman's rank correlation, which for guesses is nearly normal with variance 1 / (n - 1).
"""

import math
import random

ALPHA = 1e-6
"""How rarely an honest survey may fail one attack. What an attack tried is counted: each try has its share of this."""
FEWEST = 20
"""Guesses from which their order is looked at."""


def beats_guessing(guesses, truth, order):
    """Tell whether the best of these guesses is better than chance allows.

    guesses: [{person: answer}, …], all that one attack would say. truth: {person: answer}. order: who replied when.
    """
    tries = max(1, len(guesses))
    return any(
        chance_of_hits(hits(guess, truth)) < ALPHA / (2 * tries)
        or chance_of_order(guess, truth, order) < ALPHA / (2 * tries)
        for guess in guesses
    )


def hits(guess, truth):
    """Return how many people were given their own answer."""
    return sum(truth.get(person) == answer for person, answer in guess.items())


def chance_of_hits(right):
    """Return how likely it is that guessing gets so many right, or more: the tail of Poisson with mean 1."""
    return 1 - sum(math.exp(-1) / math.factorial(n) for n in range(right)) if right < 15 else 0.0


def chance_of_order(guess, truth, order):
    """Return how likely guessing puts answers so nearly in the order, or its reverse, in which they came."""
    place = {person: number for number, person in enumerate(order)}
    whose = {answer: person for person, answer in truth.items()}
    pairs = [(place[p], place[whose[a]]) for p, a in guess.items() if p in place and whose.get(a) in place]
    if len(pairs) < FEWEST:
        return 1.0
    return math.erfc(abs(spearman(pairs)) * math.sqrt(len(pairs) - 1) / math.sqrt(2))


def spearman(pairs):
    """Return the rank correlation of pairs without ties."""
    n = len(pairs)
    first, second = ({value: rank for rank, value in enumerate(sorted(side))} for side in zip(*pairs, strict=True))
    return 1 - 6 * sum((first[a] - second[b]) ** 2 for a, b in pairs) / (n * (n * n - 1))


def random_guess(people, answers, *, seed):
    """Return what somebody would say who knows nothing."""
    answers = list(answers)
    random.Random(seed).shuffle(answers)
    return dict(zip(people, answers, strict=False))
