"""Label lists of the Playhouse world, in the order of training/playhouse/world.ts."""

import re
from pathlib import Path

_SOURCE = (Path(__file__).parent / "playhouse" / "world.ts").read_text()


def _strings(declaration: str) -> list[str]:
    body = re.search(rf"export const {declaration} = \[(.*?)\] as const", _SOURCE, re.S)
    assert body, declaration
    return re.findall(r"'([^']+)'", body.group(1))


PLACES = _strings("places")
ACTORS = _strings("actors")
COLOURS = _strings("colours")
_pairs = _strings("directionPairs")
DIRECTION_PAIRS = list(zip(_pairs[::2], _pairs[1::2], strict=True))
ACTIONS = [*_pairs, "jumps", "stands still"]
