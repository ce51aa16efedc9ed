"""A BLIP-2 (Li et al. 2023) cut into the graphs that a pack holds: each wrapper's outputs are an ONNX file's outputs.

B pictures or clips, F frames a clip, T patch tokens a frame (the class token among them) of width D.
"""

import torch
from torch import nn
from transformers import Blip2ForImageTextRetrieval


class Blip2Tower(nn.Module):
    def __init__(self, blip2: Blip2ForImageTextRetrieval, frames: int = 1):
        super().__init__()
        self.blip2, self.frames = blip2, frames
        self.tokens = blip2.vision_model.embeddings.num_positions
        self.queries, self.width = blip2.config.num_query_tokens, blip2.config.vision_config.hidden_size

    def image_vectors(self, patches: torch.Tensor) -> torch.Tensor:
        """Patch tokens [B, T, D] to one vector a picture [B, space]: the mean of its queries' normalised vectors.

        BLIP-2 itself compares a text with every query and takes the best. A vector index holds one vector a picture:
        the mean's cosine ranks texts by the queries' mean similarity instead.
        """
        queries = self.blip2.query_tokens.expand(patches.shape[0], -1, -1)
        seen = self.blip2.qformer(query_embeds=queries, encoder_hidden_states=patches).last_hidden_state
        return nn.functional.normalize(self.blip2.vision_projection(seen), dim=-1).mean(dim=1)

    def single_frames(self, patches: torch.Tensor) -> torch.Tensor:
        """Patch tokens [B, F·T, D] to [B·F, T, D]."""
        return patches.reshape(-1, self.tokens, self.width)


class Blip2FrameTower(Blip2Tower):
    """pixel_values [B, 3, H, W] to image_embeds [B, space] (not normalised) and patch_tokens [B, T, D]."""

    def forward(self, pixel_values: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        patches = self.blip2.vision_model(pixel_values=pixel_values).last_hidden_state
        return self.image_vectors(patches), patches


class Blip2TextTower(Blip2Tower):
    """input_ids and attention_mask [B, L] to text_embeds [B, space] (not normalised): the Q-Former without queries."""

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        words = self.blip2.embeddings(input_ids=input_ids)
        read = self.blip2.qformer(query_embeds=words, query_length=0, attention_mask=attention_mask).last_hidden_state
        return self.blip2.text_projection(read[:, 0])


class Blip2ClipTower(Blip2Tower):
    """patch_tokens [B, F·T, D] to clip_embeds [B, space] (not normalised): the mean over the frames' unit vectors."""

    def forward(self, patches: torch.Tensor) -> torch.Tensor:
        frames = nn.functional.normalize(self.image_vectors(self.single_frames(patches)), dim=-1)
        return frames.reshape(-1, self.frames, frames.shape[-1]).mean(dim=1)


class Blip2MatchTower(Blip2Tower):
    """patch_tokens, input_ids, attention_mask to match_probability [B]: that of the frame which fits the text best.

    BLIP-2 knows single pictures; a clip shows what the text says when one of its frames does.
    """

    def forward(self, patches: torch.Tensor, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        ids, mask = (
            row[:, None].expand(-1, self.frames, -1).reshape(-1, row.shape[1]) for row in (input_ids, attention_mask)
        )
        frames = self.single_frames(patches)
        queries = self.blip2.query_tokens.expand(frames.shape[0], -1, -1)
        read = self.blip2.qformer(
            query_embeds=self.blip2.embeddings(input_ids=ids, query_embeds=queries), query_length=self.queries,
            attention_mask=torch.cat([torch.ones_like(queries[..., 0], dtype=mask.dtype), mask], dim=1),
            encoder_hidden_states=frames,
        ).last_hidden_state
        probability = self.blip2.itm_head(read[:, : self.queries]).mean(dim=1).softmax(dim=-1)[:, 1]
        return probability.reshape(-1, self.frames).amax(dim=1)
