"""Training data of the layout model: what a pack's detector and clip encoder say of rendered clips.

    python training/layout_clips.py --pack data/models/starter --clips 40000 --out RUNS/layout-data
"""

import argparse
from pathlib import Path

import numpy as np
import onnxruntime
import torch

from clip_stream import ClipStream, to_input
from detector import LABEL_GROUPS, STRIDE
from labels import ACTIONS
from layout_model import THING_WIDTH, THINGS
from models import CLIP_FRAMES

BATCH = 25
# As the role `detector` has it, and `src/encoders/decode-detections.ts`.
LEAST_SCORE = 0.3
SAME_THING_IOU = 0.6


def open_model(path: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def share_of_union(one: np.ndarray, other: np.ndarray) -> float:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    if across <= 0 or down <= 0:
        return 0.0
    areas = (one[2] - one[0]) * (one[3] - one[1]) + (other[2] - other[0]) * (other[3] - other[1])
    return across * down / (areas - across * down)


def decode_things(middles: np.ndarray, edges: np.ndarray, labels: np.ndarray, edge: int) -> np.ndarray:
    """Maps of pictures [N, …] to their surest things [N, THINGS, THING_WIDTH], zeros where there are fewer."""
    scores = torch.from_numpy(middles).sigmoid()
    peaks = (scores == torch.nn.functional.max_pool2d(scores, 3, 1, 1)) & (scores >= LEAST_SCORE)
    words = torch.cat([group.softmax(dim=1) for group in torch.from_numpy(labels).split([len(g) for g in LABEL_GROUPS], dim=1)], dim=1)
    found = np.zeros((len(middles), THINGS, THING_WIDTH), dtype=np.float32)
    cells = edge // STRIDE
    per_picture: list[list[tuple[float, int, int]]] = [[] for _ in found]
    for picture, _, row, column in peaks.nonzero().tolist():
        per_picture[picture].append((-scores[picture, 0, row, column].item(), row, column))
    for picture, places in enumerate(per_picture):
        kept: list[np.ndarray] = []
        for negative, row, column in sorted(places):
            left, top, right, bottom = edges[picture, :, row, column]
            box = np.array([column + 0.5 - left, row + 0.5 - top, column + 0.5 + right, row + 0.5 + bottom]) / cells
            box = box.clip(0, 1)
            if len(kept) == THINGS or any(share_of_union(box, other) > SAME_THING_IOU for other in kept):
                continue
            found[picture, len(kept)] = [-negative, *box, *words[picture, :, row, column].tolist()]
            kept.append(box)
    return found


def read_clips(pack: Path, clips: int, seed: int, combinations: str) -> dict[str, np.ndarray]:
    """What the models say of clips of Playhouse: things, probabilities, features, and the actions' numbers."""
    encoder, detector = open_model(pack / "onnx/timesformer.onnx"), open_model(pack / "detector/detector.onnx")
    stream = ClipStream(BATCH, CLIP_FRAMES, seed, combinations, windows="moving")
    parts: dict[str, list[np.ndarray]] = {"things": [], "probabilities": [], "features": [], "actions": []}
    for index in range(clips // BATCH):
        headers, pixels = stream.read()
        values = to_input(pixels, augment=True)
        logits, tokens = encoder.run(["logits", "clip_tokens"], {"pixel_values": values.numpy()})
        maps = detector.run(["middles", "edges", "labels"], {"pixel_values": values.flatten(0, 1).numpy()})
        mean = torch.from_numpy(tokens).mean(dim=1)
        parts["things"].append(decode_things(*maps, edge=values.shape[-1]).reshape(BATCH, CLIP_FRAMES, THINGS, THING_WIDTH))
        parts["probabilities"].append(torch.from_numpy(logits).softmax(dim=-1).numpy())
        parts["features"].append(torch.nn.functional.normalize(mean, dim=-1).numpy())
        parts["actions"].append(np.array([ACTIONS.index(header["action"]) for header in headers]))
        if index % 40 == 39:
            right = np.mean(np.concatenate(parts["probabilities"]).argmax(1) == np.concatenate(parts["actions"]))
            print(f"{combinations} {(index + 1) * BATCH} clips, clip encoder alone {right:.3f}", flush=True)
    stream.close()
    return {name: np.concatenate(arrays) for name, arrays in parts.items()}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pack", type=Path, required=True)
    parser.add_argument("--clips", type=int, default=40_000)
    parser.add_argument("--seed", type=int, default=600_000)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    torch.set_num_threads(1)
    options.out.mkdir(parents=True, exist_ok=True)
    for combinations, clips, seed in (("seen", options.clips, options.seed), ("held-out", 2_000, 10_000_000)):
        np.savez(options.out / f"{combinations}.npz", **read_clips(options.pack, clips, seed, combinations))
