"""Adds the trained layout model to a pack as the role `layout`; the pack's vectors, and so its revision, stay as they are.

    python training/export_layout.py --checkpoints RUNS/layout --out data/models/starter
"""

import argparse
import json
from pathlib import Path

import torch

from export_graph import export_graph
from golden import pack_floats, write
from labels import ACTIONS
from layout_model import THING_WIDTH, THINGS, LayoutModel
from models import CLIP_FRAMES, MOTION_WIDTH
from pack_files import MANIFEST, write_manifest

MODEL = "layout/model.onnx"


def golden_layout(model: LayoutModel) -> list[dict]:
    """Made-up clips, the first of them empty, and what the model makes of them."""
    random = torch.Generator().manual_seed(9)
    things = torch.rand(3, CLIP_FRAMES, THINGS, THING_WIDTH, generator=random)
    things[0] = 0
    things[1, :, 1:] = 0
    probabilities = torch.rand(3, len(ACTIONS), generator=random).mul(4).softmax(dim=-1)
    features = torch.nn.functional.normalize(torch.randn(3, MOTION_WIDTH, generator=random), dim=-1)
    with torch.no_grad():
        logits = model(things, probabilities, features)
    tensors = {"things": things, "probabilities": probabilities, "features": features, "logits": logits}
    return [{name: pack_floats(values[clip]) for name, values in tensors.items()} for clip in range(len(things))]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoints", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.backends.mha.set_fastpath_enabled(False)
    model = LayoutModel()
    model.load_state_dict(torch.load(options.checkpoints / "layout.pt", weights_only=False)["modules"]["model"])
    model.eval()
    inputs = {
        "things": torch.rand(2, CLIP_FRAMES, THINGS, THING_WIDTH),
        "probabilities": torch.rand(2, len(ACTIONS)).softmax(dim=-1),
        "features": torch.nn.functional.normalize(torch.randn(2, MOTION_WIDTH), dim=-1),
    }
    path = options.out / MODEL
    export_graph(model, inputs, {"logits": {0: "batch"}}, path)
    manifest = json.loads((options.out / MANIFEST).read_text())
    manifest["roles"]["layout"] = {
        "model": MODEL,
        "inputs": {"things": "things", "probabilities": "probabilities", "features": "features"},
        "outputs": {"logits": "logits"},
        "thingsPerFrame": THINGS,
    }
    write_manifest(options.out, manifest)
    write("layout", golden_layout(model))
    print(f"{path}: {path.stat().st_size / 1e6:.2f} MB")
