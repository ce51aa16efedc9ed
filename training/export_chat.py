"""Adds the trained chat model to a pack, in the hub's layout under `chat/`, as the role `chat`.

    python training/export_chat.py --checkpoints DIR --out data/models/starter
"""

import argparse
import json
import shutil
from pathlib import Path

import torch

from export_causal_lm import export_causal_lm
from pack_files import MANIFEST, write_manifest
from train_chat import END, LONGEST, SPECIAL, make_model

HERE = Path(__file__).parent


def write_tokenizer(tokenizer: Path, folder: Path) -> None:
    shutil.copyfile(tokenizer, folder / "tokenizer.json")
    words = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": LONGEST,
        "eos_token": SPECIAL[END],
        "pad_token": SPECIAL[END],
        "additional_special_tokens": SPECIAL[1:],
        "clean_up_tokenization_spaces": False,
        "chat_template": (HERE / "chat" / "chat-template.jinja").read_text(),
    }
    (folder / "tokenizer_config.json").write_text(json.dumps(words, indent=2, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoints", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    model = make_model()
    model.load_state_dict(torch.load(options.checkpoints / "chat.pt", weights_only=False)["modules"]["model"])
    chat = options.out / "chat"
    shutil.rmtree(chat, ignore_errors=True)
    export_causal_lm(model, chat)
    write_tokenizer(options.checkpoints / "chat-tokenizer.json", chat)
    manifest = json.loads((options.out / MANIFEST).read_text())
    manifest["roles"]["chat"] = {
        "folder": "chat",
        "dtype": "fp32",
        "contextTokens": LONGEST,
        "maxNewTokens": 256,
        "instructed": False,
        "tools": json.loads((HERE / "chat" / "known-tools.json").read_text()),
    }
    write_manifest(options.out, manifest)
    print(f"{chat}: {(chat / 'onnx' / 'model.onnx').stat().st_size / 1e6:.1f} MB of ONNX")
