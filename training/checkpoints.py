"""The trained starter models as they lie in a checkpoints folder."""

from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import nn
from transformers import CLIPModel, GPT2LMHeadModel, TimesformerForVideoClassification

from models import VideoQFormer, make_clip, make_decoder, make_timesformer
from vocabulary import BOS, EOS, PAD, load_tokenizer


@dataclass
class StarterModels:
    tokenizer: Tokenizer
    clip: CLIPModel
    timesformer: TimesformerForVideoClassification
    frame_action: TimesformerForVideoClassification
    qformer: VideoQFormer
    decoder: GPT2LMHeadModel


def _restore(module: nn.Module, path: Path, key: str, untrained: bool) -> nn.Module:
    if path.exists():
        module.load_state_dict(torch.load(path, weights_only=False, map_location="cpu")["modules"][key])
    elif not untrained:
        raise SystemExit(f"{path} is missing: train it first (or pass --untrained to try the export).")
    return module.eval()


def load_models(folder: Path, untrained: bool = False) -> StarterModels:
    """Reads `<name>.pt` of each model, in evaluation mode; with `untrained` a missing one keeps its (seeded) random weights."""
    torch.manual_seed(0)
    tokenizer = load_tokenizer(folder)
    pad, bos, eos = (tokenizer.token_to_id(token) for token in (PAD, BOS, EOS))
    size = tokenizer.get_vocab_size()
    decoder = make_decoder(size, bos, eos)
    qformer = VideoQFormer(size, pad, decoder.config.n_embd)
    return StarterModels(
        tokenizer=tokenizer,
        clip=_restore(make_clip(size, pad, bos, eos), folder / "clip.pt", "model", untrained),
        timesformer=_restore(make_timesformer(), folder / "timesformer.pt", "model", untrained),
        frame_action=_restore(make_timesformer(frames=1), folder / "frame_action.pt", "model", untrained),
        qformer=_restore(qformer, folder / "qformer.pt", "qformer", untrained),
        decoder=_restore(decoder, folder / "qformer.pt", "decoder", untrained),
    )
