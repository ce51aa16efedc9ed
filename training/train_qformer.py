"""Trains the Q-Former and the decoder on frozen CLIP and TimeSformer tokens, which are computed once and kept.

Three losses as in BLIP-2 (Li et al. 2023): contrastive against CLIP's text vectors, matching with hard negatives, and
language modelling of captions and of short answers.
"""

import argparse
import json
import multiprocessing
import random
from pathlib import Path

import numpy as np
import torch
from torch import nn

from clip_stream import ClipStream, to_input
from models import (
    CLIP_FRAMES,
    QFORMER_FRAMES,
    VideoQFormer,
    decode,
    make_clip,
    make_decoder,
    make_timesformer,
    motion_tokens,
    patch_tokens,
)
from run import Run
from train_clip import TextReader, claims_of, consistent

CHUNK = 500


def load_clip(folder: Path, read_texts: TextReader) -> nn.Module:
    """The trained CLIP, frozen."""
    clip = make_clip(read_texts.size, read_texts.pad, read_texts.bos, read_texts.eos)
    clip.load_state_dict(torch.load(folder / "clip.pt", weights_only=False)["modules"]["model"])
    return clip.eval().requires_grad_(False)


def load_towers(folder: Path, read_texts: TextReader) -> tuple[nn.Module, nn.Module]:
    """The trained CLIP and TimeSformer, frozen."""
    timesformer = make_timesformer()
    timesformer.load_state_dict(torch.load(folder / "timesformer.pt", weights_only=False)["modules"]["model"])
    return load_clip(folder, read_texts), timesformer.eval().requires_grad_(False)


@torch.no_grad()
def visual_tokens(clip: nn.Module, timesformer: nn.Module, pixels: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """float32 pixels [B, 8, 3, H, W] to patch tokens [B, frames·PATCH_TOKENS, CLIP_WIDTH] and motion tokens [B, MOTION_TOKENS, MOTION_WIDTH]."""
    chosen = pixels[:, list(QFORMER_FRAMES)].flatten(0, 1)
    hidden = clip.vision_model(pixel_values=chosen, output_hidden_states=True).hidden_states[-2]
    patches = patch_tokens(hidden).unflatten(0, (-1, len(QFORMER_FRAMES))).flatten(1, 2)
    return patches, motion_tokens(timesformer.timesformer(pixel_values=pixels).last_hidden_state)


def make_chunks(folder: Path, first: int, every: int, count: int, combinations: str = "seen") -> None:
    """Writes chunks first, first + every, … below count: float16 tokens and the headers of CHUNK clips each."""
    torch.set_num_threads(1)
    clip, timesformer = load_towers(folder, TextReader(folder))
    cache = folder / "tokens"
    cache.mkdir(exist_ok=True)
    for number in range(first, count, every):
        name = f"{combinations}-{number:04d}"
        if (cache / f"{name}.json").exists():
            continue
        base = 600_000 if combinations == "seen" else 10_000_000
        stream = ClipStream(25, CLIP_FRAMES, base + number * CHUNK, combinations)
        headers, parts = [], []
        torch.manual_seed(number)
        for _ in range(CHUNK // 25):
            some, pixels = stream.read()
            parts.append([t.half().numpy() for t in visual_tokens(clip, timesformer, to_input(pixels, augment=combinations == "seen"))])
            headers += some
        stream.close()
        np.savez(cache / f"{name}.npz", patches=np.concatenate([p[0] for p in parts]), clip=np.concatenate([p[1] for p in parts]))
        (cache / f"{name}.json").write_text(json.dumps(headers))
        print(f"tokens {name}", flush=True)


class TokenStore:
    """All chunks made so far, in memory."""

    def __init__(self, folder: Path, combinations: str = "seen"):
        self.folder, self.combinations, self.known = folder / "tokens", combinations, set()
        self.headers: list[dict] = []
        self.patches: list[np.ndarray] = []
        self.clips: list[np.ndarray] = []
        self.refresh()

    def refresh(self) -> None:
        for path in sorted(self.folder.glob(f"{self.combinations}-*.json")):
            if path in self.known:
                continue
            arrays = np.load(path.with_suffix(".npz"))
            self.headers += json.loads(path.read_text())
            self.patches.append(arrays["patches"])
            self.clips.append(arrays["clip"])
            self.known.add(path)

    def take(self, rows: list[int]) -> tuple[list[dict], torch.Tensor, torch.Tensor]:
        patches = np.stack([self.patches[row // CHUNK][row % CHUNK] for row in rows])
        clips = np.stack([self.clips[row // CHUNK][row % CHUNK] for row in rows])
        return [self.headers[row] for row in rows], torch.from_numpy(patches).float(), torch.from_numpy(clips).float()


def language_loss(decoder: nn.Module, prompt: torch.Tensor, read_texts: TextReader, starts: list[str], ends: list[str]) -> torch.Tensor:
    """Cross-entropy of the words of `ends` after the soft prompt and `starts`."""
    ids, mask = read_texts([f"{a} {b}" for a, b in zip(starts, ends, strict=True)])
    skipped = torch.tensor([len(read_texts.tokenizer.encode(a).ids) - 1 for a in starts])
    logits = decode(decoder, prompt, ids)[:, :-1]
    target = ids[:, 1:].clone()
    place = torch.arange(target.shape[1])[None]
    target[(mask[:, 1:] == 0) | (place < (skipped[:, None] - 1))] = -100
    return nn.functional.cross_entropy(logits.flatten(0, 1), target.flatten(), ignore_index=-100)


@torch.no_grad()
def generate(decoder: nn.Module, prompt: torch.Tensor, read_texts: TextReader, start: str, limit: int = 20) -> list[str]:
    ids = torch.tensor([read_texts.tokenizer.encode(start).ids[:-1]] * len(prompt))
    first = ids.shape[1]
    for _ in range(limit):
        ids = torch.cat([ids, decode(decoder, prompt, ids)[:, -1:].argmax(-1)], dim=1)
    rows = []
    for row in ids[:, first:].tolist():
        rows.append(read_texts.tokenizer.decode(row[: row.index(read_texts.eos)] if read_texts.eos in row else row))
    return rows


def score(qformer: VideoQFormer, decoder: nn.Module, clip: nn.Module, read_texts: TextReader, store: TokenStore) -> str:
    qformer.eval(), decoder.eval()
    headers, patches, clips = store.take(list(range(min(500, len(store.headers)))))
    with torch.no_grad():
        embedding, prompt = qformer(patches, clips)
        captions = generate(decoder, prompt, read_texts, "caption :")
        words = nn.functional.normalize(text_vectors(clip, read_texts, [h["caption"] for h in headers]), dim=-1)
        right = {key: np.mean([_named(key, h, c) for h, c in zip(headers, captions, strict=True)]) for key in ("actor", "colour", "action", "place")}
        exact = np.mean([all(_named(k, h, c) for k in ("actor", "colour", "action")) for h, c in zip(headers, captions, strict=True)])
        found = consistent(claims_of([{"claims": {k: h[k] for k in ("actor", "colour", "place", "action")}} for h in headers]), headers, 4)
        order = (words @ embedding.T).argsort(dim=1, descending=True)
        hit = found.gather(1, order)
        answers = np.mean([generate(decoder, prompt[i : i + 1], read_texts, f"question : {h['questions'][0]['question']} answer :")[0] == h["questions"][0]["answer"] for i, h in enumerate(headers[:150])])
        ids, mask = read_texts([h["caption"] for h in headers])
        yes = qformer.match(patches, clips, ids, mask).softmax(-1)[:, 1]
        no = qformer.match(patches, clips, ids.roll(1, 0), mask.roll(1, 0)).softmax(-1)[:, 1]
    qformer.train(), decoder.train()
    figures = " ".join(f"{key} {value:.2f}" for key, value in right.items())
    return f"{store.combinations} exact {exact:.3f} ({figures}) clip R@1 {hit[:, 0].float().mean():.3f} R@5 {hit[:, :5].any(1).float().mean():.3f} answers {answers:.3f} match {yes.mean():.2f}/{no.mean():.2f}"


def _named(key: str, header: dict, caption: str) -> bool:
    return f" {header[key]} " in f" {caption.split(' beside ')[0]} "


def text_vectors(clip: nn.Module, read_texts: TextReader, texts: list[str]) -> torch.Tensor:
    ids, mask = read_texts(texts)
    return clip.get_text_features(input_ids=ids, attention_mask=mask).pooler_output


def train(folder: Path, steps: int, minutes: float, batch: int = 64) -> None:
    torch.manual_seed(3)
    random.seed(3)
    read_texts = TextReader(folder)
    clip, _timesformer = load_towers(folder, read_texts)
    decoder = make_decoder(read_texts.size, read_texts.bos, read_texts.eos)
    qformer = VideoQFormer(read_texts.size, read_texts.pad, decoder.config.n_embd)
    run = Run(folder, "qformer", {"qformer": qformer, "decoder": decoder}, steps, minutes, rate=7e-4)
    store, held_out = TokenStore(folder), TokenStore(folder, "held-out")
    scale = 20.0
    tick = 0.1
    while not run.finished:
        headers, patches, clips = store.take(random.sample(range(len(store.headers)), batch))
        patches = patches + 0.05 * torch.randn_like(patches) * patches.std()
        clips = clips + 0.05 * torch.randn_like(clips) * clips.std()
        embedding, prompt = qformer(patches, clips)
        descriptions = [random.choice(h["descriptions"]) if random.random() < 0.7 else _full(h) for h in headers]
        texts = [d["text"] for d in descriptions]
        vectors = nn.functional.normalize(text_vectors(clip, read_texts, texts), dim=-1)
        same = consistent(claims_of(descriptions), headers, 4)
        similarity = scale * vectors @ embedding.T
        diagonal = torch.eye(batch, dtype=torch.bool)
        logits = similarity.masked_fill(same & ~diagonal, -1e4)
        target = torch.arange(batch)
        contrastive = (nn.functional.cross_entropy(logits, target) + nn.functional.cross_entropy(logits.T, target)) / 2
        matching = matching_loss(qformer, read_texts, patches, clips, texts, similarity.detach(), same)
        caption = language_loss(decoder, prompt, read_texts, ["caption :"] * batch, [h["caption"] for h in headers])
        questions = [random.choice(h["questions"]) for h in headers]
        starts = [f"question : {q['question']} answer :" for q in questions]
        answer = language_loss(decoder, prompt, read_texts, starts, [q["answer"] for q in questions])
        loss = contrastive + matching + caption + 0.7 * answer
        run.update(loss, contrastive=contrastive.item(), matching=matching.item(), caption=caption.item(), answer=answer.item())
        if run.step % 100 == 0:
            store.refresh()
        if run.progress > tick:
            held_out.refresh()
            print("qformer", score(qformer, decoder, clip, read_texts, held_out), flush=True)
            tick += 0.1
    run.save(final=True)
    for kept in (TokenStore(folder, "any"), held_out):
        if kept.headers:
            print("qformer", score(qformer, decoder, clip, read_texts, kept), flush=True)


def _full(header: dict) -> dict:
    claims = {key: header[key] for key in ("actor", "colour", "action", "place")}
    return {"text": header["caption"], "claims": claims}


def matching_loss(qformer: VideoQFormer, read_texts: TextReader, patches: torch.Tensor, clips: torch.Tensor, texts: list[str], similarity: torch.Tensor, same: torch.Tensor) -> torch.Tensor:
    """Half of the clips with their own text, half with one that is hard to tell from it but does not fit."""
    count = len(texts)
    weights = (similarity - similarity.max(dim=0, keepdim=True).values).exp().masked_fill(same, 0.0) + 1e-9
    weights = weights.masked_fill(same, 0.0)
    wrong = torch.multinomial(weights.T + 1e-12, 1)[:, 0]
    rows = torch.randperm(count)[: count // 2]
    ids, mask = read_texts([texts[i] for i in rows] + [texts[int(wrong[i])] for i in rows])
    both = torch.cat([rows, rows])
    logits = qformer.match(patches[both], clips[both], ids, mask)
    labels = torch.cat([torch.ones(len(rows)), same[wrong[rows], rows].float()]).long()
    return nn.functional.cross_entropy(logits, labels)


def collect(folder: Path, clips: int, workers: int) -> None:
    """Computes the tokens of `clips` training clips and of 500 held-out and 500 unrestricted ones."""
    jobs = [(folder, 0, 1, 1, "held-out"), (folder, 0, 1, 1, "any")]
    jobs += [(folder, worker, workers, clips // CHUNK, "seen") for worker in range(workers)]
    with multiprocessing.get_context("spawn").Pool(workers) as pool:
        pool.starmap(make_chunks, jobs, chunksize=1)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--checkpoints", type=Path, required=True)
    parser.add_argument("--collect", type=int, default=0, help="first compute the tokens of this many clips")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--steps", type=int, default=4000)
    parser.add_argument("--minutes", type=float, default=1e9)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    if options.collect:
        collect(options.checkpoints, options.collect, options.workers)
    if options.steps:
        train(options.checkpoints, options.steps, options.minutes)
