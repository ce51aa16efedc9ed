"""The small chat model: a GLM that reads tools and a conversation, writes tool calls, and words answers from results.

    python training/train_chat.py --checkpoints RUNS/chat
    python training/train_chat.py --checkpoints RUNS/talk --start RUNS/chat --rate 1e-3 --held 0.5

Learns from made-up conversations about the Playhouse world (`training/chat`), rendered with the model's own chat
template: copying and first calls, then whole conversations (with `--start` at once, from the weights of an earlier run). What the model must write counts fully; everything else a little, which teaches it to copy sooner.
"""

import argparse
import json
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from queue import Queue

import torch
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import GlmConfig, GlmForCausalLM

from copying_start import start_copying
from run import Run

HERE = Path(__file__).parent
SPECIAL = ["<|endoftext|>", "[gMASK]", "<sop>", "<|system|>", "<|user|>", "<|assistant|>", "<|observation|>"]
END = 0
VOCABULARY = 2048
LONGEST = 1280
#: What the model only reads, while it learns to copy and afterwards.
OTHER_WEIGHT, LATER_WEIGHT = 0.1, 0.02
BATCH_TOKENS = 3072
CHUNK = 1500
#: Parts of the run.
COPYING_UNTIL, WHOLE_FROM = 0.1, 0.5


def conversations(seed: int, count: int, held: float = 0) -> list[str]:
    command = ["npx", "tsx", str(HERE / "chat" / "main.ts"), "--seed", str(seed), "--count", str(count), "--held", str(held)]
    lines = subprocess.run(command, cwd=HERE.parent, check=True, capture_output=True, text=True).stdout.splitlines()
    return [json.loads(line) for line in lines]


def train_tokenizer(path: Path) -> Tokenizer:
    """Byte-level BPE; digits stand alone, so that times and titles can be copied."""
    if not path.exists():
        tokenizer = Tokenizer(models.BPE())
        tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
            [pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False)]
        )
        tokenizer.decoder = decoders.ByteLevel()
        special = [AddedToken(token, special=True, normalized=False) for token in SPECIAL]
        trainer = trainers.BpeTrainer(
            vocab_size=VOCABULARY, special_tokens=special, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False
        )
        tokenizer.train_from_iterator(conversations(900_000, 6000), trainer)
        tokenizer.save(str(path))
    return Tokenizer.from_file(str(path))


def make_model() -> GlmForCausalLM:
    config = GlmConfig(
        vocab_size=VOCABULARY,
        hidden_size=192,
        intermediate_size=512,
        num_hidden_layers=4,
        num_attention_heads=4,
        num_key_value_heads=2,
        head_dim=64,
        partial_rotary_factor=0.5,
        max_position_embeddings=2048,
        attention_bias=True,
        tie_word_embeddings=True,
        pad_token_id=END,
        eos_token_id=END,
        bos_token_id=None,
    )
    model = GlmForCausalLM(config)
    torch.nn.init.normal_(model.get_input_embeddings().weight, std=0.04)
    start_copying(model, torch.Generator().manual_seed(3))
    return model


def weigh(ids: list[int], assistant: int, other: float) -> list[float]:
    """1 for what the model itself must write, from its turn's mark to the end mark; little for the rest."""
    weights, inside = [], False
    for token in ids:
        weights.append(1.0 if inside else other)
        if token == assistant:
            inside = True
        elif token == END:
            inside = False
    return weights


def copying_row(generator: torch.Generator) -> tuple[list[int], list[float]]:
    """Random words said twice: the quickest way to learn copying, which titles, times and unknown words need.

    Every second row has few different words, as numbers have few digits: there the last two words do not tell the next.
    """
    length = int(torch.randint(6, 48, (1,), generator=generator))
    words = torch.randint(len(SPECIAL), VOCABULARY, (length,), generator=generator)
    if torch.rand((), generator=generator) < 0.5:
        words = words[:10][torch.randint(min(10, length), (length,), generator=generator)]
    words = words.tolist()
    return [*words, *words], [0.0] * (length + 1) + [1.0] * (length - 1)


def stage_rows(texts: list[str], tokenizer: Tokenizer, progress: float, generator: torch.Generator) -> list[tuple[list[int], list[float]]]:
    """First copying and the first call of each conversation, then first calls, then most conversations whole."""
    assistant = tokenizer.token_to_id("<|assistant|>")
    whole = progress >= WHOLE_FROM
    texts = [
        text if whole and index % 4 != 0 else text[: text.index(SPECIAL[END]) + len(SPECIAL[END])]
        for index, text in enumerate(texts)
    ]
    other = LATER_WEIGHT if whole else OTHER_WEIGHT
    encoded = [encoding.ids for encoding in tokenizer.encode_batch(texts)]
    rows = [(ids, weigh(ids, assistant, other)) for ids in encoded if len(ids) <= LONGEST]
    copied = len(rows) if progress < COPYING_UNTIL else len(rows) // 6
    return rows + [copying_row(generator) for _ in range(copied)]


def batches(tokenizer: Tokenizer, run: Run, learned: float, held: float) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
    chunks: Queue[list[str]] = Queue(1)

    def produce() -> None:
        at = 1_000_000 * (1 + run.step)
        while True:
            chunks.put(conversations(at, CHUNK, held))
            at += CHUNK

    threading.Thread(target=produce, daemon=True).start()
    generator = torch.Generator().manual_seed(run.step)
    while True:
        rows = sorted(stage_rows(chunks.get(), tokenizer, max(run.progress, learned), generator), key=lambda row: len(row[0]))
        grouped: list[list[tuple[list[int], list[float]]]] = [[]]
        for row in rows:
            if (len(grouped[-1]) + 1) * len(row[0]) > BATCH_TOKENS:
                grouped.append([])
            grouped[-1].append(row)
        for index in torch.randperm(len(grouped), generator=generator).tolist():
            group = grouped[index]
            width = max(len(row) for row, _ in group)
            ids = torch.full((len(group), width), END)
            weights = torch.zeros((len(group), width))
            for number, (row, weight) in enumerate(group):
                ids[number, : len(row)] = torch.tensor(row)
                weights[number, : len(row)] = torch.tensor(weight)
            yield ids, weights


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoints", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=3000)
    parser.add_argument("--minutes", type=float, default=1e9)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--start", type=Path, help="folder of an earlier run, to learn on from its weights")
    parser.add_argument("--held", type=float, default=0.0, help="share of conversations that the offline rules hold")
    options = parser.parse_args()
    options.checkpoints.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(5)
    if options.start is not None and not (options.checkpoints / "chat-tokenizer.json").exists():
        shutil.copy(options.start / "chat-tokenizer.json", options.checkpoints)
    tokenizer = train_tokenizer(options.checkpoints / "chat-tokenizer.json")
    model = make_model()
    if options.start is not None:
        model.load_state_dict(torch.load(options.start / "chat.pt", weights_only=False)["modules"]["model"])
    run = Run(options.checkpoints, "chat", {"model": model}, options.steps, options.minutes, options.rate)
    for ids, weights in batches(tokenizer, run, 0.0 if options.start is None else WHOLE_FROM, options.held):
        logits = model(input_ids=ids).logits[:, :-1]
        losses = torch.nn.functional.cross_entropy(logits.reshape(-1, logits.shape[-1]), ids[:, 1:].reshape(-1), reduction="none")
        weight = weights[:, 1:].reshape(-1)
        loss = (losses * weight).sum() / weight.sum()
        own = weight == 1.0
        with torch.no_grad():
            right = (logits.reshape(-1, logits.shape[-1]).argmax(-1) == ids[:, 1:].reshape(-1))[own].float().mean()
        run.update(loss, own=losses[own].mean().item(), right=right.item())
        if run.finished:
            break
    run.save(final=True)


if __name__ == "__main__":
    main()
