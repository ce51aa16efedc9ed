"""Writes what the reference implementations (PyTorch, transformers, Pillow) give for a few inputs: tests/encoders/golden.

    python training/golden.py --checkpoints DIR

The models are the checkpoints themselves, before the export rounds their weights.
"""

import argparse
import base64
import hashlib
import json
import logging
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from transformers.models.clip.image_processing_pil_clip import CLIPImageProcessorPil
from transformers.models.videomae.image_processing_pil_videomae import VideoMAEImageProcessorPil

from checkpoints import StarterModels, load_models
from export import processors
from models import CLIP_FRAMES, QFORMER_FRAMES, decode
from test_pictures import draw_picture
from towers import ClipTower, FrameTower, MatchTower, TextTower

OUT = Path(__file__).resolve().parent.parent / "tests" / "encoders" / "golden"
PICTURES = [(320, 240, 1), (128, 96, 2), (90, 160, 3), (64, 48, 4)]
TEXTS = ["a red dog moves left in the park", "a blue cat", "a white robot stands still on the beach beside a pink kite",
         "the dog that nobody drew, jumps", ""]
QUESTION = "what colour is the dog"
CLIPS, CLIP_SIZE = 3, (160, 120)
LEAST_LEAD = 0.03


def pack_floats(values: torch.Tensor | np.ndarray) -> str:
    """float32, little-endian, base64."""
    return base64.b64encode(np.ascontiguousarray(np.asarray(values), dtype="<f4").tobytes()).decode()


def write(name: str, content: object) -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / f"{name}.json").write_text(json.dumps(content, indent=2) + "\n")


def golden_resampling() -> list[dict]:
    """What Pillow makes of pictures: shrunk, enlarged, one axis only, extreme ratios."""
    sizes = [((64, 48), (24, 24)), ((23, 31), (40, 57)), ((48, 36), (48, 20)), ((48, 36), (19, 36)), ((301, 7), (11, 9)), ((5, 90), (3, 2))]
    rows = []
    for (width, height), (to_width, to_height) in sizes:
        for number, resample in (("bilinear", Image.Resampling.BILINEAR), ("bicubic", Image.Resampling.BICUBIC), ("lanczos", Image.Resampling.LANCZOS)):
            # Noise on the picture makes bicubic and Lanczos overshoot both ends of the range.
            picture = draw_picture(width, height, 5) ^ (np.arange(width * height * 3).reshape(height, width, 3) * 89 % 256).astype(np.uint8)
            result = np.asarray(Image.fromarray(picture).resize((to_width, to_height), resample))
            rows.append({"from": f"{width}x{height}", "to": f"{to_width}x{to_height}", "filter": number, "pixels": base64.b64encode(result.tobytes()).decode()})
    return rows


def golden_preprocessing() -> list[dict]:
    """SHA-256 of the pixel values that transformers' processors give."""
    clip_mean, clip_std = [0.48145466, 0.4578275, 0.40821073], [0.26862954, 0.26130258, 0.27577711]
    settings = [
        (CLIPImageProcessorPil, {"size": {"shortest_edge": 56}, "crop_size": {"height": 56, "width": 56}, "image_mean": clip_mean, "image_std": clip_std}),
        (CLIPImageProcessorPil, {"size": {"shortest_edge": 40}, "crop_size": {"height": 51, "width": 48}, "image_mean": clip_mean, "image_std": clip_std}),
        (CLIPImageProcessorPil, {"size": {"height": 33, "width": 47}, "do_center_crop": False, "do_normalize": False}),
        (VideoMAEImageProcessorPil, {"size": {"shortest_edge": 45}, "crop_size": {"height": 44, "width": 44}}),
        (VideoMAEImageProcessorPil, {"do_resize": False, "crop_size": {"height": 70, "width": 60}, "do_rescale": False}),
    ]
    rows = []
    for kind, options in settings:
        processor = kind(**options)
        for width, height in ((80, 60), (61, 97), (56, 56), (30, 20)):
            pixels = processor(draw_picture(width, height, 7), return_tensors="np")["pixel_values"]
            digest = hashlib.sha256(np.ascontiguousarray(pixels, dtype="<f4").tobytes()).hexdigest()
            rows.append({"config": json.dumps(processor.to_dict()), "from": f"{width}x{height}", "sha256": digest})
    return rows


def golden_frames(models: StarterModels) -> list[dict]:
    processor, tower = processors()[0], FrameTower(models.clip)
    rows = []
    for width, height, scene in PICTURES:
        pixels = processor(draw_picture(width, height, scene), return_tensors="pt")["pixel_values"]
        embedding, patches = tower(pixels)
        rows.append({"picture": f"{width}x{height}", "scene": scene, "embedding": pack_floats(embedding), "patches": pack_floats(patches)})
    return rows


def golden_texts(models: StarterModels) -> list[dict]:
    rows = []
    for text in TEXTS:
        ids = torch.tensor([models.tokenizer.encode(text).ids])
        embedding = TextTower(models.clip)(ids, torch.ones_like(ids))
        rows.append({"text": text, "ids": " ".join(map(str, ids[0].tolist())), "embedding": pack_floats(embedding)})
    return rows


def generate(models: StarterModels, prompt: torch.Tensor, start: str) -> tuple[dict, float]:
    """Greedy ids, text and confidence, and the least lead of a best token over the second best."""
    end = models.tokenizer.token_to_id("[EOS]")
    ids = models.tokenizer.encode(start).ids[:-1]
    first, probabilities, lead = len(ids), [], 1.0
    for _ in range(24):
        best, second = decode(models.decoder, prompt, torch.tensor([ids]))[0, -1].softmax(-1).topk(2).values.tolist()
        ids.append(int(decode(models.decoder, prompt, torch.tensor([ids]))[0, -1].argmax()))
        probabilities.append(best)
        lead = min(lead, best - second)
        if ids[-1] == end:
            break
    said = [i for i in ids[first:] if i != end]
    confidence = float(np.exp(np.mean(np.log(probabilities))))
    return {"ids": " ".join(map(str, said)), "text": models.tokenizer.decode(said), "confidence": round(confidence, 6)}, lead


def golden_clips(models: StarterModels) -> list[dict]:
    """Clips from the towers to the words. Scenes in which a word is chosen by a hair are left out: rounding may flip it."""
    frame_processor, clip_processor = processors()
    width, height = CLIP_SIZE
    ids = torch.tensor([models.tokenizer.encode(TEXTS[0]).ids])
    rows, leads = [], {}
    for scene in range(40):
        pictures = [draw_picture(width, height, scene, step) for step in range(CLIP_FRAMES)]
        logits, clip_tokens = ClipTower(models.timesformer)(clip_processor([pictures], return_tensors="pt")["pixel_values"])
        attended = frame_processor([pictures[i] for i in QFORMER_FRAMES], return_tensors="pt")["pixel_values"]
        patches = FrameTower(models.clip)(attended)[1].flatten(0, 1)[None]
        embedding, prompt = models.qformer(patches, clip_tokens)
        (caption, caption_lead), (answer, answer_lead) = (
            generate(models, prompt, start) for start in ("caption :", f"question : {QUESTION} answer :")
        )
        single = ClipTower(models.frame_action, 1)(clip_processor([pictures[:1]], return_tensors="pt")["pixel_values"])[0]
        leads[scene] = min(caption_lead, answer_lead)
        rows.append({
            "scene": scene, "picture": f"{width}x{height}", "logits": pack_floats(logits), "tokens": pack_floats(clip_tokens),
            "singleFrameLogits": pack_floats(single), "embedding": pack_floats(embedding), "prompt": pack_floats(prompt),
            "matchText": TEXTS[0], "match": round(MatchTower(models.qformer)(patches, clip_tokens, ids, torch.ones_like(ids)).item(), 6),
            "caption": caption, "question": QUESTION, "answer": answer,
        })
        if sum(lead >= LEAST_LEAD for lead in leads.values()) == CLIPS:
            break
    chosen = sorted(leads, key=lambda scene: (leads[scene] < LEAST_LEAD, -leads[scene] if leads[scene] < LEAST_LEAD else 0, scene))[:CLIPS]
    return [rows[scene] for scene in sorted(chosen)]


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoints", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--untrained", action="store_true", help="random weights for models without a checkpoint")
    options = parser.parse_args()
    OUT = options.out
    torch.set_num_threads(1)
    write("resampling", golden_resampling())
    write("preprocessing", golden_preprocessing())
    with torch.no_grad():
        models = load_models(options.checkpoints, options.untrained)
        write("frames", golden_frames(models))
        write("texts", golden_texts(models))
        write("clips", golden_clips(models))
    print(f"golden outputs in {OUT}")
