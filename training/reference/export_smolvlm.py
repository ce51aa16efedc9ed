"""Makes tests/encoders/fixtures/tiny-smolvlm: a random SmolVLM2 in the hub's ONNX layout, whole but tiny, and what PyTorch says with it.

Three graphs with the inputs and outputs that transformers.js expects (vision encoder, token embeddings, decoder with its
cache), a byte-pair tokenizer with the special tokens of the real one, and the settings in the same files as on the hub.
`tiny-smolvlm.golden.json` beside it holds pixel values, image features, token ids and words of the reference.

    python training/reference/export_smolvlm.py
"""

import hashlib
import json
import logging
import math
import shutil
import sys
import warnings
from pathlib import Path

import numpy as np
import onnx
import torch
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, trainers
from torch import nn
from transformers import DynamicCache, PreTrainedTokenizerFast, SmolVLMConfig, SmolVLMForConditionalGeneration
from transformers.models.smolvlm.image_processing_pil_smolvlm import SmolVLMImageProcessorPil
from transformers.models.smolvlm.processing_smolvlm import get_image_prompt_string

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from golden import pack_floats  # noqa: E402
from pack_files import write_manifest  # noqa: E402
from test_pictures import draw_picture  # noqa: E402

OUT = Path(__file__).resolve().parents[2] / "tests" / "encoders" / "fixtures" / "tiny-smolvlm"
EDGE, PATCH, SHUFFLE, LAYERS = 64, 8, 2, 2
IMAGE_TOKENS = (EDGE // PATCH) ** 2 // SHUFFLE**2
FRAMES, MAX_NEW_TOKENS = 3, 10
BEGIN, TURN, PAD = "<|endoftext|>", "<|im_start|>", "<|im_end|>"
GLOBAL, AROUND, IMAGE, END = "<global-img>", "<fake_token_around_image>", "<image>", "<end_of_utterance>"
CAPTION_PROMPT = "Describe in one sentence what happens in this video."
QUESTION = "What colour is the box?"
ANSWER_PROMPT = "Answer briefly from the pictures; words seen in them are part of the scene. {question}"
# The way the real model's turns are written: a capitalised role, its content in order, an end mark.
CHAT_TEMPLATE = (
    "<|im_start|>{% for turn in messages %}{% set parts = turn.content %}{{ turn.role | capitalize }}:"
    "{{ '' if parts[0].type == 'image' else ' ' }}"
    "{% for part in parts %}{{ '<image>' if part.type == 'image' else part.text }}{% endfor %}<end_of_utterance>\n{% endfor %}"
    "{% if add_generation_prompt %}Assistant:{% endif %}"
)
SIZES, SCENES = ["320x240", "90x160", "64x48", "64x48"], 12
# A word is chosen by at least this much more probability than the next best: rounding must not flip it.
LEAST_LEAD = 0.02
SENTENCES = ["a red dog runs left in the park", "the blue box moves right and a green car stops", "a small cat jumps over the yellow ball at night",
             "two people walk along the beach while it rains", "what colour is the box answer briefly from the pictures"]


def make_tokenizer() -> PreTrainedTokenizerFast:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False)])
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(vocab_size=420, special_tokens=[BEGIN, TURN, PAD], initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False)
    tokenizer.train_from_iterator(SENTENCES * 4, trainer)
    cells = [f"<row_{row}_col_{column}>" for row in (1, 2) for column in (1, 2)]
    tokenizer.add_special_tokens([AddedToken(token, special=True, normalized=False) for token in (GLOBAL, *cells, AROUND, IMAGE, END)])
    return PreTrainedTokenizerFast(tokenizer_object=tokenizer, bos_token=TURN, eos_token=END, pad_token=PAD, unk_token=BEGIN, clean_up_tokenization_spaces=False)


def make_model(tokenizer: PreTrainedTokenizerFast, seed: int) -> SmolVLMForConditionalGeneration:
    """Random weights, large enough that the words depend on the pictures; only words and the end mark can be said."""
    torch.manual_seed(seed)
    end, pad, begin = (tokenizer.convert_tokens_to_ids(token) for token in (END, PAD, TURN))
    config = SmolVLMConfig(
        text_config={"model_type": "llama", "hidden_size": 32, "intermediate_size": 64, "num_hidden_layers": LAYERS, "num_attention_heads": 4,
                     "num_key_value_heads": 2, "head_dim": 8, "vocab_size": len(tokenizer), "max_position_embeddings": 512, "rms_norm_eps": 1e-5,
                     "bos_token_id": begin, "eos_token_id": end, "pad_token_id": pad},
        vision_config={"hidden_size": 32, "intermediate_size": 64, "num_hidden_layers": 2, "num_attention_heads": 2, "image_size": EDGE, "patch_size": PATCH},
        scale_factor=SHUFFLE, image_token_id=tokenizer.convert_tokens_to_ids(IMAGE), bos_token_id=begin, eos_token_id=end, pad_token_id=pad,
    )
    model = SmolVLMForConditionalGeneration._from_config(config, attn_implementation="eager").eval()
    for name, weight in model.named_parameters():
        if weight.dim() > 1:
            fan_in = 1 if "embed" in name and "patch" not in name else weight[0].numel()
            weight.data.normal_(0, 1.4 / math.sqrt(fan_in))
    words = {f"Ġ{word}" for sentence in SENTENCES for word in sentence.split()}
    said = {token_id for token, token_id in tokenizer.get_vocab().items() if token in words}
    silent = [token_id for token_id in range(len(tokenizer)) if token_id not in said | {end}]
    model.lm_head.weight.data *= 3
    model.lm_head.weight.data[silent] = 0
    model.lm_head.weight.data[end] *= 1.3
    model.generation_config.update(do_sample=False, eos_token_id=end, pad_token_id=pad, bos_token_id=begin)
    return model


class VisionEncoder(nn.Module):
    """Pixel values [batch, images, 3, edge, edge] and their mask to image tokens [batch × images, tokens, width].

    Positions are those of pictures that fill their square, as frames do: the model's own code for others cannot be exported.
    """

    def __init__(self, model: SmolVLMForConditionalGeneration):
        super().__init__()
        self.vision, self.connector = model.model.vision_model, model.model.connector

    def forward(self, pixel_values: torch.Tensor, pixel_attention_mask: torch.Tensor) -> torch.Tensor:
        embeddings = self.vision.embeddings
        patches = embeddings.patch_embedding(pixel_values.flatten(0, 1)).flatten(2).transpose(1, 2)
        seen = nn.functional.max_pool2d(pixel_attention_mask.flatten(0, 1)[:, None].float(), PATCH).flatten(2) > 0
        mask = torch.where(seen, 0.0, torch.finfo(torch.float32).min)[:, None]
        hidden = self.vision.encoder(patches + embeddings.position_embedding.weight, mask).last_hidden_state
        return self.connector(self.vision.post_layernorm(hidden))


class TokenEmbeddings(nn.Module):
    def __init__(self, model: SmolVLMForConditionalGeneration):
        super().__init__()
        self.embed = model.get_input_embeddings()

    def forward(self, input_ids: torch.Tensor) -> torch.Tensor:
        return self.embed(input_ids)


class Decoder(nn.Module):
    """Logits and the grown cache; key and value of each layer are [batch, heads, past, width]."""

    def __init__(self, model: SmolVLMForConditionalGeneration):
        super().__init__()
        self.text, self.head = model.model.text_model, model.lm_head

    def forward(self, inputs_embeds: torch.Tensor, attention_mask: torch.Tensor, position_ids: torch.Tensor, *past: torch.Tensor) -> tuple[torch.Tensor, ...]:
        cache = DynamicCache()
        for layer in range(LAYERS):
            cache.update(past[2 * layer], past[2 * layer + 1], layer)
        steps, whole = inputs_embeds.shape[1], attention_mask.shape[1]
        places = torch.arange(whole)
        visible = (places[None, :] <= places[whole - steps :, None])[None, None] & (attention_mask[:, None, None, :] > 0)
        mask = torch.where(visible, 0.0, torch.finfo(torch.float32).min)
        hidden = self.text(inputs_embeds=inputs_embeds, attention_mask=mask, position_ids=position_ids, past_key_values=cache, use_cache=True).last_hidden_state
        grown = [tensor for layer in cache.layers for tensor in (layer.keys, layer.values)]
        return self.head(hidden), *grown


def export(module: nn.Module, inputs: dict[str, torch.Tensor], outputs: list[str], axes: dict[str, dict[int, str]], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(module.eval(), tuple(inputs.values()), str(path), input_names=list(inputs), output_names=outputs,
                          dynamic_axes=axes, opset_version=17, dynamo=False)
    onnx.checker.check_model(onnx.load(path))


def export_graphs(model: SmolVLMForConditionalGeneration, folder: Path) -> None:
    many = {0: "batch_size", 1: "num_images"}
    export(VisionEncoder(model), {"pixel_values": torch.rand(1, 2, 3, EDGE, EDGE), "pixel_attention_mask": torch.ones(1, 2, EDGE, EDGE, dtype=torch.bool)},
           ["image_features"], {"pixel_values": many, "pixel_attention_mask": many, "image_features": {0: "all_images"}}, folder / "vision_encoder.onnx")
    steps = {0: "batch_size", 1: "sequence_length"}
    export(TokenEmbeddings(model), {"input_ids": torch.ones(1, 3, dtype=torch.long)}, ["inputs_embeds"],
           {"input_ids": steps, "inputs_embeds": steps}, folder / "embed_tokens.onnx")
    names = [f"{layer}.{part}" for layer in range(LAYERS) for part in ("key", "value")]
    past = {f"past_key_values.{name}": torch.rand(1, 2, 4, 8) for name in names}
    inputs = {"inputs_embeds": torch.rand(1, 3, 32), "attention_mask": torch.ones(1, 7, dtype=torch.long), "position_ids": torch.arange(4, 7)[None]}
    present = [f"present.{name}" for name in names]
    axes = {"inputs_embeds": steps, "position_ids": steps, "logits": steps, "attention_mask": {0: "batch_size", 1: "total_sequence_length"}}
    axes |= {name: {0: "batch_size", 2: "past_sequence_length"} for name in past} | {name: {0: "batch_size", 2: "total_sequence_length"} for name in present}
    export(Decoder(model), inputs | past, ["logits", *present], axes, folder / "decoder_model_merged.onnx")


def frame_processor() -> SmolVLMImageProcessorPil:
    """Frames of a video are never cut into tiles; their longest edge is that of the settings' `video_sampling`."""
    return SmolVLMImageProcessorPil(size={"longest_edge": EDGE}, max_image_size={"longest_edge": EDGE}, do_image_splitting=False)


def prepare(pictures: list[np.ndarray]) -> dict:
    pixels = frame_processor()([pictures], return_tensors="pt")
    return pixels | {"pixel_attention_mask": pixels["pixel_attention_mask"].bool()}


def draw_span(size: str, scene: int) -> list[np.ndarray]:
    width, height = map(int, size.split("x"))
    return [draw_picture(width, height, scene, step) for step in range(FRAMES)]


def write_prompt(tokenizer: PreTrainedTokenizerFast, text: str, frames: int) -> torch.Tensor:
    turn = {"role": "user", "content": [*[{"type": "image"}] * frames, {"type": "text", "text": text}]}
    words = tokenizer.apply_chat_template([turn], chat_template=CHAT_TEMPLATE, add_generation_prompt=True, tokenize=False)
    picture = get_image_prompt_string(0, 0, IMAGE_TOKENS, fake_token_around_image=AROUND, image_token=IMAGE, global_image_token=GLOBAL)
    return tokenizer(words.replace(IMAGE, picture), return_tensors="pt", add_special_tokens=False)["input_ids"]


def say(model: SmolVLMForConditionalGeneration, tokenizer: PreTrainedTokenizerFast, pixels: dict, text: str,
        longest: int = MAX_NEW_TOKENS) -> tuple[dict, float]:
    """Greedy words, and the least lead of a chosen token over the next best."""
    ids = write_prompt(tokenizer, text, pixels["pixel_values"].shape[1])
    made = model.generate(input_ids=ids, attention_mask=torch.ones_like(ids), **pixels, max_new_tokens=longest, do_sample=False,
                          output_logits=True, return_dict_in_generate=True)
    new = made.sequences[0, ids.shape[1] :]
    best = torch.stack([logits[0].softmax(-1).topk(2).values for logits in made.logits])
    confidence = best[:, 0].log().mean().exp().item()
    words = {"text": tokenizer.decode(new, skip_special_tokens=True).strip(), "ids": " ".join(map(str, new.tolist())), "confidence": round(confidence, 6)}
    return words | {"prompt": hashlib.sha256(" ".join(map(str, ids[0].tolist())).encode()).hexdigest()}, (best[:, 0] - best[:, 1]).min().item()


def golden_span(model: SmolVLMForConditionalGeneration, tokenizer: PreTrainedTokenizerFast, size: str, scene: int) -> tuple[dict, float]:
    pixels = prepare(draw_span(size, scene))
    features = model.model.get_image_features(**pixels).pooler_output
    torch.testing.assert_close(VisionEncoder(model)(**pixels), features, rtol=1e-5, atol=1e-5)
    caption, caption_lead = say(model, tokenizer, pixels, CAPTION_PROMPT)
    answer, answer_lead = say(model, tokenizer, pixels, ANSWER_PROMPT.format(question=QUESTION))
    digest = hashlib.sha256(np.ascontiguousarray(pixels["pixel_values"], dtype="<f4").tobytes()).hexdigest()
    row = {"picture": size, "scene": scene, "pixels": digest, "features": pack_floats(features), "caption": caption, "question": QUESTION, "answer": answer}
    return row, min(caption_lead, answer_lead)


def golden_spans(model: SmolVLMForConditionalGeneration, tokenizer: PreTrainedTokenizerFast) -> list[dict]:
    """Spans of each size in which no word is chosen by a hair."""
    rows = []
    for scene in range(SCENES):
        row, lead = golden_span(model, tokenizer, SIZES[len(rows)], scene)
        if lead >= LEAST_LEAD:
            rows.append(row)
        if len(rows) == len(SIZES):
            break
    return rows


def is_telling(rows: list[dict]) -> bool:
    """Different pictures are called different things, and some texts end by themselves."""
    texts = [words for row in rows for words in (row["caption"], row["answer"])]
    lengths = [len(words["ids"].split()) for words in texts]
    captions = {row["caption"]["text"] for row in rows}
    return len(rows) == len(SIZES) == len(captions) and min(lengths) in range(3, MAX_NEW_TOKENS) and max(lengths) == MAX_NEW_TOKENS


def write_settings(model: SmolVLMForConditionalGeneration, tokenizer: PreTrainedTokenizerFast, folder: Path) -> None:
    model.config.save_pretrained(folder)
    model.generation_config.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    settings = frame_processor().to_dict() | {"do_image_splitting": True, "size": {"longest_edge": 4 * EDGE}, "processor_class": "SmolVLMProcessor",
                                              "video_sampling": {"fps": 1, "max_frames": 64, "video_size": {"longest_edge": EDGE}}}
    documents = {"preprocessor_config": settings, "processor_config": {"image_seq_len": IMAGE_TOKENS, "processor_class": "SmolVLMProcessor"},
                 "chat_template": {"chat_template": CHAT_TEMPLATE}}
    for name, content in documents.items():
        (folder / f"{name}.json").write_text(json.dumps(content, indent=2) + "\n")


def find_model(tokenizer: PreTrainedTokenizerFast) -> tuple[SmolVLMForConditionalGeneration, list[dict]]:
    """The same random weights each time: of the first seed whose words tell pictures apart."""
    for seed in range(100):
        model = make_model(tokenizer, seed)
        rows = golden_spans(model, tokenizer)
        if is_telling(rows):
            return model, rows
    raise SystemExit("no seed gives telling words")


@torch.no_grad()
def make_fixture(folder: Path) -> None:
    tokenizer = make_tokenizer()
    model, rows = find_model(tokenizer)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    write_settings(model, tokenizer, folder)
    export_graphs(model, folder / "onnx")
    write_manifest(folder, {
        "format": 1, "id": "tiny-smolvlm", "licence": "MIT", "title": "Tiny random SmolVLM", "world": "Nothing at all.",
        "roles": {"visionLanguage": {"folder": ".", "frames": FRAMES, "captionPrompt": CAPTION_PROMPT, "maxNewTokens": MAX_NEW_TOKENS}},
    })
    (folder.parent / "tiny-smolvlm.golden.json").write_text(json.dumps(rows, indent=2) + "\n")
    print(f"{[row['caption']['text'] for row in rows]}")


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    torch.set_num_threads(1)
    make_fixture(OUT)
