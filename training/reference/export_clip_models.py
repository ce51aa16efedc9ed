"""Makes tests/encoders/fixtures/clip-models: one tiny random action model of each kind of input, each a pack of its own.

`golden.json` beside them holds what PyTorch gives for the same frames, preprocessed here with Pillow and numpy by the
definitions in docs/clip-models.md, or by transformers' own processor.

    python training/reference/export_clip_models.py
"""

import json
import logging
import shutil
import sys
from pathlib import Path

import numpy as np
import onnx
import torch
from PIL import Image
from torch import nn
from transformers import TimesformerConfig, TimesformerForVideoClassification, VideoMAEConfig, VideoMAEForVideoClassification
from transformers.models.videomae.image_processing_pil_videomae import VideoMAEImageProcessorPil

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from export_graph import export_graph  # noqa: E402
from golden import pack_floats  # noqa: E402
from pack_files import write_manifest  # noqa: E402
from test_pictures import draw_picture  # noqa: E402

OUT = Path(__file__).resolve().parents[2] / "tests" / "encoders" / "fixtures" / "clip-models"
EDGE, PICTURE, SCENES, VIEWS = 24, (60, 44), (1, 4), range(6)
SEED, TIMESFORMER_FRAMES = 11, 4
LABELS = ["waves", "walks", "jumps", "falls", "dances"]


class Logits(nn.Module):
    """A transformers video model as the hub exports it: scores alone."""

    def __init__(self, model: nn.Module):
        super().__init__()
        self.model = model

    def forward(self, pixel_values: torch.Tensor) -> torch.Tensor:
        return self.model(pixel_values).logits


class SplitConv(nn.Sequential):
    """A 3-D convolution as one over space and one over time (R(2+1)D)."""

    def __init__(self, width: int, stride: int = 1):
        super().__init__(
            nn.Conv3d(width, 8, (1, 3, 3), stride=(1, stride, stride), padding=(0, 1, 1)), nn.ReLU(),
            nn.Conv3d(8, 8, (3, 1, 1), padding=(1, 0, 0)), nn.ReLU(),
        )


class ConvNet(nn.Module):
    """[batch, 3, time, height, width] to probabilities: the softmax is inside, as in some exports."""

    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(SplitConv(3, 2), SplitConv(8, 2), nn.AdaptiveAvgPool3d(1), nn.Flatten())
        self.head = nn.Linear(8, len(LABELS))

    def forward(self, video: torch.Tensor) -> torch.Tensor:
        return self.head(self.body(video)).softmax(-1)


class FrameNet(nn.Module):
    """[batch × segments, 3, height, width] to logits of each frame (TSN without its consensus)."""

    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(nn.Conv2d(3, 8, 3, 2), nn.ReLU(), nn.Conv2d(8, 8, 3, 2), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten())
        self.head = nn.Linear(8, len(LABELS))

    def forward(self, frames: torch.Tensor) -> torch.Tensor:
        return self.head(self.body(frames))


class TwoPathways(nn.Module):
    """Slow and fast [batch, 3, time, height, width] to logits, with one connection between the pathways (SlowFast)."""

    def __init__(self, alpha: int):
        super().__init__()
        self.slow, self.fast = nn.Conv3d(3, 8, (1, 3, 3), (1, 2, 2)), nn.Conv3d(3, 4, (3, 3, 3), (1, 2, 2), (1, 0, 0))
        self.lateral = nn.Conv3d(4, 8, (alpha + 1, 1, 1), (alpha, 1, 1), (alpha // 2, 0, 0))
        self.head = nn.Linear(12, len(LABELS))

    def body(self, slow: torch.Tensor, fast: torch.Tensor) -> torch.Tensor:
        fast = self.fast(fast).relu()
        slow = (self.slow(slow) + self.lateral(fast)).relu()
        return torch.cat([slow.mean((2, 3, 4)), fast.mean((2, 3, 4))], 1)

    def forward(self, slow: torch.Tensor, fast: torch.Tensor) -> torch.Tensor:
        return self.head(self.body(slow, fast))


def shake(model: nn.Module) -> nn.Module:
    """Weights large enough that the pictures matter: fresh transformers hardly look at their input."""
    with torch.no_grad():
        for name, values in model.named_parameters():
            values.copy_(torch.randn_like(values) * 0.25 + (1 if "norm" in name and name.endswith("weight") else 0))
    return model.eval()


def spread(head: nn.Linear, features: torch.Tensor) -> None:
    """Moves a random head to where the features of some clips lie, so that a wrong frame or channel shows in the scores."""
    mean, std = features.mean(0), features.std(0) + 1e-6
    head.weight.copy_(0.6 * torch.randn_like(head.weight) / std)
    head.bias.copy_(-(head.weight @ mean))


def prepare(pictures: list[np.ndarray], size: int | tuple[int, int], crop: int, mean: list[float], std: list[float],
            channels: str = "rgb", scale: float = 255.0) -> torch.Tensor:
    """Frames [time, 3, height, width]: shortest edge or (height, width), middle crop, channel order, range, mean, deviation."""
    frames = []
    for picture in pictures:
        image = Image.fromarray(picture)
        if isinstance(size, int):
            short = min(image.size)
            size_now = tuple(size if edge == short else int(size * edge / short) for edge in image.size)
        else:
            size_now = (size[1], size[0])
        pixels = np.asarray(image.resize(size_now, Image.Resampling.BILINEAR))
        top, left = (pixels.shape[0] - crop) // 2, (pixels.shape[1] - crop) // 2
        pixels = pixels[top : top + crop, left : left + crop]
        pixels = pixels[..., ::-1] if channels == "bgr" else pixels
        frames.append(((pixels.astype(np.float64) / (255.0 / scale) - mean) / std).transpose(2, 0, 1))
    return torch.tensor(np.stack(frames), dtype=torch.float32)


def clip_of(scene: int, frames: int) -> list[np.ndarray]:
    # Another scene each time: frames so different that their order matters to any model that looks at it.
    return [draw_picture(*PICTURE, scene + step, step) for step in range(frames)]


def start_pack(name: str) -> Path:
    folder = OUT / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def finish_pack(folder: Path, role: dict) -> None:
    write_manifest(folder, {"format": 1, "id": folder.name, "licence": "MIT", "title": f"Tiny random {folder.name}",
                            "world": "Nothing at all.", "roles": {"clip": {"model": "model.onnx", **role}}})


def name_labels(folder: Path) -> dict:
    (folder / "labels.txt").write_text("\n".join(LABELS) + "\n")
    return {"labels": "labels.txt"}


def make_processor() -> VideoMAEImageProcessorPil:
    size = {"height": EDGE, "width": EDGE}
    return VideoMAEImageProcessorPil(size=size, crop_size=size, do_center_crop=False)


def transformer_pack(name: str, model: nn.Module, frames: int) -> tuple[Path, VideoMAEImageProcessorPil, nn.Module]:
    """A video transformer with its own config and preprocessor files."""
    folder, processor = start_pack(name), make_processor()
    model.config.id2label = dict(enumerate(LABELS))
    (folder / "config.json").write_text(json.dumps({"model_type": model.config.model_type, "id2label": model.config.id2label}, indent=2) + "\n")
    processor.save_pretrained(folder)
    example = torch.rand(2, frames, 3, EDGE, EDGE)
    export_graph(Logits(model), {"pixel_values": example}, {"logits": {0: "batch"}}, folder / "model.onnx")
    finish_pack(folder, {"preprocessor": "preprocessor_config.json", "config": "config.json", "frames": frames, "batch": 2,
                         "inputs": {"pixels": "pixel_values"}, "outputs": {"logits": "logits"}})
    return folder, processor, model


def small(frames: int) -> dict:
    return {"image_size": EDGE, "patch_size": 8, "num_frames": frames, "hidden_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2,
            "intermediate_size": 24, "num_labels": len(LABELS), "attn_implementation": "eager"}


def golden(name: str, frames: int, output: dict[int, torch.Tensor], features: dict[int, torch.Tensor] | None = None) -> dict:
    return {"pack": name, "frames": frames, "picture": f"{PICTURE[0]}x{PICTURE[1]}",
            "clips": [{"scene": scene, "probabilities": pack_floats(output[scene]),
                       **({"features": pack_floats(features[scene])} if features else {})} for scene in output]}


def timesformer(frames: int) -> TimesformerForVideoClassification:
    """The same random weights each time."""
    torch.manual_seed(SEED)
    return shake(TimesformerForVideoClassification(TimesformerConfig(**small(frames))))


def make_timesformer() -> dict:
    frames = TIMESFORMER_FRAMES
    _, processor, model = transformer_pack("timesformer", timesformer(frames), frames)
    pixels = {scene: processor([clip_of(scene, frames)], return_tensors="pt")["pixel_values"] for scene in SCENES}
    hidden = {scene: model.timesformer(values).last_hidden_state for scene, values in pixels.items()}
    for scene, values in pixels.items():
        last = model(values, output_hidden_states=True).hidden_states[-1]
        assert torch.allclose(model.timesformer.layernorm(last), hidden[scene], atol=1e-5)
    return golden("timesformer", frames, {scene: model(values).logits.softmax(-1) for scene, values in pixels.items()}, hidden)


def make_videomae() -> dict:
    frames = 4
    config = VideoMAEConfig(**small(frames), tubelet_size=2, use_mean_pooling=True)
    _, processor, model = transformer_pack("videomae", shake(VideoMAEForVideoClassification(config)), frames)
    pixels = {scene: processor([clip_of(scene, frames)], return_tensors="pt")["pixel_values"] for scene in SCENES}
    hidden = {scene: model.videomae(values).last_hidden_state for scene, values in pixels.items()}
    return golden("videomae", frames, {scene: model(values).logits.softmax(-1) for scene, values in pixels.items()}, hidden)


def make_conv() -> dict:
    """C3D's way with pictures: 0 to 255, blue first, a mean taken off."""
    name, frames, mean, std = "conv-3d", 8, [104.0, 117.0, 123.0], [58.0, 57.0, 59.0]
    folder, model = start_pack(name), shake(ConvNet())
    settings = (32, EDGE, mean, std, "bgr")
    videos = {scene: prepare(clip_of(scene, frames), *settings).transpose(0, 1)[None] for scene in VIEWS}
    spread(model.head, torch.cat([model.body(video) for whole in videos.values() for video in (whole, whole.flip(1), whole.flip(2))]))
    export_graph(model, {"video": torch.rand(2, 3, frames, EDGE, EDGE)}, {"probabilities": {0: "batch"}}, folder / "model.onnx")
    finish_pack(folder, {
        "layout": "NCTHW", "frames": frames, "sampling": "dense", "stride": 2, "sampleRate": 25, "batch": 2, "activation": "none",
        "preprocessing": {"size": 32, "crop": EDGE, "mean": mean, "std": std, "channelOrder": "bgr", "range": "0-255"},
        **name_labels(folder), "inputs": {"pixels": "video"}, "outputs": {"logits": "probabilities"},
    })
    output, features = {}, {}
    for scene in SCENES:
        output[scene], features[scene] = model(videos[scene]), model.body(videos[scene])
    return golden(name, frames, output, features)


def make_tsn() -> dict:
    name, frames, mean, std = "tsn", 3, [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]
    folder, model = start_pack(name), shake(FrameNet())
    clips = {scene: prepare(clip_of(scene, frames), (28, 30), EDGE, mean, std, scale=1.0) for scene in VIEWS}
    spread(model.head, torch.cat([model.body(clip) for clip in clips.values()]))
    export_graph(model, {"frames": torch.rand(2, 3, EDGE, EDGE)}, {"scores": {0: "batch"}}, folder / "model.onnx")
    finish_pack(folder, {
        "layout": "TSN", "frames": frames, "batch": 2, "preprocessing": {"size": [28, 30], "crop": EDGE, "mean": mean, "std": std},
        **name_labels(folder), "inputs": {"pixels": "frames"}, "outputs": {"logits": "scores", "features": {"tap": "none"}},
    })
    output = {scene: model(clips[scene]).mean(0).softmax(-1) for scene in SCENES}
    return golden(name, frames, output)


def make_slowfast() -> dict:
    name, frames, alpha, mean, std = "slowfast", 8, 4, [0.45] * 3, [0.225] * 3
    folder, model = start_pack(name), shake(TwoPathways(alpha))
    clips = {scene: prepare(clip_of(scene, frames), EDGE, EDGE, mean, std, scale=1.0).transpose(0, 1)[None] for scene in VIEWS}
    picked = torch.linspace(0, frames - 1, frames // alpha).long()
    both = [video for whole in clips.values() for video in (whole, whole.flip(1), whole.flip(2))]
    spread(model.head, torch.cat([model.body(video.index_select(2, picked), video) for video in both]))
    slow = torch.rand(2, 3, frames // alpha, EDGE, EDGE)
    export_graph(model, {"slow": slow, "fast": torch.rand(2, 3, frames, EDGE, EDGE)}, {"logits": {0: "batch"}}, folder / "model.onnx")
    finish_pack(folder, {
        "layout": "slowfast", "frames": frames, "alpha": alpha, "sampling": "dense", "stride": 2, "sampleRate": 30, "batch": 2,
        "preprocessing": {"size": EDGE, "mean": mean, "std": std, "resample": "bilinear"},
        **name_labels(folder), "inputs": {"slow": "slow", "fast": "fast"}, "outputs": {"logits": "logits"},
    })
    output = {scene: model(clips[scene].index_select(2, picked), clips[scene]).softmax(-1) for scene in SCENES}
    return golden(name, frames, output)


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    torch.set_num_threads(1)
    rows = []
    with torch.no_grad():
        for make in (make_timesformer, make_videomae, make_conv, make_tsn, make_slowfast):
            torch.manual_seed(SEED)
            rows.append(make())
    (OUT / "golden.json").write_text(json.dumps(rows, indent=2) + "\n")
    for path in sorted(OUT.rglob("*.onnx")):
        onnx.checker.check_model(str(path))
        print(path.relative_to(OUT), path.stat().st_size)
