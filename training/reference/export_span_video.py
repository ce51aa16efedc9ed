"""Makes tests/packs/fixtures/span-video.golden.json: what PyTorch makes of each frame, and of a clip, of the video of spans.

The video is the one that tests/media/support/span-video.ts writes: two shots, each three pictures that glide into each
other. The models are those of tests/encoders/fixtures (tiny-clip, clip-models/timesformer, tiny-smolvlm), made anew and
compared with their golden values first.

    python training/reference/export_span_video.py
"""

import base64
import json
import logging
import sys
from pathlib import Path

import numpy as np
import torch

TRAINING = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TRAINING), str(TRAINING / "reference")]

import export_clip_models as actions  # noqa: E402
import export_smolvlm as captions  # noqa: E402
import tiny_clip  # noqa: E402
from golden import pack_floats  # noqa: E402
from test_pictures import draw_picture  # noqa: E402

TESTS = TRAINING.parent / "tests"
FIXTURES = TESTS / "encoders" / "fixtures"
WIDTH, HEIGHT, STEPS, FRAMES_PER_SECOND = 64, 48, 3, 10
#: Of a shot's frames those nearest to the middles of four equal parts, two frames at either border left out.
CLIP_FRAMES = (5, 12, 18, 25)
#: As the standard pack asks for captions.
CAPTION_TOKENS = 48


def draw_frame(scene: int, index: int) -> np.ndarray:
    """Steps stand still for half a second and glide into each other for half a second."""
    place = min(STEPS - 1.0, max(0.0, (index - FRAMES_PER_SECOND / 2) / FRAMES_PER_SECOND))
    step = int(place)
    weight = min(1.0, max(0.0, (place - step - 0.25) / 0.5))
    here, following = (draw_picture(WIDTH, HEIGHT, scene, number).astype(np.float64) for number in (step, min(STEPS - 1, step + 1)))
    return np.floor(here + weight * (following - here) + 0.5).astype(np.uint8)


def stored(text: str) -> torch.Tensor:
    return torch.from_numpy(np.frombuffer(base64.b64decode(text), dtype="<f4").copy())


def read_golden(name: str) -> list | dict:
    return json.loads((FIXTURES / name).read_text())


@torch.no_grad()
def make_rows() -> list[dict]:
    clip, processor = tiny_clip.Images(tiny_clip.make_model(tiny_clip.make_tokenizer())), tiny_clip.make_processor()
    model, clip_processor = actions.timesformer(actions.TIMESFORMER_FRAMES), actions.make_processor()

    def embed(picture: np.ndarray) -> torch.Tensor:
        return clip(processor(picture, return_tensors="pt")["pixel_values"])[0]

    def judge(pictures: list[np.ndarray]) -> torch.Tensor:
        return model(clip_processor([pictures], return_tensors="pt")["pixel_values"]).logits[0].softmax(-1)

    example = read_golden("tiny-clip.golden.json")["pictures"][0]
    width, height = map(int, example["picture"].split("x"))
    torch.testing.assert_close(embed(draw_picture(width, height, example["scene"])), stored(example["embedding"]), rtol=1e-4, atol=1e-5)
    judged = next(row for row in read_golden("clip-models/golden.json") if row["pack"] == "timesformer")["clips"][0]
    pictures = actions.clip_of(judged["scene"], actions.TIMESFORMER_FRAMES)
    torch.testing.assert_close(judge(pictures), stored(judged["probabilities"]), rtol=1e-4, atol=1e-5)

    tokenizer = captions.make_tokenizer()
    captioner, spans = captions.find_model(tokenizer)
    assert spans == read_golden("tiny-smolvlm.golden.json"), "the captioner is not that of the fixture"

    def tell(pictures: list[np.ndarray]) -> str:
        words, lead = captions.say(captioner, tokenizer, captions.prepare(pictures), captions.CAPTION_PROMPT, CAPTION_TOKENS)
        print(f"lead {lead:.4f}: {words['text']}")
        return words["text"]

    rows = []
    for span in spans:
        if span["picture"] != f"{WIDTH}x{HEIGHT}":
            continue
        frames = [draw_frame(span["scene"], index) for index in range(STEPS * FRAMES_PER_SECOND)]
        clip_frames = [frames[index] for index in CLIP_FRAMES]
        rows.append({
            "scene": span["scene"],
            "embeddings": [pack_floats(embed(frame)) for frame in frames],
            "clipFrames": list(CLIP_FRAMES),
            "probabilities": dict(zip(actions.LABELS, judge(clip_frames).tolist(), strict=True)),
            "caption": tell(clip_frames),
        })
    return rows


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    torch.set_num_threads(1)
    (TESTS / "packs" / "fixtures" / "span-video.golden.json").write_text(json.dumps(make_rows(), indent=1) + "\n")
