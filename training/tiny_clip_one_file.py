"""Makes tests/packs/fixtures/tiny-clip-one-file.onnx: both towers of tests/encoders/fixtures/tiny-clip in one graph.

That is how CLIPs are exported whole: the model wants a picture and a text, and gives an embedding of each.

    python training/tiny_clip_one_file.py
"""

from pathlib import Path

import onnx
from onnx import compose, helper

TESTS = Path(__file__).resolve().parent.parent / "tests"
TOWERS = TESTS / "encoders" / "fixtures" / "tiny-clip" / "onnx"
OUT = TESTS / "packs" / "fixtures" / "tiny-clip-one-file.onnx"


def main() -> None:
    keep = {"rename_inputs": False, "rename_outputs": False}
    vision = compose.add_prefix(onnx.load(str(TOWERS / "vision_model.onnx")), "vision/", **keep)
    text = compose.add_prefix(onnx.load(str(TOWERS / "text_model.onnx")), "text/", **keep)
    graphs = (text.graph, vision.graph)
    graph = helper.make_graph(
        [node for part in graphs for node in part.node],
        "clip",
        [value for part in graphs for value in part.input],
        [value for part in graphs for value in part.output],
        [tensor for part in graphs for tensor in part.initializer],
    )
    model = helper.make_model(graph, opset_imports=vision.opset_import, ir_version=vision.ir_version)
    onnx.checker.check_model(model, full_check=True)
    OUT.parent.mkdir(parents=True, exist_ok=True)
    onnx.save(model, str(OUT))


if __name__ == "__main__":
    main()
