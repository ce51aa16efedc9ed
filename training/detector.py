"""The starter pack's detector: where actors are in one picture, found by their middles (CenterNet, Zhou et al. 2019)."""

import torch
from torch import nn

from labels import ACTORS, COLOURS

# Groups of words of which each thing in a picture has exactly one.
LABEL_GROUPS = [ACTORS, COLOURS]
LABELS = sum(map(len, LABEL_GROUPS))
STRIDE = 8
WIDTHS = (16, 32, 64, 96)


def _convolution(into: int, out: int, stride: int = 1) -> nn.Sequential:
    return nn.Sequential(nn.Conv2d(into, out, 3, stride, 1, bias=False), nn.BatchNorm2d(out), nn.ReLU(inplace=True))


class Residual(nn.Module):
    def __init__(self, width: int):
        super().__init__()
        self.first = _convolution(width, width)
        self.second = nn.Sequential(nn.Conv2d(width, width, 3, 1, 1, bias=False), nn.BatchNorm2d(width))

    def forward(self, seen: torch.Tensor) -> torch.Tensor:
        return nn.functional.relu(seen + self.second(self.first(seen)))


class ActorDetector(nn.Module):
    """A residual network down to a sixteenth of the picture and back up to an eighth, with three heads there."""

    def __init__(self):
        super().__init__()
        narrow, low, middle, high = WIDTHS
        self.stem = nn.Sequential(_convolution(3, narrow, 2), _convolution(narrow, low, 2), Residual(low))
        self.eighth = nn.Sequential(_convolution(low, middle, 2), Residual(middle))
        self.sixteenth = nn.Sequential(_convolution(middle, high, 2), Residual(high))
        self.down = _convolution(high, middle)
        self.joint = Residual(middle)
        self.middles = nn.Conv2d(middle, 1, 1)
        self.edges = nn.Conv2d(middle, 4, 1)
        self.words = nn.Conv2d(middle, LABELS, 1)
        # Nearly every cell is empty: the first guess is that all are.
        nn.init.constant_(self.middles.bias, -4.0)
        nn.init.constant_(self.edges.bias, 0.7)

    def forward(self, pixel_values: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """[B, 3, H, W] to logits of middles [B, 1, H/8, W/8], distances of the four edges (left, top, right, bottom)
        from the middle of each cell in cells [B, 4, …] and logits of the label groups, one after another [B, LABELS, …]."""
        eighth = self.eighth(self.stem(pixel_values))
        wide = nn.functional.interpolate(self.down(self.sixteenth(eighth)), scale_factor=2.0, mode="nearest")
        seen = self.joint(eighth + wide)
        return self.middles(seen), self.edges(seen).clamp(-4.0, 4.0).exp(), self.words(seen)
