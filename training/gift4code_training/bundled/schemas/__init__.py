"""The schema library: what the tables that the bundled model learns from are about."""

from __future__ import annotations

from gift4code_training.bundled.schemas import (
    commerce,
    culture,
    finance,
    held_out,
    industry,
    nature,
    people,
    places,
    public,
    sport,
    technology,
    transport,
)
from gift4code_training.bundled.schemas.notation import Field, Related, Schema, parse

_MODULES = (
    commerce, culture, finance, held_out, industry, nature, people, places, public, sport, technology, transport,
)  # fmt: skip

SCHEMAS: tuple[Schema, ...] = tuple(schema for module in _MODULES for schema in parse(module.TEXT))

__all__ = ["SCHEMAS", "Field", "Related", "Schema"]
