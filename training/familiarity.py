"""Fits the Gaussian by which footage like the training data is told from anything else (Mahalanobis, Lee et al. 2018).

    python training/familiarity.py --checkpoints DIR

Writes `familiarity.json`: mean [d] and precision [d × d] of the mean and the standard deviation of each frame's patch
tokens, which keep what a picture is made of (its embedding forgets it), and the threshold on the squared distance.
"""

import argparse
import json
from pathlib import Path

import torch
from torch import nn

from clip_stream import ClipStream, to_input
from models import patch_tokens
from train_clip import TextReader
from train_qformer import load_clip

#: A whole video's median frame never lies this many times further out than the median training-like frame.
MARGIN = 1.85


@torch.no_grad()
def describe_frames(clip: nn.Module, seed: int, combinations: str, clips: int) -> torch.Tensor:
    """Mean and standard deviation over the patch tokens of one frame of each clip, float64 [clips, 2 × CLIP_WIDTH]."""
    stream = ClipStream(50, 1, seed, combinations)
    rows = []
    for _ in range(clips // 50):
        pixels = to_input(stream.read()[1][:, 0], augment=True)
        tokens = patch_tokens(clip.vision_model(pixel_values=pixels, output_hidden_states=True).hidden_states[-2])
        rows.append(torch.cat([tokens.mean(dim=1), tokens.std(dim=1)], dim=1))
    stream.close()
    return torch.cat(rows).double()


def fit(folder: Path, clips: int) -> dict:
    torch.manual_seed(4)
    clip = load_clip(folder, TextReader(folder))
    training = describe_frames(clip, 900_000, "seen", clips)
    mean = training.mean(dim=0)
    covariance = torch.cov(training.T)
    shrunk = 0.95 * covariance + 0.05 * torch.eye(len(mean)) * covariance.diagonal().mean()
    precision = torch.linalg.inv(shrunk)
    others = describe_frames(clip, 10_500_000, "any", clips // 4) - mean
    distances = torch.einsum("nd,de,ne->n", others, precision, others)
    return {
        "features": "patch-statistics",
        "mean": [float(f"{value:.5g}") for value in mean.tolist()],
        "precision": [[float(f"{value:.3g}") for value in row] for row in precision.tolist()],
        "threshold": round(MARGIN * distances.median().item(), 3),
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--checkpoints", type=Path, required=True)
    parser.add_argument("--clips", type=int, default=4000)
    options = parser.parse_args()
    torch.set_num_threads(1)
    fitted = fit(options.checkpoints, options.clips)
    (options.checkpoints / "familiarity.json").write_text(json.dumps(fitted))
    print(f"threshold {fitted['threshold']}")
