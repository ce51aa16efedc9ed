"""The list of a pack's files with their checksums, and the revision that follows from them."""

import hashlib
import json
from pathlib import Path

MANIFEST = "askreel-pack.json"
# What decides a vector: a change in any of these files is another vector space.
SPACE_FILES = ("*.onnx", "*.onnx.data", "*preprocessor_config.json", "*tokenizer.json")
# The chat model, the detector, the layout model and the moment model make no vectors.
NO_VECTORS = ("chat/", "detector/", "layout/", "moments/")


def write_manifest(folder: Path, manifest: dict) -> None:
    """Writes the manifest with `files` and `revision` filled in. The model card is prose and may change without the models."""
    files, space = {}, hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.name != MANIFEST and p.suffix != ".md"):
        content = path.read_bytes()
        digest, name = hashlib.sha256(content).hexdigest(), path.relative_to(folder).as_posix()
        files[name] = {"sha256": digest, "bytes": len(content)}
        if not name.startswith(NO_VECTORS) and any(path.match(pattern) for pattern in SPACE_FILES):
            space.update(f"{name} {digest}\n".encode())
    whole = manifest | {"revision": space.hexdigest()[:12], "files": files}
    (folder / MANIFEST).write_text(json.dumps(whole, indent=2) + "\n")
