"""Trains the span predictor on what `moments/main.ts` has written; the encoders are not touched.

    python training/train_moments.py --data DIR --checkpoints DIR [--minutes 12]

Each description's true moments are matched one to one with the model's queries (Hungarian matching, by trying all);
losses are presence, the two borders (cross entropy and L1), generalised IoU and saliency, after every decoder layer.
"""

import argparse
import itertools
import json
import random
from pathlib import Path

import numpy as np
import torch
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

from moment_model import QUERIES, MomentModel, borders
from run import Run

BATCH = 24
MOST_TARGETS = 3
HELD_BACK = 0.05
CAPTION = 6
MOTION = (0, 1, 9)


class Examples:
    """Videos and descriptions as float32: `draw` gives batches of videos of much the same length."""

    def __init__(self, folder: Path):
        index = json.loads((folder / "index.json").read_text())
        self.dimensions, self.scalars = index["dimensions"], index["scalars"]
        vectors = np.fromfile(folder / "vectors.bin", dtype="<f2")
        queries = np.fromfile(folder / "queries.bin", dtype="<f2")
        self.items, seen, read = [], 0, 0
        for video in index["videos"]:
            steps = video["steps"]
            if not video["queries"]:
                continue
            size = steps * 2 * self.dimensions
            block = vectors[seen : seen + size].reshape(steps, -1)
            seen += size
            for query in video["queries"]:
                size = steps * self.scalars
                scalars = queries[read : read + size].reshape(steps, -1)
                text = queries[read + size : read + size + self.dimensions]
                read += size + self.dimensions
                if len(query["spans"]) <= MOST_TARGETS:
                    self.items.append((block, scalars, text, query["spans"]))

    def batch(self, items: list, augment: bool) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, list]:
        longest = max(len(block) for block, *_ in items)
        steps = torch.zeros(len(items), longest, 2 * self.dimensions + self.scalars)
        texts, padding = torch.zeros(len(items), self.dimensions), torch.ones(len(items), longest, dtype=torch.bool)
        for row, (block, scalars, text, _) in enumerate(items):
            count = len(block)
            steps[row, :count, : 2 * self.dimensions] = torch.from_numpy(block.astype(np.float32))
            steps[row, :count, 2 * self.dimensions :] = torch.from_numpy(scalars.astype(np.float32))
            texts[row], padding[row, :count] = torch.from_numpy(text.astype(np.float32)), False
            if augment:
                # Captions are held back for unfamiliar footage, motion is missing in old libraries.
                if random.random() < 0.25:
                    steps[row, :, 2 * self.dimensions + CAPTION] = 0
                if random.random() < 0.1:
                    steps[row, :, [2 * self.dimensions + place for place in MOTION]] = 0
        return steps, texts, padding, [spans for *_, spans in items]


def generalised_iou(start: torch.Tensor, end: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    shared = (torch.minimum(end, target[..., 1]) - torch.maximum(start, target[..., 0])).clamp(min=0)
    union = (end - start).clamp(min=0) + target[..., 1] - target[..., 0] - shared
    hull = torch.maximum(end, target[..., 1]) - torch.minimum(start, target[..., 0])
    return shared / union.clamp(min=1e-3) - (hull - union) / hull.clamp(min=1e-3)


@torch.no_grad()
def match(output: dict[str, torch.Tensor], targets: list) -> list[tuple[int, ...]]:
    """For each description, the query that answers for each of its moments."""
    start, end = borders(output)
    present = output["present"].sigmoid()
    matched = []
    for row, spans in enumerate(targets):
        if not spans:
            matched.append(())
            continue
        target = torch.tensor(spans)[None]
        far = (start[row, :, None] - target[..., 0]).abs() + (end[row, :, None] - target[..., 1]).abs()
        iou = generalised_iou(start[row, :, None], end[row, :, None], target)
        cost = (far / 8 - iou - 2 * present[row, :, None]).numpy()
        ways = itertools.permutations(range(QUERIES), len(spans))
        matched.append(min(ways, key=lambda way: sum(cost[query, target] for target, query in enumerate(way))))
    return matched


def soft_border(at: torch.Tensor, count: int) -> torch.Tensor:
    """A border between two steps belongs to both, by its distance to them: [N, count]."""
    return (1 - (torch.arange(count) - at[:, None]).abs()).clamp(min=0)


def losses(outputs: list[dict[str, torch.Tensor]], saliency: torch.Tensor, padding: torch.Tensor, targets: list) -> dict[str, torch.Tensor]:
    count = saliency.shape[1]
    at = torch.arange(count)
    salient = torch.zeros_like(saliency)
    for row, spans in enumerate(targets):
        for start, end in spans:
            salient[row] += (torch.minimum(at + 1, torch.tensor(end)) - torch.maximum(at, torch.tensor(start))).clamp(min=0)
    sums = {"saliency": binary_cross_entropy_with_logits(saliency[~padding], salient.clamp(max=1)[~padding])}
    for output in outputs:
        matched = match(output, targets)
        rows = torch.tensor([row for row, way in enumerate(matched) for _ in way], dtype=torch.long)
        chosen = torch.tensor([query for way in matched for query in way], dtype=torch.long)
        wanted = torch.zeros_like(output["present"])
        wanted[rows, chosen] = 1
        weight = torch.where(wanted > 0, 1.0, 0.3)
        parts = {"present": (binary_cross_entropy_with_logits(output["present"], wanted, weight=weight, reduction="sum") / len(targets))}
        if len(rows):
            truth = torch.tensor([span for spans in targets for span in spans])
            start, end = (side[rows, chosen] for side in borders(output))
            last = count - 1.0
            parts["border"] = cross_entropy(output["start"][rows, chosen], soft_border(truth[:, 0].clamp(0, last), count))
            parts["border"] = parts["border"] + cross_entropy(output["end"][rows, chosen], soft_border((truth[:, 1] - 1).clamp(0, last), count))
            parts["far"] = ((start - truth[:, 0]).abs() + (end - truth[:, 1]).abs()).mean() / 8
            parts["iou"] = 1 - generalised_iou(start, end, truth).mean()
        for name, value in parts.items():
            sums[name] = sums.get(name, 0) + value / len(outputs)
    return sums


@torch.no_grad()
def evaluate(model: MomentModel, examples: Examples, items: list) -> dict[str, float]:
    """R1 at IoU 0.5 and 0.7 of descriptions that mean something, and the mean presence for those that do not."""
    model.eval()
    ious, absent = [], []
    for first in range(0, len(items), BATCH):
        steps, texts, padding, targets = examples.batch(items[first : first + BATCH], augment=False)
        outputs, _ = model(steps, texts, padding)
        start, end = borders(outputs[-1])
        best = outputs[-1]["present"].argmax(-1)
        for row, spans in enumerate(targets):
            if not spans:
                absent.append(outputs[-1]["present"][row].max().sigmoid().item())
                continue
            s, e = start[row, best[row]].item(), end[row, best[row]].item()
            ious.append(max(max(0.0, min(e, t) - max(s, f)) / (max(e, t) - min(s, f)) for f, t in spans))
    model.train()
    return {"r1@0.5": float(np.mean(np.array(ious) >= 0.5)), "r1@0.7": float(np.mean(np.array(ious) >= 0.7)), "absent": float(np.mean(absent or [0]))}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--checkpoints", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=12)
    parser.add_argument("--steps", type=int, default=5000)
    options = parser.parse_args()
    options.checkpoints.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(0)
    random.seed(0)
    examples = Examples(options.data)
    # The newest items are held back to look at while it learns; the test is episodes of other seeds.
    kept = int(len(examples.items) * (1 - HELD_BACK))
    learned, watched = examples.items[:kept], examples.items[kept:]
    model = MomentModel(examples.dimensions, examples.scalars)
    run = Run(options.checkpoints, "moments", {"model": model}, options.steps, options.minutes, 1e-3)
    print(f"{len(learned)} descriptions, {sum(p.numel() for p in model.parameters())} parameters", flush=True)
    while not run.finished:
        pool = sorted(random.sample(learned, min(len(learned), 8 * BATCH)), key=lambda item: len(item[0]))
        batches = [pool[first : first + BATCH] for first in range(0, len(pool), BATCH)]
        random.shuffle(batches)
        for items in batches:
            steps, texts, padding, targets = examples.batch(items, augment=True)
            parts = losses(*model(steps, texts, padding), padding, targets)
            total = 2 * parts["saliency"] + sum(value for name, value in parts.items() if name != "saliency")
            run.update(total, **{name: float(value.detach()) for name, value in parts.items()})
            if run.step % 100 == 0:
                print(f"step {run.step} {evaluate(model, examples, watched[:200])}", flush=True)
    run.save(final=True)
    print(f"step {run.step} {evaluate(model, examples, watched)}", flush=True)
