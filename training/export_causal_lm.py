"""A causal language model with its key-value cache as one ONNX file, as transformers.js reads it."""

import warnings
from pathlib import Path

import torch
from torch import nn
from transformers import DynamicCache, PreTrainedModel
from transformers.cache_utils import DynamicLayer


def filled_layer(keys: torch.Tensor, values: torch.Tensor) -> DynamicLayer:
    """Put in place rather than added: adding to an empty layer joins tensors of different rank, which cannot be traced."""
    layer = DynamicLayer()
    layer.lazy_initialization(keys, values)
    layer.keys, layer.values = keys, values
    return layer


class CachedModel(nn.Module):
    """The model with its cache as plain tensors: key and value of each layer, batch × heads × tokens × width."""

    def __init__(self, model: PreTrainedModel):
        super().__init__()
        self.model = model

    def forward(self, input_ids, attention_mask, position_ids, *past):
        cache = DynamicCache()
        cache.layers = [filled_layer(past[at], past[at + 1]) for at in range(0, len(past), 2)]
        total, new = attention_mask.shape[1], input_ids.shape[1]
        # The mask is made here: transformers' own way of making it cannot be traced with an open length.
        places = torch.arange(total)
        causal = places[None, :] <= (places[-new:] if new == total else torch.arange(total - new, total))[:, None]
        seen = causal[None, None] & attention_mask[:, None, None, :].bool()
        bias = torch.where(seen, 0.0, torch.finfo(torch.float32).min)
        output = self.model(
            input_ids=input_ids, attention_mask=bias, position_ids=position_ids, past_key_values=cache, use_cache=True
        )
        present = [part for layer in output.past_key_values.layers for part in (layer.keys, layer.values)]
        return (output.logits, *present)


def export_causal_lm(model: PreTrainedModel, folder: Path) -> Path:
    """Writes `folder/onnx/model.onnx`: logits and `present.N.key|value` from ids, mask, positions and `past_key_values.N.key|value`."""
    config = model.config
    heads = config.num_key_value_heads
    width = getattr(config, "head_dim", None) or config.hidden_size // config.num_attention_heads
    layers = range(config.num_hidden_layers)
    past = [f"past_key_values.{layer}.{part}" for layer in layers for part in ("key", "value")]
    present = [f"present.{layer}.{part}" for layer in layers for part in ("key", "value")]
    before, new = 3, 2
    inputs = (
        torch.ones(2, new, dtype=torch.long),
        torch.ones(2, before + new, dtype=torch.long),
        torch.arange(before, before + new).expand(2, new),
        *[torch.randn(2, heads, before, width) for _ in past],
    )
    axes = {
        "input_ids": {0: "batch", 1: "tokens"},
        "attention_mask": {0: "batch", 1: "total"},
        "position_ids": {0: "batch", 1: "tokens"},
        "logits": {0: "batch", 1: "tokens"},
    }
    axes |= {name: {0: "batch", 2: "past"} for name in past} | {name: {0: "batch", 2: "total"} for name in present}
    path = folder / "onnx" / "model.onnx"
    path.parent.mkdir(parents=True, exist_ok=True)
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            CachedModel(model.eval()), inputs, str(path),
            input_names=["input_ids", "attention_mask", "position_ids", *past], output_names=["logits", *present],
            dynamic_axes=axes, opset_version=17, dynamo=False,
        )
    return path
