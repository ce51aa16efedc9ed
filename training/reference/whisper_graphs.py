"""Whisper's encoder and its decoder with a cache, as modules that export in the layout of the Hugging Face ONNX hub.

The decoder's attention is written out here, so that cross attentions and the cache are plain outputs; `export_whisper.py`
compares it with the model itself before anything is written.
"""

import math
import warnings
from pathlib import Path

import onnx
import torch
from onnx import TensorProto, compose, helper
from torch import nn
from torch.nn import functional
from transformers import WhisperForConditionalGeneration

OPSET = 17


class Encoder(nn.Module):
    def __init__(self, model: WhisperForConditionalGeneration):
        super().__init__()
        self.encoder = model.model.encoder

    def forward(self, input_features: torch.Tensor) -> torch.Tensor:
        return self.encoder(input_features).last_hidden_state


class Decoder(nn.Module):
    """Ids and, in the later steps, the cache [decoder key, decoder value, encoder key, encoder value] of each layer."""

    def __init__(self, model: WhisperForConditionalGeneration, cached: bool):
        super().__init__()
        self.model, self.cached = model.model.decoder, cached
        self.heads = model.config.decoder_attention_heads

    def split(self, states: torch.Tensor) -> torch.Tensor:
        batch, length, width = states.shape
        return states.view(batch, length, self.heads, width // self.heads).transpose(1, 2)

    def attend(self, layer: nn.Module, states, keys, values, mask) -> tuple[torch.Tensor, torch.Tensor]:
        queries = self.split(layer.q_proj(states))
        scores = queries @ keys.transpose(2, 3) / math.sqrt(queries.shape[-1])
        weights = (scores if mask is None else scores + mask).softmax(-1)
        return layer.out_proj((weights @ values).transpose(1, 2).flatten(2)), weights

    def forward(self, input_ids: torch.Tensor, encoder_hidden_states: torch.Tensor, *past: torch.Tensor) -> tuple[torch.Tensor, ...]:
        before = past[0].shape[2] if self.cached else 0
        length = input_ids.shape[1]
        places = torch.arange(length) + before
        states = self.model.embed_tokens(input_ids) + self.model.embed_positions.weight[places]
        mask = torch.where(torch.arange(before + length)[None] <= places[:, None], 0.0, -1e9)
        present, crossed = [], []
        for number, layer in enumerate(self.model.layers):
            own, cross = layer.self_attn, layer.encoder_attn
            normal = layer.self_attn_layer_norm(states)
            keys, values = self.split(own.k_proj(normal)), self.split(own.v_proj(normal))
            if self.cached:
                keys, values = (torch.cat(pair, 2) for pair in zip(past[4 * number : 4 * number + 2], (keys, values)))
                heard = past[4 * number + 2 : 4 * number + 4]
            else:
                heard = [self.split(cross.k_proj(encoder_hidden_states)), self.split(cross.v_proj(encoder_hidden_states))]
            states = states + self.attend(own, normal, keys, values, mask)[0]
            update, weights = self.attend(cross, layer.encoder_attn_layer_norm(states), *heard, None)
            states = states + update
            states = states + layer.fc2(functional.gelu(layer.fc1(layer.final_layer_norm(states))))
            present += [keys, values, *heard]
            crossed.append(weights)
        logits = functional.linear(self.model.layer_norm(states), self.model.embed_tokens.weight)
        return (logits, *present, *crossed)


def cache_names(layers: int, prefix: str) -> list[str]:
    return [f"{prefix}.{layer}.{side}.{part}" for layer in range(layers) for side in ("decoder", "encoder") for part in ("key", "value")]


def trace(module: nn.Module, inputs: dict[str, torch.Tensor], outputs: list[str], axes: dict[str, dict[int, str]], path: Path) -> onnx.ModelProto:
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(module.eval(), tuple(inputs.values()), str(path), input_names=list(inputs), output_names=outputs,
                          dynamic_axes=axes, opset_version=OPSET, dynamo=False)
    model = onnx.load(path)
    path.unlink()
    return model


def export_decoder(model: WhisperForConditionalGeneration, path: Path) -> onnx.ModelProto:
    """One graph for the first step and the later ones, chosen by `use_cache_branch`; weights that both need are kept once."""
    layers, heads = model.config.decoder_layers, model.config.decoder_attention_heads
    width, heard = model.config.d_model // heads, torch.rand(1, model.config.max_source_positions, model.config.d_model)
    past = {name: torch.rand(1, heads, 5 if ".decoder." in name else heard.shape[1], width) for name in cache_names(layers, "past_key_values")}
    outputs = ["logits", *cache_names(layers, "present"), *(f"cross_attentions.{layer}" for layer in range(layers))]
    branches = []
    for cached in (False, True):
        inputs = {"input_ids": torch.tensor([[3, 4]]), "encoder_hidden_states": heard, **(past if cached else {})}
        axes = {name: {0: "batch", 1: "length"} for name in ("input_ids", "logits")}
        axes |= {name: {0: "batch", 2: "past" if ".decoder." in name else "frames"} for name in inputs if name.startswith("past")}
        axes |= {name: {0: "batch", 2: "all" if ".decoder." in name else "frames"} for name in outputs if name.startswith("present")}
        axes |= {name: {0: "batch", 2: "length"} for name in outputs if name.startswith("cross")}
        branches.append(trace(Decoder(model, cached), inputs, outputs, axes, path).graph)
    first, later = (compose.add_prefix_graph(graph, prefix, rename_inputs=False, rename_initializers=False)
                    for graph, prefix in zip(branches, ("first_", "later_")))
    shared, seen = [], {}
    for graph in (first, later):
        for tensor in list(graph.initializer):
            content = (tuple(tensor.dims), tensor.data_type, tensor.raw_data)
            name = seen.setdefault(content, f"shared_{len(seen)}")
            if name == f"shared_{len(shared)}":
                shared.append(onnx.TensorProto())
                shared[-1].CopyFrom(tensor)
                shared[-1].name = name
            for node in graph.node:
                for index, used in enumerate(node.input):
                    if used == tensor.name:
                        node.input[index] = name
        del graph.initializer[:]
    bodies = [helper.make_graph(list(graph.node), graph.name, [], list(graph.output)) for graph in (first, later)]
    choice = helper.make_node("If", ["use_cache_branch"], outputs, name="step", then_branch=bodies[1], else_branch=bodies[0])
    starts = [*branches[1].input, helper.make_tensor_value_info("use_cache_branch", TensorProto.BOOL, [1])]
    known = {value.name for value in starts}
    starts += [value for value in branches[0].input if value.name not in known]
    whole = helper.make_graph([choice], "decoder", starts, list(branches[1].output), initializer=shared)
    return helper.make_model(whole, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=8)
