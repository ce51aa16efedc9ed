"""A start from which a small transformer can copy: two layers of hand-set attention, which training then refines.

Titles, times and unknown words can only be copied from the prompt. The circuit for that ("induction": find where the
token just written stood before, write what came after it) forms late in a small model, so it is set here. In the first
layer two heads carry the one and the two tokens before into the residual stream, by rotary position alone; in the
second, two heads look for the place whose forerunners equal the last two tokens, and write what stands there.
"""

import torch
from transformers import GlmForCausalLM

#: Sharpness of looking one or two tokens back; size of what is carried along; sharpness of the comparison; size of what is written.
BACK, CARRIED, COMPARED, WRITTEN = 8.0, 0.8, 4.0, 3.0


def start_copying(model: GlmForCausalLM, generator: torch.Generator) -> None:
    """Sets the attention of the first two layers in place; needs attention biases and at least two heads for each key."""
    config = model.config
    width, head = config.hidden_size, config.head_dim
    turned = int(head * config.rope_parameters["partial_rotary_factor"])
    plain = head - turned
    theta = model.model.rotary_emb.inv_freq
    embeddings = model.get_input_embeddings().weight
    size = embeddings.norm(dim=1).mean() / head**0.5

    def orthonormal(rows: int, columns: int) -> torch.Tensor:
        return torch.linalg.qr(torch.randn(columns, rows, generator=generator))[0].T

    read = orthonormal(head, width)
    carried = orthonormal(2 * head, width).T
    before, second = carried[:, :head], carried[:, head:]
    near, far = orthonormal(plain, head).split([plain * 2 // 3, plain - plain * 2 // 3])
    with torch.no_grad():
        first = model.model.layers[0].self_attn
        first.k_proj.weight[:head] = 0
        first.k_proj.bias[:head] = 0
        first.k_proj.bias[:turned:2] = BACK
        first.q_proj.weight[: 2 * head] = 0
        first.q_proj.bias[: 2 * head] = 0
        for number in range(2):
            turn = -(number + 1) * theta
            first.q_proj.bias[number * head : number * head + turned : 2] = BACK * turn.cos()
            first.q_proj.bias[number * head + 1 : number * head + turned : 2] = BACK * turn.sin()
        first.v_proj.weight[:head] = read
        first.o_proj.weight[:, :head] = before * size * CARRIED
        first.o_proj.weight[:, head : 2 * head] = second * size * CARRIED

        then = model.model.layers[1].self_attn
        key = torch.cat([near @ before.T, far @ second.T]) * COMPARED
        query = torch.cat([near @ read, far @ before.T]) * COMPARED
        then.k_proj.weight[turned:head] = key
        for number in range(2):
            then.q_proj.weight[number * head + turned : (number + 1) * head] = query
            then.o_proj.weight[:, number * head : (number + 1) * head] = read.T * size * WRITTEN
        then.v_proj.weight[:head] = read
