"""Training-only heads that point at the actor and name it: without them shape and direction are learned far more slowly."""

import torch
from torch import nn

from labels import ACTORS, COLOURS, PLACES


def attribute_targets(headers: list[dict]) -> dict[str, torch.Tensor]:
    return {
        "actor": torch.tensor([ACTORS.index(h["actor"]) for h in headers]),
        "colour": torch.tensor([COLOURS.index(h["colour"]) for h in headers]),
        "place": torch.tensor([PLACES.index(h["place"]) for h in headers]),
    }


class ActorPointer(nn.Module):
    """Soft-argmax over a grid of tokens: where the actor is, how tall, how visible, and who it is."""

    def __init__(self, width: int, grid: int):
        super().__init__()
        self.score = nn.Linear(width, 1)
        self.size = nn.Linear(width, 2)
        self.actor, self.colour, self.place = (nn.Linear(width, len(names)) for names in (ACTORS, COLOURS, PLACES))
        axis = (torch.arange(grid) + 0.5) / grid
        rows, columns = torch.meshgrid(axis, axis, indexing="ij")
        self.register_buffer("points", torch.stack([columns, rows], dim=-1).reshape(grid * grid, 2))

    def forward(self, tokens: torch.Tensor, track: torch.Tensor, names: dict[str, torch.Tensor]) -> tuple[torch.Tensor, dict[str, float]]:
        """tokens [N, grid², D], track [N, 4] (x, y, height, alpha), names [N]: the loss and how often names are right."""
        weights = self.score(tokens).softmax(dim=1)
        seen = (weights * tokens).sum(dim=1)
        visible = track[:, 3]
        place_error = ((weights * self.points).sum(dim=1) - track[:, :2]).pow(2).sum(dim=1)
        size_error = (self.size(seen) - track[:, 2:]).pow(2).sum(dim=1)
        loss = (place_error * visible).mean() * 20 + size_error.mean() * 2
        figures = {}
        for name, head, source in (("actor", self.actor, seen), ("colour", self.colour, seen), ("place", self.place, tokens.mean(dim=1))):
            logits = head(source)
            weight = torch.ones_like(visible) if name == "place" else (visible > 0.3).float()
            error = nn.functional.cross_entropy(logits, names[name], reduction="none")
            loss = loss + (error * weight).sum() / weight.sum().clamp(min=1)
            right = (logits.argmax(dim=1) == names[name]).float()
            figures[name] = ((right * weight).sum() / weight.sum().clamp(min=1)).item()
        return loss, figures
