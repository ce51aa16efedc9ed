"""One PyTorch module to one ONNX file."""

import warnings
from pathlib import Path

import onnx
import torch
from torch import nn

from shrink_weights import shrink_weights

Axes = dict[str, dict[int, str]]


def export_graph(tower: nn.Module, inputs: dict[str, torch.Tensor], outputs: Axes, path: Path, axes: Axes | None = None) -> None:
    """Traces a module; `outputs` names each output's dynamic axes, `axes` those of inputs beyond the batch."""
    dynamic = {name: {0: "batch"} | (axes or {}).get(name, {}) for name in inputs} | outputs
    path.parent.mkdir(parents=True, exist_ok=True)
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            tower.eval(), tuple(inputs.values()), str(path), input_names=list(inputs), output_names=list(outputs),
            dynamic_axes=dynamic, opset_version=17, dynamo=False,
        )
    model = shrink_weights(onnx.load(path))
    onnx.checker.check_model(model)
    onnx.save(model, path)
