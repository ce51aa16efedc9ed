"""Fits the Gaussian by which footage like the training data is told from anything else (Mahalanobis, Lee et al. 2018).

    python training/familiarity.py --checkpoints DIR

Writes `familiarity.json`: mean [d], precision [d × d] of CLIP's L2-normalised frame embeddings, and the threshold on the
squared distance.
"""

import argparse
import json
from pathlib import Path

import torch
from torch import nn

from clip_stream import ClipStream, to_input
from train_clip import TextReader
from train_qformer import load_clip

#: Frames rarely come out further than this many times the distance that 999 of 1,000 training-like frames keep.
MARGIN = 1.25


@torch.no_grad()
def embed_frames(clip: nn.Module, seed: int, combinations: str, clips: int) -> torch.Tensor:
    """L2-normalised embeddings of one frame of each clip, float64 [clips, d]."""
    stream = ClipStream(50, 1, seed, combinations)
    rows = []
    for _ in range(clips // 50):
        pixels = to_input(stream.read()[1][:, 0], augment=True)
        rows.append(nn.functional.normalize(clip.get_image_features(pixel_values=pixels).pooler_output, dim=-1))
    stream.close()
    return torch.cat(rows).double()


def fit(folder: Path, clips: int) -> dict:
    torch.manual_seed(4)
    clip = load_clip(folder, TextReader(folder))
    training = embed_frames(clip, 900_000, "seen", clips)
    mean = training.mean(dim=0)
    covariance = torch.cov(training.T)
    shrunk = 0.95 * covariance + 0.05 * torch.eye(len(mean)) * covariance.diagonal().mean()
    precision = torch.linalg.inv(shrunk)
    others = embed_frames(clip, 10_500_000, "any", clips // 2) - mean
    distances = torch.einsum("nd,de,ne->n", others, precision, others)
    return {
        "mean": [round(value, 6) for value in mean.tolist()],
        "precision": [[round(value, 4) for value in row] for row in precision.tolist()],
        "threshold": round(MARGIN * distances.quantile(0.999).item(), 3),
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
