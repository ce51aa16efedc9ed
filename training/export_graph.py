"""One PyTorch module to one ONNX file."""

import tempfile
import warnings
from pathlib import Path

import onnx
import torch
from torch import nn

from shrink_weights import shrink_weights

Axes = dict[str, dict[int, str]]
# An ONNX file is one protobuf message, which may not pass 2 GiB.
LARGEST_FILE = 1_900_000_000


def export_graph(
    tower: nn.Module, inputs: dict[str, torch.Tensor], outputs: Axes, path: Path, axes: Axes | None = None,
    largest_file: int = LARGEST_FILE, shrink: bool = True,
) -> None:
    """Traces a module; `outputs` names each output's dynamic axes, `axes` those of inputs beyond the batch.

    `shrink` stores weights as float16. Weights that do not fit into one file go into `<path>.data` beside it, where onnxruntime looks for them.
    """
    dynamic = {name: {0: "batch"} | (axes or {}).get(name, {}) for name in inputs} | outputs
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        traced = Path(folder) / path.name
        with torch.no_grad(), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            torch.onnx.export(
                tower.eval(), tuple(inputs.values()), str(traced), input_names=list(inputs), output_names=list(outputs),
                dynamic_axes=dynamic, opset_version=17, dynamo=False,
            )
        model = onnx.load(traced)
    if shrink:
        model = shrink_weights(model)
    data = path.with_name(f"{path.name}.data")
    data.unlink(missing_ok=True)
    large = sum(len(tensor.raw_data) for tensor in model.graph.initializer) > largest_file
    onnx.save(model, path, save_as_external_data=large, location=data.name)
    onnx.checker.check_model(path)
