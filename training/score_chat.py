"""Scores the first calls of a trained chat model on question patterns that training left out.

    python training/score_chat.py --checkpoints RUNS/starter --patterns 200

A call is right when its tool and all of its arguments are exactly those expected; of small talk, when nothing is called.
"""

import argparse
import json
import subprocess
from pathlib import Path

import torch
from tokenizers import Tokenizer

from train_chat import END, make_model

HERE = Path(__file__).parent
LONGEST_CALL = 96


def held_out_patterns(count: int, seed: int) -> list[dict]:
    command = ["npx", "tsx", str(HERE / "chat" / "main.ts"), "--patterns", str(count), "--seed", str(seed)]
    lines = subprocess.run(command, cwd=HERE.parent, check=True, capture_output=True, text=True).stdout.splitlines()
    return [json.loads(line) for line in lines]


def read_call(reply: str) -> tuple[str | None, dict | None]:
    """The tool that a reply names and its arguments; no tool for plain words, no arguments for what is not JSON."""
    name, separator, arguments = reply.partition("\n")
    if not separator:
        return None, None
    try:
        return name, json.loads(arguments)
    except json.JSONDecodeError:
        return name, None


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoints", type=Path, required=True)
    parser.add_argument("--patterns", type=int, default=200)
    parser.add_argument("--seed", type=int, default=31)
    parser.add_argument("--show", action="store_true", help="print each reply that is not right")
    options = parser.parse_args()
    tokenizer = Tokenizer.from_file(str(options.checkpoints / "chat-tokenizer.json"))
    state = torch.load(options.checkpoints / "chat.pt", weights_only=False)
    model = make_model()
    model.load_state_dict(state["modules"]["model"])
    model.eval()
    rows, tools, calls = held_out_patterns(options.patterns, options.seed), 0, 0
    for row in rows:
        ids = torch.tensor([tokenizer.encode(row["prompt"]).ids])
        with torch.no_grad():
            written = model.generate(
                input_ids=ids, attention_mask=torch.ones_like(ids), max_new_tokens=LONGEST_CALL, do_sample=False,
                eos_token_id=END, pad_token_id=END,
            )
        reply = tokenizer.decode(written[0, ids.shape[1]:].tolist(), skip_special_tokens=True)
        name, arguments = read_call(reply)
        expected = row["call"] or {"name": None, "args": None}
        tools += name == expected["name"]
        right = name == expected["name"] and arguments == expected["args"]
        calls += right
        if options.show and not right:
            print(json.dumps({"question": row["question"], "expected": row["call"], "reply": reply}, ensure_ascii=False))
    print(json.dumps({"steps": state["step"], "minutes": round(state["spent"] / 60, 1), "patterns": len(rows), "tool": tools / len(rows), "call": calls / len(rows)}))
