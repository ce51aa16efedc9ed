"""Halves an ONNX file: large weights are stored as float16 and cast back to float32, in which all arithmetic stays."""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

FEWEST_ELEMENTS = 256
LARGEST_HALF = float(np.finfo(np.float16).max)


def shrink_weights(model: onnx.ModelProto) -> onnx.ModelProto:
    """Changes float32 initializers of more than FEWEST_ELEMENTS in place; onnxruntime folds the casts when it loads."""
    casts = []
    for tensor in model.graph.initializer:
        if tensor.data_type != TensorProto.FLOAT:
            continue
        values = numpy_helper.to_array(tensor)
        # Masks hold the lowest float32, which float16 would turn into minus infinity.
        if values.size <= FEWEST_ELEMENTS or np.abs(values).max() > LARGEST_HALF:
            continue
        name = tensor.name
        half = f"{name}.float16"
        tensor.CopyFrom(numpy_helper.from_array(values.astype(np.float16), half))
        casts.append(helper.make_node("Cast", [half], [name], name=f"{name}.cast", to=TensorProto.FLOAT))
    nodes = [*casts, *model.graph.node]
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    return model
