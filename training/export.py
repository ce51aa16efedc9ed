"""Writes the trained starter models as a model pack: hub layout, ONNX with float16 weights, askreel-pack.json.

    python training/export.py --checkpoints DIR --out data/models/starter

Also taken from the checkpoints folder when they are there: `familiarity.json` and `retrieval.json` (fusion weights).
"""

import argparse
import json
import logging
from pathlib import Path

import torch
from transformers.models.clip.image_processing_pil_clip import CLIPImageProcessorPil
from transformers.models.videomae.image_processing_pil_videomae import VideoMAEImageProcessorPil

from checkpoints import StarterModels, load_models
from clip_stream import EDGE
from export_graph import export_graph
from models import (
    CLIP_FRAMES, CLIP_WIDTH, MAX_TOKENS, MOTION_TOKENS, MOTION_WIDTH, PATCH_TOKENS, QFORMER_FRAMES, QUERIES, SPACE,
)
from pack_files import write_manifest
from towers import ClipTower, DecoderTower, FrameActionTower, FrameTower, MatchTower, TextTower
from vocabulary import PAD

PIXELS = {"do_resize": True, "size": {"height": EDGE, "width": EDGE}, "do_center_crop": False,
          "image_mean": [0.5] * 3, "image_std": [0.5] * 3}


def processors() -> tuple[CLIPImageProcessorPil, VideoMAEImageProcessorPil]:
    """The image processors of the frame and the clip encoder."""
    return CLIPImageProcessorPil(**PIXELS), VideoMAEImageProcessorPil(**PIXELS)


def export_graphs(models: StarterModels, folder: Path) -> None:
    batch, tokens = {0: "batch"}, {1: "tokens"}
    pixels = torch.rand(2, 3, EDGE, EDGE)
    ids = torch.tensor([[2, 5, 6, 7, 3], [2, 5, 3, 0, 0]])
    mask = (ids != 0).long()
    seen = {
        "patch_tokens": torch.randn(2, len(QFORMER_FRAMES) * PATCH_TOKENS, CLIP_WIDTH),
        "clip_tokens": torch.randn(2, MOTION_TOKENS, MOTION_WIDTH),
    }
    text = {"input_ids": ids, "attention_mask": mask}
    text_axes = {"input_ids": tokens, "attention_mask": tokens}
    clip = pixels[:, None].repeat(1, CLIP_FRAMES, 1, 1, 1)
    prompt = torch.randn(2, QUERIES, models.decoder.config.n_embd)
    export_graph(FrameTower(models.clip), {"pixel_values": pixels}, {"image_embeds": batch, "patch_tokens": batch},
                 folder / "vision_model.onnx")
    export_graph(TextTower(models.clip), text, {"text_embeds": batch}, folder / "text_model.onnx", text_axes)
    export_graph(ClipTower(models.timesformer), {"pixel_values": clip}, {"logits": batch, "clip_tokens": batch},
                 folder / "timesformer.onnx")
    export_graph(FrameActionTower(models.frame_action, 1), {"pixel_values": clip[:, :1]}, {"logits": batch},
                 folder / "frame_action.onnx")
    export_graph(models.qformer, seen, {"clip_embeds": batch, "soft_prompt": batch}, folder / "qformer.onnx")
    export_graph(MatchTower(models.qformer), seen | text, {"match_probability": batch}, folder / "qformer_match.onnx",
                 text_axes)
    export_graph(DecoderTower(models.decoder), {"soft_prompt": prompt, "input_ids": ids},
                 {"logits": batch | tokens}, folder / "decoder.onnx", {"input_ids": tokens})


def write_configs(models: StarterModels, folder: Path) -> None:
    frame_processor, clip_processor = processors()
    frame_processor.save_pretrained(folder)
    clip_processor.save_pretrained(folder / "timesformer")
    for config, name, architecture in (
        (models.clip.config, "", "CLIPModel"),
        (models.timesformer.config, "timesformer", "TimesformerForVideoClassification"),
        (models.qformer.config, "qformer", "Blip2QFormerModel"),
        (models.decoder.config, "decoder", "GPT2LMHeadModel"),
    ):
        config.architectures = [architecture]
        config.save_pretrained(folder / name)
    # A copy, so that padding goes into the file but not into the tokenizer in use.
    tokenizer = type(models.tokenizer).from_str(models.tokenizer.to_str())
    tokenizer.enable_padding(pad_id=tokenizer.token_to_id(PAD), pad_token=PAD)
    tokenizer.save(str(folder / "tokenizer.json"))


def roles(models: StarterModels) -> dict:
    seen = {"patches": "patch_tokens", "clip": "clip_tokens"}
    text = {"ids": "input_ids", "mask": "attention_mask"}
    motion = {"preprocessor": "timesformer/preprocessor_config.json", "config": "timesformer/config.json",
              "windowSeconds": 4, "maxWindowSeconds": 6.5, "inputs": {"pixels": "pixel_values"}}
    return {
        "frame": {
            "model": "onnx/vision_model.onnx", "preprocessor": "preprocessor_config.json",
            "inputs": {"pixels": "pixel_values"}, "outputs": {"embedding": "image_embeds", "patches": "patch_tokens"},
            "batch": 16, "patchTokens": PATCH_TOKENS, "patchDimensions": CLIP_WIDTH,
        },
        "text": {
            "model": "onnx/text_model.onnx", "tokenizer": "tokenizer.json", "inputs": text,
            "outputs": {"embedding": "text_embeds"}, "maxTokens": MAX_TOKENS, "closedVocabulary": True,
        },
        "clip": motion | {
            "model": "onnx/timesformer.onnx", "frames": CLIP_FRAMES, "batch": 4,
            "outputs": {"logits": "logits", "features": "clip_tokens"},
            "clipTokens": MOTION_TOKENS, "clipDimensions": MOTION_WIDTH,
        },
        "qformer": {
            "model": "onnx/qformer.onnx", "matchModel": "onnx/qformer_match.onnx", "tokenizer": "tokenizer.json",
            "frameIndices": list(QFORMER_FRAMES), "inputs": seen, "matchInputs": seen | text,
            "outputs": {"embedding": "clip_embeds", "prompt": "soft_prompt"},
            "matchOutputs": {"score": "match_probability"}, "queries": QUERIES,
            "promptDimensions": models.decoder.config.n_embd, "batch": 8, "maxTokens": MAX_TOKENS,
        },
        "decoder": {
            "model": "onnx/decoder.onnx", "tokenizer": "tokenizer.json",
            "inputs": {"prompt": "soft_prompt", "ids": "input_ids"}, "outputs": {"logits": "logits"},
            "captionPrefix": "caption :", "questionPrefix": "question :", "answerPrefix": "answer :",
            "maxNewTokens": 24, "maxTokens": models.decoder.config.n_positions - QUERIES, "batch": 8,
        },
        "frameAction": motion | {
            "model": "onnx/frame_action.onnx", "frames": 1, "batch": 16, "outputs": {"logits": "logits"},
        },
    }


def describe_pack(models: StarterModels, checkpoints: Path, folder: Path) -> None:
    manifest = {
        "format": 1, "id": "starter", "licence": "MIT", "title": "askreel starter",
        "world": "Playhouse, a drawn paper theatre: ten actors in eight colours doing twenty things in six places.",
        "dimensions": SPACE, "providers": ["cpu"], "roles": roles(models),
    }
    if (checkpoints / "familiarity.json").exists():
        (folder / "familiarity.json").write_text((checkpoints / "familiarity.json").read_text())
        manifest["familiarity"] = {"file": "familiarity.json"}
    if (checkpoints / "retrieval.json").exists():
        manifest["retrieval"] = json.loads((checkpoints / "retrieval.json").read_text())
    write_manifest(folder, manifest)


def export_pack(checkpoints: Path, folder: Path, untrained: bool = False) -> None:
    models = load_models(checkpoints, untrained)
    folder.mkdir(parents=True, exist_ok=True)
    for stale in [*folder.glob("onnx/*.onnx"), folder / "familiarity.json"]:
        stale.unlink(missing_ok=True)
    write_configs(models, folder)
    export_graphs(models, folder / "onnx")
    describe_pack(models, checkpoints, folder)
    size = sum(path.stat().st_size for path in (folder / "onnx").glob("*.onnx"))
    print(f"{folder}: {size / 1e6:.1f} MB of ONNX")


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoints", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--untrained", action="store_true", help="export random weights for models without a checkpoint")
    options = parser.parse_args()
    torch.set_num_threads(1)
    export_pack(options.checkpoints, options.out, options.untrained)
