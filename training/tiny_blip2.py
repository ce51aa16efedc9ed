"""Makes tests/encoders/fixtures/tiny-blip2: a random BLIP-2 in the shape of the real ones, exported as they are.

A checkpoint is saved as transformers saves it and goes through export_blip2.py. `tiny-blip2.golden.json` beside the pack
holds what transformers' own model gives for single pictures, and what follows for clips of two.

    python training/tiny_blip2.py
"""

import hashlib
import json
import logging
import tempfile
from pathlib import Path

import numpy as np
import torch
from transformers import AutoTokenizer, BertTokenizer, Blip2Config, Blip2ForImageTextRetrieval
from transformers.models.blip.image_processing_pil_blip import BlipImageProcessorPil

from export_blip2 import export_pack
from golden import pack_floats
from test_pictures import draw_picture

OUT = Path(__file__).resolve().parent.parent / "tests" / "encoders" / "fixtures" / "tiny-blip2"
EDGE, FRAMES, LONGEST = 224, 2, 16
TEXTS = ["A red kite.", "two dogs running on the beach", "the café in the park, the café in the park, the café in the park"]
CLIPS = [(("320x240", 1), ("90x160", 2)), (("90x160", 2), ("320x240", 4))]
WORDS = "a the two red kite dog dogs run ##ning on in beach park cafe".split()


def save_checkpoint(folder: Path) -> None:
    """A Blip2ForImageTextRetrieval as `save_pretrained` leaves it, with weights that make its outputs differ."""
    torch.manual_seed(11)
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *WORDS, *".,"]
    (folder / "vocab.txt").write_text("\n".join(vocabulary) + "\n")
    BertTokenizer(vocab={word: index for index, word in enumerate(vocabulary)}).save_pretrained(folder)
    BlipImageProcessorPil(size={"height": EDGE, "width": EDGE}).save_pretrained(folder)
    config = Blip2Config(
        vision_config={"hidden_size": 32, "intermediate_size": 64, "num_hidden_layers": 2, "num_attention_heads": 2,
                       "image_size": EDGE, "patch_size": 14},
        qformer_config={"hidden_size": 32, "intermediate_size": 64, "num_hidden_layers": 2, "num_attention_heads": 2,
                        "encoder_hidden_size": 32, "cross_attention_frequency": 2, "use_qformer_text_input": True,
                        "vocab_size": len(vocabulary), "max_position_embeddings": LONGEST, "pad_token_id": 0},
        num_query_tokens=4, image_text_hidden_size=16,
    )
    model = Blip2ForImageTextRetrieval(config)
    with torch.no_grad():
        for parameter in model.parameters():
            if parameter.dim() > 1:
                parameter.normal_(std=0.3)
    # Published BLIP-2 weights are float16 too, which the export then keeps exactly.
    model.half().save_pretrained(folder)


@torch.no_grad()
def golden(checkpoint: Path) -> dict:
    model = Blip2ForImageTextRetrieval.from_pretrained(checkpoint, dtype=torch.float32).eval()
    processor, tokenizer = BlipImageProcessorPil.from_pretrained(checkpoint), AutoTokenizer.from_pretrained(checkpoint)
    words = [tokenizer(text, truncation=True, max_length=LONGEST, return_tensors="pt") for text in TEXTS]
    pictures, vectors = [], {}
    for picture, scene in dict.fromkeys(frame for clip in CLIPS for frame in clip):
        width, height = map(int, picture.split("x"))
        pixels = processor(draw_picture(width, height, scene), return_tensors="pt")["pixel_values"]
        contrast = [model(pixel_values=pixels, **text) for text in words]
        matches = [model(pixel_values=pixels, use_image_text_matching_head=True, **text).logits_per_image for text in words]
        mean = torch.nn.functional.normalize(contrast[0].image_embeds[0].mean(dim=0), dim=-1)
        probabilities = [logits.softmax(dim=-1)[0, 1].item() for logits in matches]
        vectors[picture, scene] = mean, probabilities
        pictures.append({
            "picture": picture, "scene": scene, "embedding": pack_floats(mean),
            "pixels": hashlib.sha256(np.ascontiguousarray(pixels, dtype="<f4").tobytes()).hexdigest(),
        })
    texts = [
        {"text": text, "ids": " ".join(map(str, row["input_ids"][0].tolist())), "embedding": pack_floats(output.text_embeds[0])}
        for text, row, output in zip(TEXTS, words, contrast)
    ]
    clips = [{
        "frames": [{"picture": picture, "scene": scene} for picture, scene in clip],
        "embedding": pack_floats(torch.nn.functional.normalize(sum(vectors[frame][0] for frame in clip), dim=-1)),
        "matches": [round(max(vectors[frame][1][index] for frame in clip), 7) for index in range(len(TEXTS))],
    } for clip in CLIPS]
    return {"pictures": pictures, "texts": texts, "clips": clips}


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    torch.set_num_threads(1)
    with tempfile.TemporaryDirectory() as folder:
        save_checkpoint(Path(folder))
        export_pack(folder, OUT, FRAMES, {
            "id": "tiny-blip2", "licence": "MIT", "title": "Tiny random BLIP-2", "world": "Nothing at all.",
        })
        (OUT.parent / "tiny-blip2.golden.json").write_text(json.dumps(golden(Path(folder)), indent=2) + "\n")
