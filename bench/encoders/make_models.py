"""Random models in the shape of the real ones, as a model pack in float32: what they say means nothing, their speed does.

    python3 bench/encoders/make_models.py --size base --out DIR
"""

import argparse
import logging
import sys
from pathlib import Path

import torch
from torch import nn
from transformers import (
    CLIPVisionConfig, CLIPVisionModelWithProjection, TimesformerConfig, TimesformerForVideoClassification,
)
from transformers.models.clip.image_processing_pil_clip import CLIPImageProcessorPil
from transformers.models.videomae.image_processing_pil_videomae import VideoMAEImageProcessorPil

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "training"))
from export_graph import export_graph  # noqa: E402
from pack_files import write_manifest  # noqa: E402
from tiny_clip import make_tokenizer  # noqa: E402

EDGE, FRAMES, SPACE = 224, 8, 512
# `base`: openai/clip-vit-base-patch32 and facebook/timesformer-base-finetuned-k400.
SIZES = {
    "base": {"hidden_size": 768, "intermediate_size": 3072, "num_hidden_layers": 12, "num_attention_heads": 12},
    "small": {"hidden_size": 96, "intermediate_size": 192, "num_hidden_layers": 2, "num_attention_heads": 4},
}


def make_model(name: str, size: str, attention: str | None = None) -> nn.Module:
    """`frame` or `clip`; the same weights each time. Attention as transformers would choose it by default."""
    torch.manual_seed(3)
    if name == "frame":
        config = CLIPVisionConfig(**SIZES[size], image_size=EDGE, patch_size=32, projection_dim=SPACE)
        kind = CLIPVisionModelWithProjection
    else:
        labels = {index: f"action {index}" for index in range(400)}
        config = TimesformerConfig(**SIZES[size], image_size=EDGE, patch_size=16, num_frames=FRAMES, id2label=labels)
        kind = TimesformerForVideoClassification
    if attention is not None:
        config._attn_implementation = attention
    return kind(config).eval()


class FirstOutput(nn.Module):
    """The model's first output: the projected picture, or the actions' logits."""

    def __init__(self, model: nn.Module):
        super().__init__()
        self.model = model

    def forward(self, pixel_values: torch.Tensor) -> torch.Tensor:
        return self.model(pixel_values=pixel_values)[0]


class LetterCount(nn.Module):
    """A text tower that is not measured: every pack has one."""

    def __init__(self):
        super().__init__()
        self.words = nn.Embedding(700, SPACE)

    def forward(self, input_ids: torch.Tensor) -> torch.Tensor:
        return self.words(input_ids).mean(dim=1)


@torch.no_grad()
def make_pack(size: str, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    batch = {0: "batch"}
    frame, clip = (make_model(name, size, "eager") for name in ("frame", "clip"))
    export_graph(FirstOutput(frame), {"pixel_values": torch.rand(1, 3, EDGE, EDGE)}, {"image_embeds": batch},
                 folder / "frame.onnx", shrink=False)
    export_graph(FirstOutput(clip), {"pixel_values": torch.rand(1, FRAMES, 3, EDGE, EDGE)}, {"logits": batch},
                 folder / "clip.onnx", shrink=False)
    export_graph(LetterCount(), {"input_ids": torch.tensor([[1, 2, 3]])}, {"text_embeds": batch}, folder / "text.onnx",
                 {"input_ids": {1: "tokens"}})
    square = {"height": EDGE, "width": EDGE}
    CLIPImageProcessorPil(size={"shortest_edge": EDGE}, crop_size=square).save_pretrained(folder)
    VideoMAEImageProcessorPil(size={"shortest_edge": EDGE}, crop_size=square).save_pretrained(folder / "clip")
    clip.config.save_pretrained(folder / "clip")
    make_tokenizer().save(str(folder / "tokenizer.json"))
    pixels = {"inputs": {"pixels": "pixel_values"}}
    write_manifest(folder, {
        "format": 1, "id": f"bench-{size}", "licence": "MIT", "title": "Random models", "world": "Nothing at all.",
        "dimensions": SPACE, "roles": {
            "frame": pixels | {"model": "frame.onnx", "preprocessor": "preprocessor_config.json",
                               "outputs": {"embedding": "image_embeds"}, "batch": 8},
            "text": {"model": "text.onnx", "tokenizer": "tokenizer.json", "inputs": {"ids": "input_ids"},
                     "outputs": {"embedding": "text_embeds"}, "maxTokens": 77},
            "clip": pixels | {"model": "clip.onnx", "preprocessor": "clip/preprocessor_config.json",
                              "config": "clip/config.json", "frames": FRAMES, "outputs": {"logits": "logits"}, "batch": 1},
        },
    })


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", choices=SIZES, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    make_pack(options.size, options.out)
