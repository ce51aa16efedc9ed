"""Adds the trained detector to a pack as the role `detector`; the pack's vectors, and so its revision, stay as they are.

    python training/export_detector.py --checkpoints DIR --out data/models/starter
"""

import argparse
import base64
import json
from pathlib import Path

import numpy as np
import torch

from clip_stream import EDGE
from detector import LABEL_GROUPS, STRIDE, ActorDetector
from export import processors
from export_graph import export_graph
from pack_files import MANIFEST, write_manifest
from test_pictures import draw_picture

MODEL = "detector/detector.onnx"
GOLDEN = Path(__file__).resolve().parent.parent / "tests" / "encoders" / "golden" / "detector.json"
PICTURES = [(320, 240, 1), (90, 160, 3)]


def load_detector(folder: Path) -> ActorDetector:
    model = ActorDetector()
    model.load_state_dict(torch.load(folder / "detector.pt", weights_only=False, map_location="cpu")["modules"]["model"])
    return model.eval()


def write_golden(model: ActorDetector) -> None:
    """What PyTorch gives before the weights are rounded: float32, little-endian, base64."""
    rows = []
    for width, height, scene in PICTURES:
        pixels = processors()[0](draw_picture(width, height, scene), return_tensors="pt")["pixel_values"]
        with torch.no_grad():
            outputs = model(pixels)
        packed = [base64.b64encode(np.ascontiguousarray(values.numpy(), dtype="<f4").tobytes()).decode() for values in outputs]
        rows.append({"picture": f"{width}x{height}", "scene": scene} | dict(zip(("middles", "edges", "labels"), packed, strict=True)))
    GOLDEN.write_text(json.dumps(rows, indent=2) + "\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoints", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    torch.set_num_threads(1)
    model = load_detector(options.checkpoints)
    batch = {0: "batch"}
    export_graph(model, {"pixel_values": torch.rand(2, 3, EDGE, EDGE)}, {"middles": batch, "edges": batch, "labels": batch},
                 options.out / MODEL)
    manifest = json.loads((options.out / MANIFEST).read_text())
    manifest["roles"]["detector"] = {
        "model": MODEL,
        "preprocessor": "preprocessor_config.json",
        "inputs": {"pixels": "pixel_values"},
        "outputs": {"middles": "middles", "edges": "edges", "labels": "labels"},
        "stride": STRIDE,
        "labelGroups": LABEL_GROUPS,
        "batch": 16,
    }
    write_manifest(options.out, manifest)
    write_golden(model)
    print(f"{options.out / MODEL}: {(options.out / MODEL).stat().st_size / 1e6:.2f} MB of ONNX")
