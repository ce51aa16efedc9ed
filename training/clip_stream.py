"""Reads training clips from the Playhouse renderer (training/playhouse/clip-stream.ts)."""

import json
import struct
import subprocess
from pathlib import Path

import numpy as np
import torch

REPOSITORY = Path(__file__).resolve().parent.parent
EDGE = 96
SEED_LIMIT = 1_000_000


class ClipStream:
    """Iterates over (headers, pixels) batches; pixels are uint8 [batch, frames, 3, EDGE, EDGE]."""

    def __init__(self, batch: int, frames: int, seed: int, combinations: str = "seen", edge: int = EDGE, windows: str = "shots"):
        self.batch, self.frames, self.edge = batch, frames, edge
        # Training never leaves its own seeds; other seeds (10,000,000 and up) are for scoring.
        first = seed % SEED_LIMIT if seed < 10_000_000 else seed
        command = ["node", "--import", "tsx", "training/playhouse/clip-stream.ts", "--seed", str(first)]
        command += ["--frames", str(frames), "--edge", str(edge), "--combinations", combinations, "--windows", windows]
        self.process = subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, bufsize=1 << 22)

    def read(self) -> tuple[list[dict], torch.Tensor]:
        headers, pictures = [], []
        size = self.frames * self.edge * self.edge * 3
        pipe = self.process.stdout
        for _ in range(self.batch):
            (length,) = struct.unpack("<I", pipe.read(4))
            headers.append(json.loads(pipe.read(length)))
            pictures.append(np.frombuffer(pipe.read(size), dtype=np.uint8))
        pixels = np.stack(pictures).reshape(self.batch, self.frames, self.edge, self.edge, 3)
        return headers, torch.from_numpy(pixels).permute(0, 1, 4, 2, 3).contiguous()

    def close(self) -> None:
        self.process.kill()
        self.process.wait()


def to_input(pixels: torch.Tensor, augment: bool) -> torch.Tensor:
    """uint8 [..., 3, H, W] to float32 in [-1, 1], as the pack's preprocessor does (mean and std 0.5).

    With `augment`, half of the clips are blurred a little and all change brightness and contrast a little: what
    resizing and a video codec do to a picture.
    """
    values = pixels.float().div_(127.5).sub_(1.0)
    if not augment:
        return values
    clips = values.shape[0]
    shape = [clips] + [1] * (values.dim() - 1)
    flat = values.flatten(0, -4) if values.dim() > 4 else values
    soft = torch.nn.functional.avg_pool2d(flat, 3, stride=1, padding=1, count_include_pad=False).view_as(values)
    amount = torch.rand(shape) * (torch.rand(shape) < 0.6) * 0.7
    contrast = 1 + 0.1 * (torch.rand(shape) * 2 - 1)
    brightness = 0.1 * (torch.rand(shape) * 2 - 1)
    return torch.lerp(values, soft, amount.expand_as(values)).mul_(contrast).add_(brightness).clamp_(-1, 1)
