"""Which action a clip's layout tells: where things are in each of its frames, beside what the clip encoder makes of the same
frames (after the spatio-temporal layout transformer, Radevski et al. 2021)."""

import torch
from torch import nn

from detector import LABELS
from labels import ACTIONS
from models import CLIP_FRAMES, MOTION_WIDTH, sine_cosine

# Of each frame the surest things are looked at.
THINGS = 3
# How sure the detector is, left, top, right and bottom as shares of the picture, and what it is.
THING_WIDTH = 5 + LABELS
WIDTH = 96
LEAST_PROBABILITY = 1e-6


class LayoutModel(nn.Module):
    """A transformer over one token a thing, one a frame and one for the clip encoder's opinion, which is what it starts from."""

    def __init__(self):
        super().__init__()
        self.thing = nn.Sequential(nn.Linear(THING_WIDTH + 4, WIDTH), nn.GELU(), nn.Linear(WIDTH, WIDTH))
        self.opinion = nn.Linear(len(ACTIONS) + MOTION_WIDTH, WIDTH)
        self.frame = nn.Parameter(sine_cosine(CLIP_FRAMES, WIDTH)[None, :, None] * 2.0)
        self.nothing = nn.Parameter(torch.randn(WIDTH) * 0.5)
        self.empty = nn.Parameter(torch.randn(WIDTH) * 0.5)
        layer = nn.TransformerEncoderLayer(WIDTH, 4, 2 * WIDTH, dropout=0.05, activation="gelu", batch_first=True, norm_first=True)
        self.encoder = nn.TransformerEncoder(layer, 3, enable_nested_tensor=False)
        self.norm = nn.LayerNorm(WIDTH)
        self.head = nn.Linear(WIDTH, len(ACTIONS))
        self.trust = nn.Parameter(torch.tensor(0.5))

    def forward(self, things: torch.Tensor, probabilities: torch.Tensor, features: torch.Tensor) -> torch.Tensor:
        """Logits [B, actions] of what the detector found [B, CLIP_FRAMES, THINGS, THING_WIDTH] (zeros where it found nothing), the
        clip encoder's probabilities [B, actions] and the mean of its clip tokens at length 1 [B, MOTION_WIDTH]."""
        sure, left, top, right, bottom = things[..., :5].unbind(-1)
        shape = torch.stack([(left + right) / 2, (top + bottom) / 2, right - left, bottom - top], dim=-1)
        seen = (sure > 0).unsqueeze(-1).to(things.dtype)
        tokens = self.thing(torch.cat([things, shape], dim=-1)) * seen + self.nothing * (1 - seen)
        found = seen.amax(dim=2, keepdim=True)
        frames = self.empty * (1 - found) + self.frame
        opinion = probabilities.clamp_min(LEAST_PROBABILITY).log()
        whole = self.opinion(torch.cat([opinion / 4, features * 4], dim=-1))
        tokens = torch.cat([whole[:, None], frames.flatten(1, 2), (tokens + self.frame).flatten(1, 2)], dim=1)
        return self.head(self.norm(self.encoder(tokens)[:, 0])) + self.trust * opinion
