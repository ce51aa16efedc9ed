"""Makes tests/encoders/fixtures/tiny-clip: a random CLIP in the shape of the real ones, for tests of packs other than starter.

It has only frame and text towers and no patch tokens, byte-pair tokens with an open vocabulary, and pictures that are
cropped from their shortest edge. `tiny-clip.golden.json` beside it holds what PyTorch gives.

    python training/tiny_clip.py
"""

import json
import logging
from pathlib import Path

import torch
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers
from torch import nn
from transformers import CLIPConfig, CLIPModel
from transformers.models.clip.image_processing_pil_clip import CLIPImageProcessorPil

from export_graph import export_graph
from golden import pack_floats
from pack_files import write_manifest
from test_pictures import draw_picture

OUT = Path(__file__).resolve().parent.parent / "tests" / "encoders" / "fixtures" / "tiny-clip"
EDGE, SPACE, MAX_TOKENS = 32, 24, 12
BEGIN, END = "<|startoftext|>", "<|endoftext|>"
TEXTS = ["A photo of a café!", "two dogs running", "a very long sentence that goes on and on past the last of its tokens"]


class Images(nn.Module):
    def __init__(self, clip: CLIPModel):
        super().__init__()
        self.clip = clip

    def forward(self, pixel_values: torch.Tensor) -> torch.Tensor:
        return self.clip.get_image_features(pixel_values=pixel_values).pooler_output


class Texts(Images):
    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        return self.clip.get_text_features(input_ids=input_ids, attention_mask=attention_mask).pooler_output


def make_tokenizer() -> Tokenizer:
    """Byte-pair encoding put together as CLIP's is."""
    tokenizer = Tokenizer(models.BPE(end_of_word_suffix="</w>", continuing_subword_prefix="", unk_token=END))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Lowercase()])
    words = Regex(r"'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+")
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(words, behavior="removed", invert=True), pre_tokenizers.ByteLevel(add_prefix_space=False),
    ])
    tokenizer.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(vocab_size=600, special_tokens=[BEGIN, END], initial_alphabet=alphabet, end_of_word_suffix="</w>")
    tokenizer.train_from_iterator(["a photo of a dog", "a photo of the café", "dogs running on and on"] * 3, trainer)
    ends = [(END, tokenizer.token_to_id(END)), (BEGIN, tokenizer.token_to_id(BEGIN))]
    tokenizer.post_processor = processors.RobertaProcessing(*ends, trim_offsets=False, add_prefix_space=False)
    return tokenizer


def make_model(tokenizer: Tokenizer) -> CLIPModel:
    """The same random weights each time."""
    torch.manual_seed(5)
    begin, end = tokenizer.token_to_id(BEGIN), tokenizer.token_to_id(END)
    layers = {"hidden_size": 32, "intermediate_size": 48, "num_hidden_layers": 1, "num_attention_heads": 2, "projection_dim": SPACE}
    return CLIPModel(CLIPConfig(
        text_config=layers | {"vocab_size": tokenizer.get_vocab_size(), "max_position_embeddings": MAX_TOKENS,
                              "bos_token_id": begin, "eos_token_id": end, "pad_token_id": end},
        vision_config=layers | {"image_size": EDGE, "patch_size": 8}, projection_dim=SPACE,
    )).eval()


def make_processor() -> CLIPImageProcessorPil:
    return CLIPImageProcessorPil(size={"shortest_edge": EDGE}, crop_size={"height": EDGE, "width": EDGE})


@torch.no_grad()
def make_pack(folder: Path) -> None:
    tokenizer = make_tokenizer()
    begin, end = tokenizer.token_to_id(BEGIN), tokenizer.token_to_id(END)
    clip, processor = make_model(tokenizer), make_processor()
    folder.mkdir(parents=True, exist_ok=True)
    clip.config.save_pretrained(folder)
    processor.save_pretrained(folder)
    tokenizer.save(str(folder / "tokenizer.json"))
    ids = torch.tensor([[begin, 5, 6, end], [begin, 5, end, end]])
    text = {"input_ids": ids, "attention_mask": torch.tensor([[1, 1, 1, 1], [1, 1, 1, 0]])}
    axes = {name: {1: "tokens"} for name in text}
    export_graph(Images(clip), {"pixel_values": torch.rand(2, 3, EDGE, EDGE)}, {"image_embeds": {0: "batch"}}, folder / "onnx/vision_model.onnx")
    export_graph(Texts(clip), text, {"text_embeds": {0: "batch"}}, folder / "onnx/text_model.onnx", axes)
    write_manifest(folder, {
        "format": 1, "id": "tiny-clip", "licence": "MIT", "title": "Tiny random CLIP", "world": "Nothing at all.", "dimensions": SPACE,
        "roles": {
            "frame": {"model": "onnx/vision_model.onnx", "preprocessor": "preprocessor_config.json",
                      "inputs": {"pixels": "pixel_values"}, "outputs": {"embedding": "image_embeds"}, "batch": 2},
            "text": {"model": "onnx/text_model.onnx", "tokenizer": "tokenizer.json", "maxTokens": MAX_TOKENS,
                     "inputs": {"ids": "input_ids", "mask": "attention_mask"}, "outputs": {"embedding": "text_embeds"}},
        },
    })
    pictures = []
    for width, height, scene in ((80, 60, 1), (40, 90, 2), (32, 32, 3)):
        pixels = processor(draw_picture(width, height, scene), return_tensors="pt")["pixel_values"]
        pictures.append({"picture": f"{width}x{height}", "scene": scene, "embedding": pack_floats(Images(clip)(pixels))})
    texts = []
    for sentence in TEXTS:
        ids = tokenizer.encode(sentence).ids
        ids = ids if len(ids) <= MAX_TOKENS else [*ids[: MAX_TOKENS - 1], end]
        embedding = Texts(clip)(torch.tensor([ids]), torch.ones(1, len(ids), dtype=torch.long))
        texts.append({"text": sentence, "ids": " ".join(map(str, ids)), "embedding": pack_floats(embedding)})
    (folder.parent / "tiny-clip.golden.json").write_text(json.dumps({"pictures": pictures, "texts": texts}, indent=2) + "\n")


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    torch.set_num_threads(1)
    make_pack(OUT)
