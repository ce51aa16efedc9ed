"""A causal language model of transformers to one ONNX file with a key–value cache, in the hub layout that transformers.js loads.

Inputs `input_ids` (batch × new), `attention_mask` (batch × all), `position_ids` (batch × new), all int64, and for each layer N
`past_key_values.N.key` and `.value` (batch × heads × past × width, float32). Outputs `logits` (batch × new × vocabulary) and
`present.N.key`, `present.N.value`. The past may be empty: one graph reads the prompt and writes each further token.
"""

import warnings
from pathlib import Path

import onnx
import torch
from torch import nn
from torch.onnx import register_custom_op_symbolic, unregister_custom_op_symbolic
from torch.onnx.symbolic_helper import parse_args
from transformers import PreTrainedModel
from transformers.cache_utils import DynamicCache, DynamicLayer

from shrink_weights import shrink_weights

OPSET = 17
Axes = dict[str, dict[int, str]]


class CachedDecoder(nn.Module):
    """The model with its cache as plain tensors and the causal mask made from the padding mask in a way that can be traced."""

    def __init__(self, model: PreTrainedModel):
        super().__init__()
        self.model = model

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor, position_ids: torch.Tensor, *past: torch.Tensor) -> tuple[torch.Tensor, ...]:
        cache = DynamicCache()
        for keys, values in zip(past[::2], past[1::2]):
            layer = DynamicLayer()
            layer.lazy_initialization(keys, values)
            layer.keys, layer.values = keys, values
            cache.layers.append(layer)
        mask = causal_mask(attention_mask, input_ids.shape[1])
        output = self.model(input_ids=input_ids, attention_mask=mask, position_ids=position_ids, past_key_values=cache, use_cache=True)
        present = [tensor for layer in output.past_key_values.layers for tensor in (layer.keys, layer.values)]
        return output.logits, *present


def causal_mask(attention_mask: torch.Tensor, new_tokens: int) -> torch.Tensor:
    """batch × 1 × new × all, float32: 0 where a new token may look, the lowest float elsewhere."""
    places = torch.arange(attention_mask.shape[1], device=attention_mask.device)
    queries = places[-new_tokens:]
    seen = (places[None, :] <= queries[:, None])[None, None] & (attention_mask[:, None, None, :] > 0)
    return torch.where(seen, 0.0, torch.finfo(torch.float32).min)


@parse_args("v", "i", "i", "v")
def repeat_last_axis(graph, values, repeats: int, axis: int, _size):
    """`repeat_interleave` along the last axis, which GLM's rotary positions need; the exporter's own gets the rank wrong."""
    rank = values.type().dim()
    assert axis in (-1, rank - 1), "only the last axis is repeated"
    last = graph.op("Constant", value_t=torch.tensor([rank]))
    columns = graph.op("Concat", *[graph.op("Unsqueeze", values, last)] * repeats, axis_i=rank)
    shape = graph.op("Constant", value_t=torch.tensor([0] * (rank - 1) + [-1]))
    return graph.op("Reshape", columns, shape)


def example_inputs(model: PreTrainedModel) -> dict[str, torch.Tensor]:
    """Three new tokens after a past of four, two sequences of which one is padded on the left."""
    config = model.config
    width = getattr(config, "head_dim", None) or config.hidden_size // config.num_attention_heads
    heads = getattr(config, "num_key_value_heads", None) or config.num_attention_heads
    mask = torch.ones(2, 7, dtype=torch.long)
    mask[1, :2] = 0
    inputs = {
        "input_ids": torch.tensor([[1, 2, 3], [3, 2, 1]]),
        "attention_mask": mask,
        "position_ids": torch.tensor([[4, 5, 6], [2, 3, 4]]),
    }
    for layer in range(config.num_hidden_layers):
        for part in ("key", "value"):
            inputs[f"past_key_values.{layer}.{part}"] = torch.randn(2, heads, 4, width)
    return inputs


def dynamic_axes(layers: int) -> Axes:
    """The names of the axes that may have any length."""
    axes: Axes = {"input_ids": {0: "batch", 1: "new"}, "attention_mask": {0: "batch", 1: "all"},
                  "position_ids": {0: "batch", 1: "new"}, "logits": {0: "batch", 1: "new"}}
    for layer in range(layers):
        for part in ("key", "value"):
            axes[f"past_key_values.{layer}.{part}"] = {0: "batch", 2: "past"}
            axes[f"present.{layer}.{part}"] = {0: "batch", 2: "all"}
    return axes


def export_causal_lm(model: PreTrainedModel, folder: Path, halve_weights: bool = True) -> None:
    """Writes `config.json`, `generation_config.json` and `onnx/model.onnx` (loaded as dtype `fp32`) into a folder.

    The model must have been made with `attn_implementation="eager"`. With `halve_weights` large weights are stored as float16
    and cast back when the file is loaded; all arithmetic stays float32. The tokenizer's files are the caller's to write.
    """
    model = model.eval().float().cpu()
    path = Path(folder) / "onnx" / "model.onnx"
    path.parent.mkdir(parents=True, exist_ok=True)
    inputs, layers = example_inputs(model), model.config.num_hidden_layers
    present = [f"present.{layer}.{part}" for layer in range(layers) for part in ("key", "value")]
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        register_custom_op_symbolic("aten::repeat_interleave", repeat_last_axis, OPSET)
        try:
            torch.onnx.export(
                CachedDecoder(model).eval(), tuple(inputs.values()), str(path), input_names=list(inputs),
                output_names=["logits", *present], dynamic_axes=dynamic_axes(layers), opset_version=OPSET, dynamo=False,
            )
        finally:
            unregister_custom_op_symbolic("aten::repeat_interleave", OPSET)
    graph = onnx.load(path)
    graph = shrink_weights(graph) if halve_weights else graph
    onnx.checker.check_model(graph)
    onnx.save(graph, path)
    model.config.save_pretrained(folder)
    model.generation_config.save_pretrained(folder)
