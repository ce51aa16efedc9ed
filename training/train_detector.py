"""Trains the detector on single frames: middles by a penalised focal loss, edges by overlap, kinds and colours by cross-entropy.

    python training/train_detector.py --checkpoints DIR [--minutes 25]
"""

import argparse
from pathlib import Path

import torch
from torch import nn

from clip_stream import ClipStream, to_input
from detector import LABEL_GROUPS, STRIDE, ActorDetector
from run import Run

FRAMES = 2
# How far the target's bump reaches, as a part of the box's edges.
SPREAD = 0.16
# Cells at which edges and words are learned: where the bump is at least this high.
NEAR = 0.45


class Targets:
    """What the detector should say of a batch; `boxes` [N, 4] in cells with `picture` [N] and `words` [N, groups]."""

    def __init__(self, headers: list[dict], grid: int):
        found = [(row * FRAMES + frame, one) for row, header in enumerate(headers)
                 for frame, boxes in enumerate(header["boxes"]) for one in boxes]
        pictures = len(headers) * FRAMES
        self.picture = torch.tensor([picture for picture, _ in found])
        self.boxes = torch.tensor([one["box"] for _, one in found]) * grid
        self.words = torch.tensor([[group.index(one[key]) for group, key in zip(LABEL_GROUPS, ("kind", "colour"), strict=True)] for _, one in found])
        cells = torch.arange(grid) + 0.5
        middles = (self.boxes[:, :2] + self.boxes[:, 2:]) / 2
        spread = ((self.boxes[:, 2:] - self.boxes[:, :2]) * SPREAD).clamp(min=0.45)
        # A box's own cell counts as its very middle.
        off = (cells - middles[..., None]).abs()
        off = torch.where(off == off.amin(-1, keepdim=True), 0.0, off)
        across, down = torch.exp(-0.5 * (off / spread[..., None]) ** 2).unbind(1)
        self.bumps = down[:, :, None] * across[:, None, :]
        self.heat = torch.zeros(pictures, grid, grid)
        for bump, picture in zip(self.bumps, self.picture.tolist(), strict=True):
            self.heat[picture] = torch.maximum(self.heat[picture], bump)


def middle_loss(logits: torch.Tensor, heat: torch.Tensor) -> torch.Tensor:
    """The penalised focal loss of CornerNet (Law and Deng 2018), per thing."""
    p = logits.sigmoid().clamp(1e-4, 1 - 1e-4)
    hit = heat == 1
    positive = ((1 - p) ** 2 * p.log())[hit].sum()
    negative = ((1 - heat) ** 4 * p**2 * (1 - p).log())[~hit].sum()
    return -(positive + negative) / hit.sum().clamp(min=1)


def overlap(found: torch.Tensor, true: torch.Tensor) -> torch.Tensor:
    """IoU of boxes given as distances of their edges from one point, [N, 4]."""
    shared = torch.minimum(found, true)
    area = lambda edges: (edges[:, 0] + edges[:, 2]).clamp(min=0) * (edges[:, 1] + edges[:, 3]).clamp(min=0)  # noqa: E731
    inside = area(shared)
    return inside / (area(found) + area(true) - inside + 1e-6)


def losses(model: nn.Module, pixels: torch.Tensor, headers: list[dict]) -> dict[str, torch.Tensor]:
    targets = Targets(headers, pixels.shape[-1] // STRIDE)
    middles, edges, words = model(pixels)
    which, row, column = (targets.bumps >= NEAR).nonzero(as_tuple=True)
    picture, boxes = targets.picture[which], targets.boxes[which]
    weight = targets.bumps[which, row, column]
    weight = weight / weight.sum()
    point = torch.stack([column, row], 1) + 0.5
    true = torch.cat([point - boxes[:, :2], boxes[:, 2:] - point], 1)
    found = edges[picture, :, row, column]
    iou = overlap(found, true)
    seen = words[picture, :, row, column].split([len(group) for group in LABEL_GROUPS], 1)
    named = sum((nn.functional.cross_entropy(part, targets.words[which, index], reduction="none") * weight).sum() for index, part in enumerate(seen))
    apart = nn.functional.smooth_l1_loss(found, true, reduction="none", beta=0.5).sum(1)
    kind = (seen[0].argmax(1) == targets.words[which, 0]).float()
    return {"middle": middle_loss(middles[:, 0], targets.heat), "iou": (iou * weight).sum(), "apart": (apart * weight).sum(),
            "named": named, "kind": (kind * weight).sum()}


def train(folder: Path, minutes: float, steps: int, batch: int, seed: int) -> None:
    torch.manual_seed(0)
    folder.mkdir(parents=True, exist_ok=True)
    model = ActorDetector()
    run = Run(folder, "detector", {"model": model}, steps, minutes, 3e-3)
    stream = ClipStream(batch, FRAMES, seed + run.step * batch)
    while not run.finished:
        headers, pixels = stream.read()
        parts = losses(model, to_input(pixels, augment=True).flatten(0, 1), headers)
        loss = parts["middle"] + 2 * (1 - parts["iou"]) + 0.5 * parts["apart"] + 0.5 * parts["named"]
        run.update(loss, **{key: value.item() for key, value in parts.items()})
    run.save(final=True)
    stream.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoints", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=25)
    parser.add_argument("--steps", type=int, default=4000)
    parser.add_argument("--batch", type=int, default=12, help="scenes a step; two pictures of each")
    parser.add_argument("--seed", type=int, default=700_000)
    options = parser.parse_args()
    torch.set_num_threads(1)
    train(options.checkpoints, options.minutes, options.steps, options.batch, options.seed)
