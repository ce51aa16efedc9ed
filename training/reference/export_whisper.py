"""Makes tests/encoders/fixtures/tiny-whisper: a random Whisper in the layout of the real ones, with what PyTorch gives.

Only its size is unreal (two layers of width 32, a few hundred words, nine languages): it hears 30 s as 80 mel bands of 3000
frames, its decoder has a cache in one merged graph and gives cross attentions, and its special tokens lie as in the real
vocabulary. It understands nothing; its weights are scaled so that it says words, closes segments and comes to an end.

    python training/reference/export_whisper.py
"""

import json
import logging
import math
import shutil
import sys
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import WhisperConfig, WhisperFeatureExtractor, WhisperForConditionalGeneration
from transformers.generation.logits_process import SuppressTokensLogitsProcessor, WhisperTimeStampLogitsProcessor
from transformers.models.whisper.generation_whisper import _dynamic_time_warping, _median_filter

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from golden import pack_floats  # noqa: E402
from pack_files import write_manifest  # noqa: E402
from shrink_weights import shrink_weights  # noqa: E402
from whisper_graphs import Decoder, Encoder, cache_names, export_decoder, trace  # noqa: E402

OUT = Path(__file__).resolve().parents[2] / "tests" / "encoders" / "fixtures" / "tiny-whisper"
SEED, RATE, MAX_NEW = 48, 16000, 60
GAIN, PLACES, CLOCK = 3.0, 9.0, 1.0
LANGUAGES = ["en", "zh", "de", "es", "ru", "ko", "fr", "ja", "pt"]
SENTENCES = ["The red dog walks to the beach.", "A kite flies over the street, and the cat sits down.", "Who opens the door?", "No, it is night."]
HEADS = [[0, 1], [1, 0], [1, 1]]


def make_tokenizer() -> Tokenizer:
    """Byte pairs, then the special tokens in the order of the real vocabulary."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    tokenizer.train_from_iterator(SENTENCES * 3, trainers.BpeTrainer(vocab_size=340, initial_alphabet=alphabet, show_progress=False))
    names = ["endoftext", "startoftranscript", *LANGUAGES, "translate", "transcribe", "startoflm", "startofprev", "nospeech", "notimestamps"]
    tokenizer.add_special_tokens([AddedToken(f"<|{name}|>", special=True) for name in names])
    # Timestamps are added tokens, not special ones, as in the real vocabulary.
    tokenizer.add_tokens([AddedToken(f"<|{place * 0.02:.2f}|>") for place in range(1501)])
    return tokenizer


def noise(count: int) -> np.ndarray:
    """White noise by a hash of the index; tests/encoders/sound-signals.ts computes the same."""
    values = ((np.arange(count, dtype=np.uint64) + 1) * 0x9E3779B1) & 0xFFFFFFFF
    values = ((values ^ (values >> 15)) * 0x85EBCA6B) & 0xFFFFFFFF
    values = ((values ^ (values >> 13)) * 0xC2B2AE35) & 0xFFFFFFFF
    return (values ^ (values >> 16)) / 2**31 - 1


def waveform() -> np.ndarray:
    """Five seconds: `babble` of sound-signals.ts, silent for the second of them, over faint noise. float32."""
    seconds = np.arange(5 * RATE) / RATE
    sound = np.zeros_like(seconds)
    for harmonic in range(1, 21):
        frequency = 140 * harmonic
        formants = math.exp(-(((frequency - 600) / 300) ** 2)) + 0.4 * math.exp(-(((frequency - 1700) / 400) ** 2))
        sound += formants * np.sin(2 * np.pi * frequency * seconds)
    sound *= 0.06 * (0.55 + 0.45 * np.cos(2 * np.pi * 4 * seconds))
    sound[RATE : 2 * RATE] = 0
    return (sound + 0.004 * noise(len(sound))).astype(np.float32)


def make_model(tokenizer: Tokenizer) -> WhisperForConditionalGeneration:
    torch.manual_seed(SEED)
    token = tokenizer.token_to_id
    end, begin, clock = token("<|endoftext|>"), token("<|startoftranscript|>"), token("<|0.00|>")
    config = WhisperConfig(
        vocab_size=tokenizer.get_vocab_size(), num_mel_bins=80, d_model=32, encoder_layers=2, decoder_layers=2, encoder_attention_heads=2,
        decoder_attention_heads=2, encoder_ffn_dim=48, decoder_ffn_dim=48, max_source_positions=1500, max_target_positions=96,
        decoder_start_token_id=begin, bos_token_id=end, eos_token_id=end, pad_token_id=end, attn_implementation="eager",
    )
    model = WhisperForConditionalGeneration(config).eval()
    decoder = model.model.decoder
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if parameter.dim() > 1 and "embed" not in name:
                parameter.normal_(0, GAIN / math.sqrt(parameter[0].numel()))
        words = torch.tensor([is_word(tokenizer, one) for one in range(end)])
        decoder.embed_tokens.weight[:end][words] = torch.randn(int(words.sum()), 32) * 1.5
        decoder.embed_tokens.weight[end:clock].normal_(0, 1.5)
        decoder.embed_tokens.weight[end] *= 1.6
        decoder.embed_tokens.weight[clock:].normal_(0, CLOCK)
        # Times of the first seconds are the likelier ones.
        decoder.embed_tokens.weight[clock + 250 :] *= 0.05
        decoder.embed_positions.weight.normal_(0, PLACES)
        # Rounded as the files will be, so that both sides compute with the same weights.
        for parameter in model.parameters():
            parameter.copy_(parameter.half().float())
    return model


def is_word(tokenizer: Tokenizer, one: int) -> bool:
    text = tokenizer.decode([one])
    return len(text) > 2 or text in (".", "?", ",")


def generation_settings(tokenizer: Tokenizer, model: WhisperForConditionalGeneration) -> dict:
    token = tokenizer.token_to_id
    silent = [one for one in range(token("<|endoftext|>")) if not is_word(tokenizer, one)]
    # All special tokens, also those of the languages, of which a random model would say some.
    specials = list(range(token("<|startoftranscript|>"), token("<|notimestamps|>")))
    return {
        "decoder_start_token_id": token("<|startoftranscript|>"), "eos_token_id": token("<|endoftext|>"), "pad_token_id": token("<|endoftext|>"),
        "bos_token_id": token("<|endoftext|>"), "no_timestamps_token_id": token("<|notimestamps|>"), "prev_sot_token_id": token("<|startofprev|>"),
        "is_multilingual": True, "lang_to_id": {f"<|{name}|>": token(f"<|{name}|>") for name in LANGUAGES},
        "task_to_id": {name: token(f"<|{name}|>") for name in ("translate", "transcribe")}, "max_initial_timestamp_index": 50, "max_length": MAX_NEW + 4,
        "alignment_heads": HEADS, "suppress_tokens": sorted(silent + specials), "return_timestamps": False,
        "begin_suppress_tokens": [token("<|endoftext|>")],
    }


class Settings:
    def __init__(self, values: dict):
        self.__dict__.update(values, _detect_timestamp_from_logprob=True)


def listen(model: WhisperForConditionalGeneration, features: torch.Tensor, values: dict, nospeech: int) -> dict:
    """Greedy ids with transformers' own rules for timestamps, and the times of the tokens by dynamic time warping."""
    settings, languages = Settings(values), list(values["lang_to_id"].values())
    ids = [values["decoder_start_token_id"]]
    first = model(input_features=features, decoder_input_ids=torch.tensor([ids])).logits[0, -1]
    language = languages[int(first[languages].argmax())]
    ids += [language, values["task_to_id"]["transcribe"]]
    begin, lead, scores_taken = len(ids), math.inf, []
    rules = [SuppressTokensLogitsProcessor(values["suppress_tokens"]), WhisperTimeStampLogitsProcessor(settings, begin_index=begin)]
    while ids[-1] != values["eos_token_id"] and len(ids) < begin + MAX_NEW:
        scores = model(input_features=features, decoder_input_ids=torch.tensor([ids])).logits[:, -1]
        for rule in rules:
            scores = rule(torch.tensor([ids]), scores)
        best, second = scores.log_softmax(-1)[0].topk(2).values.tolist()
        lead, scores_taken = min(lead, best - second), [*scores_taken, best]
        ids.append(int(scores.argmax()))
    crossed = model(input_features=features, decoder_input_ids=torch.tensor([ids[:-1]]), output_attentions=True).cross_attentions
    frames = 5 * RATE // 160 // 2
    weights = torch.stack([crossed[layer][0, head, :, :frames] for layer, head in HEADS])
    std, mean = torch.std_mean(weights, dim=-2, keepdim=True, unbiased=False)
    matrix = _median_filter((weights - mean) / std, 7).mean(0)[begin - 1 :]
    rows, columns = _dynamic_time_warping(-matrix.double().numpy())
    starts = columns[np.pad(np.diff(rows), (1, 0), constant_values=1).astype(bool)] * 0.02
    return {
        "ids": ids, "times": [round(float(start), 2) for start in starts], "lead": lead, "confidence": math.exp(sum(scores_taken) / len(scores_taken)),
        "language": language, "languageProbability": float(first[languages].softmax(-1).max()), "noSpeech": float(first.softmax(-1)[nospeech]),
    }


def check_decoder(model: WhisperForConditionalGeneration, path: Path, heard: torch.Tensor, ids: list[int]) -> None:
    """The merged graph, step by step with its cache, against the model as a whole."""
    session, layers = onnxruntime.InferenceSession(path), model.config.decoder_layers
    wanted = model(encoder_outputs=(heard,), decoder_input_ids=torch.tensor([ids])).logits[0].numpy()
    cache = {name: np.zeros((1, 2, 0, 16), np.float32) for name in cache_names(layers, "past_key_values")}
    for step, one in enumerate(ids):
        feeds = {"input_ids": np.array([[one]]), "encoder_hidden_states": heard.numpy(), "use_cache_branch": np.array([step > 0]), **cache}
        results = dict(zip((output.name for output in session.get_outputs()), session.run(None, feeds)))
        assert np.abs(results["logits"][0, 0] - wanted[step]).max() < 1e-3
        cache = {name: cache[name] if step and ".encoder." in name else results[name.replace("past_key_values", "present")] for name in cache}


@torch.no_grad()
def make_pack(folder: Path) -> None:
    tokenizer = make_tokenizer()
    model = make_model(tokenizer)
    values = generation_settings(tokenizer, model)
    extractor = WhisperFeatureExtractor(feature_size=80)
    features = torch.from_numpy(extractor(waveform(), sampling_rate=RATE, return_tensors="np")["input_features"])
    heard = Encoder(model)(features)
    spoken = listen(model, features, values, tokenizer.token_to_id("<|nospeech|>"))
    text = tokenizer.decode(spoken["ids"], skip_special_tokens=True)
    print(f"lead {spoken['lead']:.4f}, confidence {spoken['confidence']:.3f}, no speech {spoken['noSpeech']:.2e}: {text}")
    assert spoken["lead"] > 1e-3, "a token is chosen by a hair: take another seed"

    shutil.rmtree(folder, ignore_errors=True)
    (folder / "onnx").mkdir(parents=True)
    encoder = trace(Encoder(model), {"input_features": features}, ["last_hidden_state"], {"input_features": {0: "batch"}, "last_hidden_state": {0: "batch"}}, folder / "onnx/encoder_model.onnx")
    for name, graph in (("encoder_model", encoder), ("decoder_model_merged", export_decoder(model, folder / "onnx/decoder_model_merged.onnx"))):
        onnx.checker.check_model(shrink_weights(graph))
        onnx.save(graph, folder / f"onnx/{name}.onnx")
    check_decoder(model, folder / "onnx/decoder_model_merged.onnx", heard, spoken["ids"][:-1])

    config = model.config.to_dict() | {"model_type": "whisper", "architectures": ["WhisperForConditionalGeneration"], "median_filter_width": 7}
    extras = {
        "config.json": {key: value for key, value in config.items() if key not in ("transformers_version", "dtype", "attn_implementation")},
        "generation_config.json": values, "preprocessor_config.json": extractor.to_dict() | {"processor_class": "WhisperProcessor", "mel_filters": None},
        "tokenizer_config.json": {"tokenizer_class": "WhisperTokenizer", "model_max_length": 96, "eos_token": "<|endoftext|>", "bos_token": "<|endoftext|>"},
    }
    extras["preprocessor_config.json"].pop("mel_filters")
    for name, content in extras.items():
        (folder / name).write_text(json.dumps(content, indent=1, default=list) + "\n")
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    write_manifest(folder, {
        "format": 1, "id": "tiny-whisper", "licence": "MIT", "title": "Tiny random Whisper", "world": "Nothing at all.",
        "roles": {"speech": {"folder": ".", "dtype": "fp32", "wordTimestamps": True}},
    })
    golden = spoken | {
        "lead": round(spoken["lead"], 4), "language": LANGUAGES[spoken["language"] - values["lang_to_id"]["<|en|>"]], "text": text,
        # Every fourth of the first 600 mel frames, every tenth encoder frame.
        "features": pack_floats(features[0, :, :600:4]), "encoded": pack_floats(heard[0, ::10]),
    }
    (folder.parent / "tiny-whisper.golden.json").write_text(json.dumps(golden) + "\n")


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    torch.set_num_threads(1)
    make_pack(OUT)
