"""Column labels in the styles people use, from lower-case words."""

from __future__ import annotations

import random
from typing import Literal, get_args

from gift4code_training.bundled.schemas.notation import Field
from gift4code_training.bundled.schemas.vocabulary import ACRONYMS, INVENTED

Style = Literal[
    "snake", "camel", "pascal", "title", "sentence", "lower", "upper_snake", "upper", "kebab", "dotted", "joined"
]
STYLES: tuple[Style, ...] = get_args(Style)
_WEIGHTS = (30, 7, 11, 22, 10, 7, 5, 3, 3, 2, 2)
_SMALL = frozenset(("of", "per", "in", "at", "on", "to", "by", "and", "for", "from"))
_SPACED = frozenset(("title", "sentence", "lower", "upper"))


def pick_style(rng: random.Random) -> Style:
    """A style, snake_case and Title Case the most often."""
    return rng.choices(STYLES, _WEIGHTS)[0]


def label(field: Field, style: Style, rng: random.Random) -> str:
    """A label for the field: its words or another label of it, with the unit or without."""
    if field.others and rng.random() < 0.35:
        other = rng.choice(field.others)
        return render(other, style) if other == other.lower() and other.replace(" ", "").isalnum() else other
    plain = render(field.words, style)
    if field.unit is None or rng.random() < 0.45:
        return plain
    sign, suffix = field.unit
    if style in _SPACED:
        return rng.choices(
            (f"{plain} ({sign})", f"{plain} [{sign}]", f"{plain}, {sign}", f"{plain} {sign}"), (7, 1, 1, 1)
        )[0]
    return render(f"{field.words} {suffix}", style) if suffix.replace(" ", "").isalnum() else plain


def invent(style: Style, rng: random.Random) -> str:
    """A label of one to three random words: nothing to memorise."""
    words = rng.sample(INVENTED, rng.choices((1, 2, 3), (3, 5, 1))[0])
    text = render(" ".join(words), style)
    return f"{text}{rng.randint(1, 20)}" if rng.random() < 0.1 else text


def render(words: str, style: Style) -> str:
    """``words`` in one style: ``render("unit price", "pascal") == "UnitPrice"``."""
    parts = words.split()
    capital = [part.upper() if part in ACRONYMS else part.capitalize() for part in parts]
    match style:
        case "snake":
            return "_".join(parts)
        case "camel":
            return parts[0] + "".join(part.capitalize() for part in parts[1:])
        case "pascal":
            return "".join(capital)
        case "title":
            return " ".join(word if part not in _SMALL else part for part, word in zip(parts, capital, strict=True))
        case "sentence":
            return " ".join([capital[0], *(part.upper() if part in ACRONYMS else part for part in parts[1:])])
        case "lower":
            return " ".join(parts)
        case "upper_snake":
            return "_".join(parts).upper()
        case "upper":
            return " ".join(parts).upper()
        case "kebab":
            return "-".join(parts)
        case "dotted":
            return ".".join(parts)
        case "joined":
            return "".join(parts)
