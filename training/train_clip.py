"""Trains CLIP on single frames: contrastive loss with helping heads on the image's patches and on the text."""

import argparse
from pathlib import Path

import torch
from torch import nn

from clip_stream import ClipStream, to_input
from help_heads import ActorPointer, attribute_targets
from labels import ACTIONS, ACTORS, COLOURS, PLACES
from models import CLIP_WIDTH, PATCH_GRID, SPACE, make_clip
from run import Run
from vocabulary import BOS, EOS, PAD, load_tokenizer

ANY = -1


class TextReader:
    """Texts to padded ids and mask, int64 [N, L]."""

    def __init__(self, folder: Path):
        self.tokenizer = load_tokenizer(folder)
        self.pad, self.bos, self.eos = (self.tokenizer.token_to_id(t) for t in (PAD, BOS, EOS))
        self.size = self.tokenizer.get_vocab_size()

    def __call__(self, texts: list[str]) -> tuple[torch.Tensor, torch.Tensor]:
        encoded = [encoding.ids for encoding in self.tokenizer.encode_batch(texts)]
        longest = max(map(len, encoded))
        ids = torch.tensor([row + [self.pad] * (longest - len(row)) for row in encoded])
        mask = torch.tensor([[1] * len(row) + [0] * (longest - len(row)) for row in encoded])
        return ids, mask


def claims_of(descriptions: list[dict]) -> torch.Tensor:
    """[N, 4] indices of actor, colour, place, action; ANY where the text does not say."""
    lists = {"actor": ACTORS, "colour": COLOURS, "place": PLACES, "action": ACTIONS}
    return torch.tensor([[names.index(d["claims"][key]) if key in d["claims"] else ANY for key, names in lists.items()] for d in descriptions])


def truths_of(headers: list[dict]) -> tuple[torch.Tensor, torch.Tensor]:
    """What is true of each scene, [N, 4] as above, once for its actor and once for its bystander (who does nothing)."""
    main = claims_of([{"claims": {key: h[key] for key in ("actor", "colour", "place", "action")}} for h in headers])
    beside = main.clone()
    for row, header in enumerate(headers):
        if header["bystander"]:
            beside[row, 0] = ACTORS.index(header["bystander"]["kind"])
            beside[row, 1] = COLOURS.index(header["bystander"]["colour"])
    return main, beside


def consistent(claims: torch.Tensor, headers: list[dict], columns: int) -> torch.Tensor:
    """[texts, scenes]: whether the text could be told of the scene, judged by the first `columns` claims."""
    fits = [((claims[:, None, :columns] == ANY) | (claims[:, None, :columns] == t[None, :, :columns])).all(-1) for t in truths_of(headers)]
    return fits[0] | fits[1]


def contrastive(similarity: torch.Tensor, allowed: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    """Symmetric InfoNCE over [texts, images]; pairs that fit as well as the true one are left out of the sum."""
    diagonal = torch.eye(len(similarity), dtype=torch.bool)
    logits = similarity.masked_fill(allowed & ~diagonal, -1e4)
    target = torch.arange(len(logits))
    sides = [nn.functional.cross_entropy(side, target, reduction="none") for side in (logits, logits.T)]
    return ((sides[0] + sides[1]) * weight).sum() / (2 * weight.sum().clamp(min=1))


def score(model: nn.Module, read_texts: TextReader, combinations: str, scenes: int = 300) -> str:
    """Caption to frame among `scenes`: the share found first and among five. Ties of equal actor, colour and place count as found."""
    stream = ClipStream(scenes, 3, 10_000_000, combinations)
    headers, pixels = stream.read()
    stream.close()
    model.eval()
    with torch.no_grad():
        images = model.get_image_features(pixel_values=to_input(pixels[:, 1], augment=False)).pooler_output
        texts = model.get_text_features(**dict(zip(("input_ids", "attention_mask"), read_texts([h["caption"] for h in headers]), strict=True))).pooler_output
    model.train()
    similarity = nn.functional.normalize(texts, dim=-1) @ nn.functional.normalize(images, dim=-1).T
    fits = consistent(claims_of([{"claims": {k: h[k] for k in ("actor", "colour", "place")}} for h in headers]), headers, 3)
    order = similarity.argsort(dim=1, descending=True)
    found = fits.gather(1, order)
    return f"{combinations} R@1 {found[:, 0].float().mean():.3f} R@5 {found[:, :5].any(1).float().mean():.3f}"


def train(folder: Path, steps: int, minutes: float, clips: int = 56) -> None:
    torch.manual_seed(2)
    read_texts = TextReader(folder)
    model = make_clip(read_texts.size, read_texts.pad, read_texts.bos, read_texts.eos)
    pointer = ActorPointer(CLIP_WIDTH, PATCH_GRID)
    action_head = nn.Linear(SPACE, len(ACTIONS))
    run = Run(folder, "clip", {"model": model, "pointer": pointer, "action_head": action_head}, steps, minutes, rate=1e-3)
    stream = ClipStream(clips, 2, seed=run.step * clips)
    tick = 0.1
    while not run.finished:
        headers, pixels = stream.read()
        scenes = [h for h in headers for _ in range(2)]
        descriptions = [d for h in headers for d in h["descriptions"]]
        ids, mask = read_texts([d["text"] for d in descriptions])
        vision = model.vision_model(pixel_values=to_input(pixels.flatten(0, 1), augment=True), output_hidden_states=True)
        images = nn.functional.normalize(model.visual_projection(vision.pooler_output), dim=-1)
        texts = model.get_text_features(input_ids=ids, attention_mask=mask).pooler_output
        track = torch.tensor([row for h in headers for row in h["track"]])
        claims = claims_of(descriptions)
        scale = model.logit_scale.exp().clamp(max=100)
        similarity = scale * nn.functional.normalize(texts, dim=-1) @ images.T
        loss = contrastive(similarity, consistent(claims, scenes, 3), (track[:, 3] > 0.3).float())
        help_loss, figures = pointer(vision.hidden_states[-2][:, 1:], track, attribute_targets(scenes))
        told = claims[:, 3] != ANY
        action_loss = nn.functional.cross_entropy(action_head(nn.functional.normalize(texts, dim=-1) * 10)[told], claims[told, 3])
        run.update(loss + 0.3 * help_loss + 0.3 * action_loss, contrastive=loss.item(), action=action_loss.item(), **figures)
        if run.progress > tick:
            print("clip", score(model, read_texts, "seen"), flush=True)
            tick += 0.1
    run.save(final=True)
    stream.close()
    for combinations in ("seen", "held-out"):
        print("clip", score(model, read_texts, combinations), flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--checkpoints", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=1200)
    parser.add_argument("--minutes", type=float, default=1e9)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    options.checkpoints.mkdir(parents=True, exist_ok=True)
    train(options.checkpoints, options.steps, options.minutes)
