"""Trains the layout model on what layout_clips.py has written, and says what it adds to the clip encoder alone.

    python training/train_layout.py --data RUNS/layout-data --checkpoints RUNS/layout --minutes 10
"""

import argparse
from pathlib import Path

import numpy as np
import torch

from labels import ACTIONS, DIRECTION_PAIRS
from layout_model import LayoutModel
from run import Run

BATCH = 64
# Kept out of training to watch it.
VALIDATION = 2_000

Clips = dict[str, torch.Tensor]


def load(path: Path) -> Clips:
    return {name: torch.from_numpy(values) for name, values in np.load(path).items()}


def score(model: LayoutModel, clips: Clips) -> str:
    model.eval()
    with torch.no_grad():
        rows = [model(clips["things"][i : i + 500], clips["probabilities"][i : i + 500], clips["features"][i : i + 500])
                for i in range(0, len(clips["actions"]), 500)]
    model.train()
    logits, actions = torch.cat(rows), clips["actions"]
    opposite = torch.full((len(ACTIONS),), -1)
    for one, other in DIRECTION_PAIRS:
        opposite[ACTIONS.index(one)], opposite[ACTIONS.index(other)] = ACTIONS.index(other), ACTIONS.index(one)
    paired = opposite[actions] >= 0
    own = logits[paired].gather(1, actions[paired][:, None])
    right_way = own > logits[paired].gather(1, opposite[actions[paired]][:, None])
    top1, alone = (logits.argmax(1) == actions), (clips["probabilities"].argmax(1) == actions)
    loss = torch.nn.functional.cross_entropy(logits, actions)
    worst = sorted((top1[actions == index].float().mean().item(), label) for index, label in enumerate(ACTIONS) if (actions == index).any())
    return (f"top1 {top1.float().mean():.3f} (clip encoder alone {alone.float().mean():.3f}) pairs {right_way.float().mean():.3f} "
            f"loss {loss:.3f} weakest {', '.join(f'{label} {share:.2f}' for share, label in worst[:5])}")


def spoil(clips: Clips) -> Clips:
    """As detectors err: now and then a thing is missed, boxes shake a little; and sometimes the clip encoder is not to be trusted."""
    things = clips["things"].clone()
    missed = torch.rand(things.shape[:-1]) < 0.03
    things[missed] = 0
    things[..., 1:5] += torch.randn_like(things[..., 1:5]) * 0.004 * (things[..., :1] > 0)
    deaf = torch.rand(len(things)) < 0.1
    probabilities, features = clips["probabilities"].clone(), clips["features"].clone()
    probabilities[deaf], features[deaf] = 1 / len(ACTIONS), 0
    return {"things": things, "probabilities": probabilities, "features": features}


def train(data: Path, folder: Path, steps: int, minutes: float) -> None:
    torch.manual_seed(4)
    seen, held_out = load(data / "seen.npz"), load(data / "held-out.npz")
    validation = {name: values[-VALIDATION:] for name, values in seen.items()}
    training = {name: values[:-VALIDATION] for name, values in seen.items()}
    model = LayoutModel()
    run = Run(folder, "layout", {"model": model}, steps, minutes, rate=1e-3)
    tick = 0.1
    while not run.finished:
        chosen = torch.randint(len(training["actions"]), (BATCH,))
        clips = {name: values[chosen] for name, values in training.items()}
        logits = model(**spoil(clips))
        loss = torch.nn.functional.cross_entropy(logits, clips["actions"], label_smoothing=0.02)
        run.update(loss, top1=(logits.argmax(1) == clips["actions"]).float().mean().item())
        if run.progress > tick:
            print(f"layout {run.progress:.1f} {score(model, validation)}", flush=True)
            tick += 0.1
    run.save(final=True)
    for name, clips in (("seen", validation), ("held-out", held_out)):
        print(f"layout, {name}: {score(model, clips)}", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--checkpoints", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=12_000)
    parser.add_argument("--minutes", type=float, default=1e9)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    options.checkpoints.mkdir(parents=True, exist_ok=True)
    train(options.data, options.checkpoints, options.steps, options.minutes)
