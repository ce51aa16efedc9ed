"""The starter pack's tokenizer: whole words of the Playhouse grammar, in the WordPiece form of tokenizer.json."""

from pathlib import Path

from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

from clip_stream import ClipStream

PAD, BOS, EOS, UNK = "[PAD]", "[BOS]", "[EOS]", "[UNK]"
SPECIAL = [PAD, UNK, BOS, EOS]
PREFIX_WORDS = ["caption", "question", "answer", ":", "?", ",", "."]


def build_tokenizer(samples: int = 30_000) -> Tokenizer:
    """Collects every word that captions, descriptions and questions of the training seeds use."""
    words: set[str] = set(PREFIX_WORDS)
    stream = ClipStream(batch=500, frames=0, seed=0)
    for _ in range(samples // 500):
        headers, _pixels = stream.read()
        for header in headers:
            texts = [header["caption"], *(d["text"] for d in header["descriptions"])]
            texts += [part for qa in header["questions"] for part in (qa["question"], qa["answer"])]
            words.update(word for text in texts for word in text.lower().split())
    stream.close()
    vocabulary = {word: index for index, word in enumerate([*SPECIAL, *sorted(words)])}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token=UNK, max_input_chars_per_word=40))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True, strip_accents=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{BOS} $A {EOS}", special_tokens=[(BOS, vocabulary[BOS]), (EOS, vocabulary[EOS])]
    )
    tokenizer.add_special_tokens(SPECIAL)
    return tokenizer


def load_tokenizer(folder: Path) -> Tokenizer:
    """Reads the tokenizer of a run folder, making it first when there is none."""
    path = folder / "tokenizer.json"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        build_tokenizer().save(str(path))
    return Tokenizer.from_file(str(path))
