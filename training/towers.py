"""The starter models cut into the graphs that a pack holds: each wrapper's outputs are an ONNX file's outputs."""

import torch
from torch import nn

from models import CLIP_FRAMES, decode, motion_tokens, patch_tokens


class FrameTower(nn.Module):
    """pixel_values [B, 3, H, W] to image_embeds [B, SPACE] (not normalised) and patch_tokens [B, PATCH_TOKENS, CLIP_WIDTH]."""

    def __init__(self, clip: nn.Module):
        super().__init__()
        self.vision, self.projection = clip.vision_model, clip.visual_projection

    def forward(self, pixel_values: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        seen = self.vision(pixel_values=pixel_values, output_hidden_states=True)
        # The last layer's patches get no gradient from the contrastive loss: the tokens before it are the good ones.
        return self.projection(seen.pooler_output), patch_tokens(seen.hidden_states[-2])


class TextTower(nn.Module):
    """input_ids and attention_mask [B, L] to text_embeds [B, SPACE] (not normalised)."""

    def __init__(self, clip: nn.Module):
        super().__init__()
        self.clip = clip

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        # transformers 5 gives the projected vector as `pooler_output`.
        return self.clip.get_text_features(input_ids=input_ids, attention_mask=attention_mask).pooler_output


class ClipTower(nn.Module):
    """pixel_values [B, T, 3, H, W] to logits [B, labels] and clip_tokens [B, 1 + 4·T, MOTION_WIDTH]."""

    def __init__(self, timesformer: nn.Module, frames: int = CLIP_FRAMES):
        super().__init__()
        self.timesformer, self.frames = timesformer, frames

    def forward(self, pixel_values: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        hidden = self.timesformer.timesformer(pixel_values=pixel_values).last_hidden_state
        return self.timesformer.classifier(hidden[:, 0]), motion_tokens(hidden, self.frames)


class FrameActionTower(ClipTower):
    """As ClipTower for a single frame, logits only."""

    def forward(self, pixel_values: torch.Tensor) -> torch.Tensor:
        return super().forward(pixel_values)[0]


class MatchTower(nn.Module):
    """The Q-Former with a text beside its queries: the probability [B] that the clip shows what the text says."""

    def __init__(self, qformer: nn.Module):
        super().__init__()
        self.qformer = qformer

    def forward(self, patches: torch.Tensor, clip: torch.Tensor, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        return self.qformer.match(patches, clip, ids, mask).softmax(dim=-1)[:, 1]


class DecoderTower(nn.Module):
    """soft_prompt [B, QUERIES, width] and input_ids [B, L] to logits [B, L, vocabulary]."""

    def __init__(self, decoder: nn.Module):
        super().__init__()
        self.decoder = decoder

    def forward(self, soft_prompt: torch.Tensor, input_ids: torch.Tensor) -> torch.Tensor:
        return decode(self.decoder, soft_prompt, input_ids)
