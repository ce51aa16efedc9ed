"""The span predictor: Moment-DETR's set prediction (Lei et al. 2021) on what the library keeps of each step of a video.

Unlike there, the borders of a moment are pointed at among the steps, not regressed: a query's start and end are the
expectations of two distributions over the steps.
"""

import math

import torch
from torch import nn

WIDTH = 96
HEADS = 4
ENCODER_LAYERS = 2
DECODER_LAYERS = 2
QUERIES = 8
NEIGHBOURS = 5
FAR = -1e4


def positions(steps: torch.Tensor) -> torch.Tensor:
    """Sine-cosine codes [T, WIDTH] of step numbers [T]."""
    rates = torch.exp(torch.arange(0, WIDTH, 2) * (-math.log(2000.0) / WIDTH))
    angles = steps[:, None] * rates
    return torch.cat([angles.sin(), angles.cos()], dim=-1)


class Attention(nn.Module):
    def __init__(self):
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))

    def forward(self, x: torch.Tensor, keys: torch.Tensor, values: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
        """`bias` [B, 1, 1, S] is added to the logits: FAR for steps that are only padding."""

        def heads(t: torch.Tensor) -> torch.Tensor:
            return t.unflatten(-1, (HEADS, WIDTH // HEADS)).transpose(1, 2)

        q, k, v = heads(self.query(x)), heads(self.key(keys)), heads(self.value(values))
        weights = (q @ k.transpose(-1, -2) / math.sqrt(WIDTH // HEADS) + bias).softmax(dim=-1)
        return self.out((weights @ v).transpose(1, 2).flatten(2))


def feed_forward() -> nn.Sequential:
    return nn.Sequential(nn.LayerNorm(WIDTH), nn.Linear(WIDTH, 3 * WIDTH), nn.GELU(), nn.Linear(3 * WIDTH, WIDTH))


class EncoderLayer(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm, self.attention, self.forward_part = nn.LayerNorm(WIDTH), Attention(), feed_forward()

    def forward(self, x: torch.Tensor, place: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
        y = self.norm(x)
        x = x + self.attention(y + place, y + place, y, bias)
        return x + self.forward_part(x)


class DecoderLayer(nn.Module):
    def __init__(self):
        super().__init__()
        self.own_norm, self.cross_norm = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.own, self.cross, self.forward_part = Attention(), Attention(), feed_forward()

    def forward(self, q: torch.Tensor, codes: torch.Tensor, placed: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
        y = self.own_norm(q)
        q = q + self.own(y + codes, y + codes, y, torch.zeros(1))
        # Values hold their places: a query has to know where it looked to point at borders there.
        q = q + self.cross(self.cross_norm(q) + codes, placed, placed, bias)
        return q + self.forward_part(q)


class MomentModel(nn.Module):
    def __init__(self, dimensions: int, scalars: int):
        super().__init__()
        self.dimensions = dimensions
        self.frame, self.clip = nn.Linear(dimensions, WIDTH), nn.Linear(dimensions, WIDTH)
        self.frame_match, self.clip_match = nn.Linear(dimensions, WIDTH), nn.Linear(dimensions, WIDTH)
        self.scalars, self.text = nn.Linear(scalars, WIDTH), nn.Linear(dimensions, WIDTH)
        self.near = nn.ModuleList([nn.Conv1d(WIDTH, WIDTH, NEIGHBOURS, padding=NEIGHBOURS // 2) for _ in range(2)])
        self.encoder = nn.ModuleList([EncoderLayer() for _ in range(ENCODER_LAYERS)])
        self.decoder = nn.ModuleList([DecoderLayer() for _ in range(DECODER_LAYERS)])
        self.memory_norm, self.query_norm = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.codes = nn.Parameter(torch.randn(QUERIES, WIDTH))
        self.saliency, self.present = nn.Linear(WIDTH, 1), nn.Linear(WIDTH, 1)
        self.from_query, self.to_query = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.from_step, self.to_step = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)
        # How much queries prefer to look at salient steps.
        self.attraction = nn.Parameter(torch.tensor(0.5))

    def forward(self, steps: torch.Tensor, text: torch.Tensor, padding: torch.Tensor | None = None) -> tuple[list[dict[str, torch.Tensor]], torch.Tensor]:
        """`steps` [B, T, 2·dimensions + scalars], `text` [B, dimensions], `padding` [B, T] true where there is no step.

        Gives for each decoder layer the logits `present` [B, Q], `start` and `end` [B, Q, T], and the logits of saliency [B, T].
        """
        d, scale = self.dimensions, math.sqrt(self.dimensions)
        frame, clip, scalars = steps[..., :d], steps[..., d : 2 * d], steps[..., 2 * d :]
        wanted = text[:, None]
        x = self.frame(frame * scale) + self.clip(clip * scale) + self.scalars(scalars)
        x = x + self.frame_match(frame * wanted * d) + self.clip_match(clip * wanted * d) + self.text(wanted * scale)
        bias = steps.new_zeros(1, 1, 1, 1) if padding is None else padding[:, None, None].float() * FAR
        if padding is not None:
            x = x * ~padding[..., None]
        for near in self.near:
            x = x + nn.functional.gelu(near(x.transpose(1, 2)).transpose(1, 2))
            if padding is not None:
                x = x * ~padding[..., None]
        place = positions(torch.ones_like(steps[0, :, 0]).cumsum(0) - 1)
        for layer in self.encoder:
            x = layer(x, place, bias)
        x = self.memory_norm(x)
        q = torch.zeros_like(self.codes) + torch.zeros_like(text[:, :1, None])
        saliency = self.saliency(x)[..., 0]
        placed, border = x + place, bias[:, 0]
        drawn = bias + self.attraction * saliency.detach()[:, None, None]
        starts, ends = self.from_step(placed).transpose(1, 2), self.to_step(placed).transpose(1, 2)
        outputs = []
        for layer in self.decoder:
            q = layer(q, self.codes, placed, drawn)
            y = self.query_norm(q)
            outputs.append({
                "present": self.present(y)[..., 0],
                "start": self.from_query(y) @ starts / math.sqrt(WIDTH) + border,
                "end": self.to_query(y) @ ends / math.sqrt(WIDTH) + border,
            })
        return outputs, saliency


def borders(output: dict[str, torch.Tensor]) -> tuple[torch.Tensor, torch.Tensor]:
    """Starts and ends [B, Q] in steps, from 0 to T."""
    at = torch.ones_like(output["start"][0, 0]).cumsum(0) - 1
    # The first step of a moment is sharp; its last is counted whole.
    return output["start"].softmax(-1) @ at, output["end"].softmax(-1) @ at + 1


class MomentTower(nn.Module):
    """What is exported: `spans` [B, Q, 2] in steps, `scores` [B, Q] and `saliency` [B, T], both 0 to 1."""

    def __init__(self, model: MomentModel):
        super().__init__()
        self.model = model

    def forward(self, steps: torch.Tensor, text: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        outputs, saliency = self.model(steps, text)
        start, end = borders(outputs[-1])
        return torch.stack([start, end], dim=-1), outputs[-1]["present"].sigmoid(), saliency.sigmoid()
