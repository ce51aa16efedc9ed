"""The starter pack's models: the reference architectures of transformers, tiny.

CLIP (Radford et al. 2021), TimeSformer with divided space-time attention (Bertasius et al. 2021), the Q-Former with the
three heads of BLIP-2 (Li et al. 2023) and a GPT-2 decoder behind its soft prompt.
"""

import math

import torch
from torch import nn
from transformers import (
    Blip2QFormerConfig,
    Blip2QFormerModel,
    CLIPConfig,
    CLIPModel,
    GPT2Config,
    GPT2LMHeadModel,
    TimesformerConfig,
    TimesformerForVideoClassification,
)
from transformers.models.blip_2.modeling_blip_2 import Blip2TextEmbeddings

from clip_stream import EDGE
from labels import ACTIONS

CLIP_PATCH, CLIP_WIDTH, SPACE = 12, 192, 128
PATCH_GRID = EDGE // CLIP_PATCH
PATCH_TOKENS = (PATCH_GRID // 2) ** 2
CLIP_FRAMES = 8
MOTION_PATCH, MOTION_WIDTH = 16, 128
MOTION_GRID = EDGE // MOTION_PATCH
MOTION_TOKENS = 1 + 4 * CLIP_FRAMES
QFORMER_WIDTH, QUERIES = 192, 16
QFORMER_FRAMES = (1, 4, 6)
MAX_TOKENS = 24


def sine_cosine(positions: int, width: int) -> torch.Tensor:
    """[positions, width] sine-cosine codes (Vaswani et al. 2017)."""
    rates = torch.exp(torch.arange(0, width, 2) * (-math.log(10_000.0) / width))
    angles = torch.arange(positions)[:, None] * rates[None]
    return torch.stack([angles.sin(), angles.cos()], dim=-1).flatten(1)[:, :width]


def sine_cosine_grid(grid: int, width: int) -> torch.Tensor:
    """[grid², width]: half of the width codes the row, half the column."""
    axis = sine_cosine(grid, width // 2)
    rows = axis[:, None].expand(grid, grid, -1)
    columns = axis[None].expand(grid, grid, -1)
    return torch.cat([rows, columns], dim=-1).reshape(grid * grid, width)


def make_clip(vocabulary: int, pad: int, bos: int, eos: int) -> CLIPModel:
    """96² images in 12² patches; position embeddings start as sine-cosine codes."""
    config = CLIPConfig(
        text_config={
            "vocab_size": vocabulary, "hidden_size": 128, "intermediate_size": 384, "num_hidden_layers": 3,
            "num_attention_heads": 4, "max_position_embeddings": MAX_TOKENS, "projection_dim": SPACE,
            "pad_token_id": pad, "bos_token_id": bos, "eos_token_id": eos,
        },
        vision_config={
            "hidden_size": CLIP_WIDTH, "intermediate_size": 576, "num_hidden_layers": 4, "num_attention_heads": 6,
            "image_size": EDGE, "patch_size": CLIP_PATCH, "projection_dim": SPACE,
        },
        projection_dim=SPACE,
    )
    config._attn_implementation = "sdpa"
    model = CLIPModel(config)
    with torch.no_grad():
        codes = torch.cat([torch.zeros(1, CLIP_WIDTH), sine_cosine_grid(PATCH_GRID, CLIP_WIDTH)])
        model.vision_model.embeddings.position_embedding.weight.copy_(codes * 0.5)
    return model


def make_timesformer(frames: int = CLIP_FRAMES) -> TimesformerForVideoClassification:
    """Sine-cosine time and position embeddings scaled up, without which direction is not learned."""
    config = TimesformerConfig(
        image_size=EDGE, patch_size=MOTION_PATCH, num_frames=frames, hidden_size=MOTION_WIDTH, num_hidden_layers=3,
        num_attention_heads=4, intermediate_size=384, attention_type="divided_space_time",
        id2label=dict(enumerate(ACTIONS)), label2id={label: index for index, label in enumerate(ACTIONS)},
    )
    model = TimesformerForVideoClassification(config)
    scale = 5.0
    with torch.no_grad():
        embeddings = model.timesformer.embeddings
        embeddings.time_embeddings.copy_(sine_cosine(frames, MOTION_WIDTH)[None] * scale)
        grid = torch.cat([torch.zeros(1, MOTION_WIDTH), sine_cosine_grid(MOTION_GRID, MOTION_WIDTH)])
        embeddings.position_embeddings.copy_(grid[None] * scale)
    return model


def patch_tokens(hidden: torch.Tensor) -> torch.Tensor:
    """CLIP's hidden states before its last layer [B, 1+grid², D] to [B, PATCH_TOKENS, D]: means over 2 × 2 patches."""
    batch, _, width = hidden.shape
    half = PATCH_GRID // 2
    return hidden[:, 1:].reshape(batch, half, 2, half, 2, width).mean(dim=(2, 4)).reshape(batch, half * half, width)


def motion_tokens(hidden: torch.Tensor, frames: int = CLIP_FRAMES) -> torch.Tensor:
    """TimeSformer's last hidden state [B, 1+grid²·T, D] (patches outside, frames inside) to [B, 1+4·T, D]."""
    batch, _, width = hidden.shape
    third = MOTION_GRID // 2
    grid = hidden[:, 1:].reshape(batch, 2, third, 2, third, frames, width).mean(dim=(2, 4))
    return torch.cat([hidden[:, :1], grid.reshape(batch, 4 * frames, width)], dim=1)


class VideoQFormer(nn.Module):
    """Learned queries over a few frames' patch tokens and the clip's motion tokens, with BLIP-2's three heads."""

    def __init__(self, vocabulary: int, pad: int, prompt_width: int):
        super().__init__()
        config = Blip2QFormerConfig(
            vocab_size=vocabulary, hidden_size=QFORMER_WIDTH, num_hidden_layers=3, num_attention_heads=6,
            intermediate_size=576, max_position_embeddings=MAX_TOKENS, pad_token_id=pad, cross_attention_frequency=1,
            encoder_hidden_size=QFORMER_WIDTH, use_qformer_text_input=True,
            hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0,
        )
        config._attn_implementation = "eager"
        self.config = config
        self.patch_norm = nn.LayerNorm(CLIP_WIDTH)
        self.clip_norm = nn.LayerNorm(MOTION_WIDTH)
        self.patch_projection = nn.Linear(CLIP_WIDTH, QFORMER_WIDTH)
        self.clip_projection = nn.Linear(MOTION_WIDTH, QFORMER_WIDTH)
        tokens = len(QFORMER_FRAMES) * PATCH_TOKENS + MOTION_TOKENS
        self.token_embeddings = nn.Parameter(torch.randn(1, tokens, QFORMER_WIDTH) * 0.3)
        self.query_tokens = nn.Parameter(torch.randn(1, QUERIES, QFORMER_WIDTH) * 0.5)
        self.embeddings = Blip2TextEmbeddings(config)
        self.qformer = Blip2QFormerModel(config)
        self.vision_projection = nn.Linear(QFORMER_WIDTH, SPACE)
        self.itm_head = nn.Linear(QFORMER_WIDTH, 2)
        self.language_projection = nn.Linear(QFORMER_WIDTH, prompt_width)

    def look(self, patches: torch.Tensor, clip: torch.Tensor) -> torch.Tensor:
        """[B, frames·PATCH_TOKENS, CLIP_WIDTH] and [B, MOTION_TOKENS, MOTION_WIDTH] to the tokens attended to."""
        seen = [self.patch_projection(self.patch_norm(patches)), self.clip_projection(self.clip_norm(clip))]
        return torch.cat(seen, dim=1) + self.token_embeddings

    def forward(self, patches: torch.Tensor, clip: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """The clip's vector [B, SPACE], L2-normalised, and the soft prompt [B, QUERIES, prompt width]."""
        queries = self.query_tokens.expand(patches.shape[0], -1, -1)
        output = self.qformer(query_embeds=queries, encoder_hidden_states=self.look(patches, clip)).last_hidden_state
        embedding = nn.functional.normalize(self.vision_projection(output.mean(dim=1)), dim=-1)
        return embedding, self.language_projection(output)

    def match(self, patches: torch.Tensor, clip: torch.Tensor, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Logits [B, 2]: does the text (ids, mask [B, L]) tell what the clip shows?"""
        queries = self.query_tokens.expand(patches.shape[0], -1, -1)
        attention = torch.cat([torch.ones_like(queries[..., 0], dtype=mask.dtype), mask], dim=1)
        output = self.qformer(
            query_embeds=self.embeddings(input_ids=ids, query_embeds=queries), query_length=QUERIES,
            attention_mask=attention, encoder_hidden_states=self.look(patches, clip),
        ).last_hidden_state
        return self.itm_head(output[:, :QUERIES]).mean(dim=1)


def make_decoder(vocabulary: int, bos: int, eos: int) -> GPT2LMHeadModel:
    """A GPT-2 whose input starts with the Q-Former's soft prompt."""
    config = GPT2Config(
        vocab_size=vocabulary, n_positions=QUERIES + 40, n_embd=192, n_layer=2, n_head=6, bos_token_id=bos,
        eos_token_id=eos, resid_pdrop=0.0, embd_pdrop=0.0, attn_pdrop=0.0,
    )
    config._attn_implementation = "eager"
    return GPT2LMHeadModel(config)


def decode(decoder: GPT2LMHeadModel, prompt: torch.Tensor, ids: torch.Tensor) -> torch.Tensor:
    """Logits [B, L, vocabulary] for the tokens after the soft prompt [B, QUERIES, width]."""
    embedded = torch.cat([prompt, decoder.transformer.wte(ids)], dim=1)
    mask = torch.ones(embedded.shape[:2], dtype=torch.long, device=ids.device)
    return decoder(inputs_embeds=embedded, attention_mask=mask, use_cache=False).logits[:, prompt.shape[1]:]
