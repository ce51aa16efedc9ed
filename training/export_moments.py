"""Adds the trained span predictor to a pack as the role `moments`, and writes what PyTorch says for the tests.

    python training/export_moments.py --checkpoints DIR --data DIR --out data/models/starter
"""

import argparse
import json
from pathlib import Path

import torch

from export_graph import export_graph
from golden import pack_floats, write
from moment_model import MomentModel, MomentTower
from pack_files import MANIFEST, write_manifest

# The longest videos that were seen in training, at four steps a second: 50 s.
LONGEST_STEPS = 200
GOLDEN_STEPS = 24


def golden_moments(tower: MomentTower, width: int, dimensions: int) -> dict:
    """Steps made up of unit vectors and small numbers, and what the model makes of them."""
    random = torch.Generator().manual_seed(7)
    steps = torch.randn(1, GOLDEN_STEPS, width, generator=random)
    for first in (0, dimensions):
        steps[..., first : first + dimensions] = torch.nn.functional.normalize(steps[..., first : first + dimensions], dim=-1)
    text = torch.nn.functional.normalize(torch.randn(1, dimensions, generator=random), dim=-1)
    with torch.no_grad():
        spans, scores, saliency = tower(steps, text)
    return {
        "width": width,
        "steps": pack_floats(steps),
        "text": pack_floats(text),
        "spans": pack_floats(spans),
        "scores": pack_floats(scores),
        "saliency": pack_floats(saliency),
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoints", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True, help="what moments/main.ts has written: its widths are read")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    index = json.loads((options.data / "index.json").read_text())
    dimensions, scalars = index["dimensions"], index["scalars"]
    model = MomentModel(dimensions, scalars)
    model.load_state_dict(torch.load(options.checkpoints / "moments.pt", weights_only=False)["modules"]["model"])
    tower, width = MomentTower(model).eval(), 2 * dimensions + scalars
    path = options.out / "moments" / "model.onnx"
    export_graph(
        tower,
        {"steps": torch.randn(1, 40, width), "text": torch.randn(1, dimensions)},
        {"spans": {0: "batch"}, "scores": {0: "batch"}, "saliency": {0: "batch", 1: "steps"}},
        path,
        axes={"steps": {1: "steps"}},
    )
    manifest = json.loads((options.out / MANIFEST).read_text())
    manifest["roles"]["moments"] = {
        "model": "moments/model.onnx",
        "inputs": {"steps": "steps", "text": "text"},
        "outputs": {"spans": "spans", "scores": "scores", "saliency": "saliency"},
        "stepWidth": width,
        "longestSteps": LONGEST_STEPS,
    }
    write_manifest(options.out, manifest)
    write("moments", golden_moments(tower, width, dimensions))
    print(f"{path}: {path.stat().st_size / 1e6:.2f} MB")
