"""Writes a BLIP-2 as a model pack: ViT with Q-Former, text side and image–text matching head.

    python training/export_blip2.py --checkpoint Salesforce/blip2-itm-vit-g --out DIR [--frames 1]

The checkpoint is a folder, or an id of the Hugging Face hub, of a `Blip2ForImageTextRetrieval`. A
`Blip2ForConditionalGeneration` has no text projection and no matching head, so that nothing could be searched with it:
it is refused. No language model is exported: the pack searches and matches, and writes no captions.

`--frames` says how many frames of a clip the Q-Former looks at. Their patch tokens are kept in the library for matching:
with ViT-g 0.7 MB a frame.
"""

import argparse
import logging
from pathlib import Path

import torch
from transformers import AutoTokenizer, Blip2ForImageTextRetrieval
from transformers.models.blip.image_processing_pil_blip import BlipImageProcessorPil

from blip2_towers import Blip2ClipTower, Blip2FrameTower, Blip2MatchTower, Blip2TextTower
from export_graph import export_graph
from pack_files import write_manifest

# BLIP-2 was trained on captions of up to 32 tokens.
MAX_TOKENS = 32


def load_checkpoint(checkpoint: str) -> Blip2ForImageTextRetrieval:
    """In float32 and with plain attention, which the export needs."""
    model, loading = Blip2ForImageTextRetrieval.from_pretrained(
        checkpoint, dtype=torch.float32, attn_implementation="eager", output_loading_info=True,
    )
    if loading["missing_keys"]:
        raise SystemExit(f"{checkpoint} is no Blip2ForImageTextRetrieval: it lacks {sorted(loading['missing_keys'])[0]}.")
    return model.eval()


def load_processor(checkpoint: str, edge: int) -> BlipImageProcessorPil:
    """Pictures are squashed to a square of the ViT's size; what the checkpoint says of colours is kept."""
    return BlipImageProcessorPil.from_pretrained(checkpoint, size={"height": edge, "width": edge}, do_center_crop=False)


def export_graphs(blip2: Blip2ForImageTextRetrieval, edge: int, frames: int, folder: Path) -> None:
    batch, tokens = {0: "batch"}, {1: "tokens"}
    towers = Blip2FrameTower(blip2), Blip2TextTower(blip2), Blip2ClipTower(blip2, frames), Blip2MatchTower(blip2, frames)
    frame, text, clip, match = towers
    # One row is padded, so that the mask stays in the graph.
    words = {"input_ids": torch.tensor([[1, 2, 3, 4], [1, 2, 0, 0]]), "attention_mask": torch.tensor([[1] * 4, [1, 1, 0, 0]])}
    axes = {name: tokens for name in words}
    seen = {"patch_tokens": torch.randn(2, frames * frame.tokens, frame.width)}
    export_graph(frame, {"pixel_values": torch.rand(2, 3, edge, edge)}, {"image_embeds": batch, "patch_tokens": batch},
                 folder / "vision_model.onnx")
    export_graph(text, words, {"text_embeds": batch}, folder / "text_model.onnx", axes)
    export_graph(clip, seen, {"clip_embeds": batch}, folder / "qformer.onnx")
    export_graph(match, seen | words, {"match_probability": batch}, folder / "qformer_match.onnx", axes)


def roles(blip2: Blip2ForImageTextRetrieval, frames: int) -> dict:
    words = {"ids": "input_ids", "mask": "attention_mask"}
    text = {"tokenizer": "tokenizer.json", "maxTokens": min(MAX_TOKENS, blip2.config.qformer_config.max_position_embeddings)}
    return {
        "frame": {
            "model": "onnx/vision_model.onnx", "preprocessor": "preprocessor_config.json",
            "inputs": {"pixels": "pixel_values"}, "outputs": {"embedding": "image_embeds", "patches": "patch_tokens"},
            "patchDimensions": blip2.config.vision_config.hidden_size, "batch": 4,
        },
        "text": text | {"model": "onnx/text_model.onnx", "inputs": words, "outputs": {"embedding": "text_embeds"}},
        "qformer": text | {
            "model": "onnx/qformer.onnx", "matchModel": "onnx/qformer_match.onnx", "frameIndices": list(range(frames)),
            "inputs": {"patches": "patch_tokens"}, "matchInputs": {"patches": "patch_tokens"} | words,
            "outputs": {"embedding": "clip_embeds"}, "matchOutputs": {"score": "match_probability"},
            "queries": blip2.config.num_query_tokens, "batch": 4,
        },
    }


@torch.no_grad()
def export_pack(checkpoint: str, folder: Path, frames: int, about: dict) -> None:
    """`about` is what the manifest says of the pack: id, licence, title, world."""
    blip2 = load_checkpoint(checkpoint)
    size = blip2.config.vision_config.image_size
    edge = size if isinstance(size, int) else size[0]
    folder.mkdir(parents=True, exist_ok=True)
    for stale in [*folder.glob("onnx/*.onnx"), *folder.glob("onnx/*.onnx.data")]:
        stale.unlink()
    blip2.config.save_pretrained(folder)
    load_processor(checkpoint, edge).save_pretrained(folder)
    tokenizer = AutoTokenizer.from_pretrained(checkpoint)
    plain = tokenizer.backend_tokenizer
    plain.no_truncation()
    plain.enable_padding(pad_id=tokenizer.pad_token_id, pad_token=tokenizer.pad_token)
    plain.save(str(folder / "tokenizer.json"))
    export_graphs(blip2, edge, frames, folder / "onnx")
    manifest = {"format": 1} | about | {"dimensions": blip2.config.image_text_hidden_size, "roles": roles(blip2, frames)}
    write_manifest(folder, manifest)


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--frames", type=int, default=1)
    parser.add_argument("--id", default="blip2", help="the pack's name")
    parser.add_argument("--licence", default="MIT", help="the checkpoint's licence")
    options = parser.parse_args()
    export_pack(options.checkpoint, options.out, options.frames, {
        "id": options.id, "licence": options.licence, "title": f"BLIP-2 ({options.checkpoint})",
        "world": "Everyday pictures with English descriptions.",
    })
