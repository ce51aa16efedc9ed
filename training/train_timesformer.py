"""Trains the clip encoder on actions; with one frame it is the baseline that cannot see time."""

import argparse
from pathlib import Path

import torch

from clip_stream import ClipStream, to_input
from help_heads import ActorPointer, attribute_targets
from labels import ACTIONS, DIRECTION_PAIRS
from models import CLIP_FRAMES, MOTION_GRID, MOTION_WIDTH, make_timesformer
from run import Run


def reversed_twins(headers: list[dict], pixels: torch.Tensor, count: int) -> tuple[list[dict], torch.Tensor]:
    """Clips of direction pairs played backwards, with the other action of the pair as their label."""
    opposite = {a: b for a, b in DIRECTION_PAIRS} | {b: a for a, b in DIRECTION_PAIRS}
    chosen = [index for index, header in enumerate(headers) if header["action"] in opposite][:count]
    twins = [headers[i] | {"action": opposite[headers[i]["action"]], "track": headers[i]["track"][::-1]} for i in chosen]
    return twins, pixels[chosen].flip(1)


def score(model: torch.nn.Module, frames: int, combinations: str, clips: int = 400) -> str:
    stream = ClipStream(50, frames, 10_000_000, combinations)
    right: dict[str, list[bool]] = {action: [] for action in ACTIONS}
    paired: dict[str, list[bool]] = {action: [] for action in ACTIONS}
    opposite = {a: b for a, b in DIRECTION_PAIRS} | {b: a for a, b in DIRECTION_PAIRS}
    model.eval()
    with torch.no_grad():
        for _ in range(clips // 50):
            headers, pixels = stream.read()
            logits = model(pixel_values=to_input(pixels, augment=False)).logits
            for header, row in zip(headers, logits, strict=True):
                action = header["action"]
                right[action].append(ACTIONS[row.argmax()] == action)
                if action in opposite:
                    paired[action].append(bool(row[ACTIONS.index(action)] > row[ACTIONS.index(opposite[action])]))
    model.train()
    stream.close()
    top1 = [ok for oks in right.values() for ok in oks]
    pairs = [ok for oks in paired.values() for ok in oks]
    each = " ".join(f"{a}/{b}:{mean(paired[a] + paired[b]):.2f}" for a, b in DIRECTION_PAIRS)
    return f"{combinations} top1 {mean(top1):.3f} pairs {mean(pairs):.3f} | {each}"


def mean(values: list[bool]) -> float:
    return sum(values) / max(1, len(values))


def train(folder: Path, frames: int, steps: int, minutes: float, batch: int = 16) -> None:
    torch.manual_seed(1)
    model = make_timesformer(frames)
    pointer = ActorPointer(MOTION_WIDTH, MOTION_GRID)
    name = "timesformer" if frames > 1 else "frame_action"
    run = Run(folder, name, {"model": model, "pointer": pointer}, steps, minutes, rate=1e-3)
    stream = ClipStream(batch, frames, seed=300_000 + run.step * batch)
    tick = 0.1
    while not run.finished:
        headers, pixels = stream.read()
        if frames > 1:
            twins, twin_pixels = reversed_twins(headers, pixels, batch // 4)
            headers, pixels = headers + twins, torch.cat([pixels, twin_pixels])
        hidden = model.timesformer(pixel_values=to_input(pixels, augment=True)).last_hidden_state
        logits = model.classifier(hidden[:, 0])
        labels = torch.tensor([ACTIONS.index(h["action"]) for h in headers])
        loss = torch.nn.functional.cross_entropy(logits, labels, label_smoothing=0.02)
        top1 = (logits.argmax(dim=1) == labels).float().mean().item()
        tokens = hidden[:, 1:].unflatten(1, (-1, frames)).transpose(1, 2).flatten(0, 1)
        track = torch.tensor([h["track"] for h in headers]).flatten(0, 1)
        names = {key: value.repeat_interleave(frames) for key, value in attribute_targets(headers).items()}
        help_loss, figures = pointer(tokens, track, names)
        run.update(loss + help_loss * max(0.05, 0.6 * (1 - 1.6 * run.progress)), top1=top1, help=help_loss.item(), **figures)
        if run.progress > tick:
            print(name, score(model, frames, "seen"), flush=True)
            tick += 0.1
    run.save(final=True)
    stream.close()
    for combinations in ("seen", "held-out"):
        print(name, score(model, frames, combinations, 1000), flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--checkpoints", type=Path, required=True)
    parser.add_argument("--frames", type=int, default=CLIP_FRAMES)
    parser.add_argument("--steps", type=int, default=8000)
    parser.add_argument("--minutes", type=float, default=1e9)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    options.checkpoints.mkdir(parents=True, exist_ok=True)
    train(options.checkpoints, options.frames, options.steps, options.minutes)
