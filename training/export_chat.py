"""Adds the trained chat model to a pack, in the hub's layout under `chat/`, as the role `chat`.

    python training/export_chat.py --checkpoints DIR --out data/models/starter
"""

import argparse
import json
import shutil
from pathlib import Path

import onnx
import torch

from export_causal_lm import export_causal_lm
from pack_files import MANIFEST, write_manifest
from shrink_weights import shrink_weights
from train_chat import END, LONGEST, SPECIAL, make_model

HERE = Path(__file__).parent


def write_configs(model: torch.nn.Module, tokenizer: Path, folder: Path) -> None:
    model.config.architectures = ["GlmForCausalLM"]
    model.config.save_pretrained(folder)
    generation = {"eos_token_id": END, "pad_token_id": END, "do_sample": False}
    (folder / "generation_config.json").write_text(json.dumps(generation, indent=2) + "\n")
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
    export_causal_lm(model.eval(), chat)
    graph = chat / "onnx" / "model.onnx"
    onnx.save(shrink_weights(onnx.load(graph)), graph)
    write_configs(model, options.checkpoints / "chat-tokenizer.json", chat)
    manifest = json.loads((options.out / MANIFEST).read_text())
    manifest["roles"]["chat"] = {"folder": "chat", "dtype": "fp32", "contextTokens": LONGEST, "maxNewTokens": 256}
    write_manifest(options.out, manifest)
    print(f"{graph}: {graph.stat().st_size / 1e6:.1f} MB")
