"""Brings the sample of vectors into a pack that `export.py` has written.

    python training/export_sample.py --checkpoints DIR --out PACK

Copies `sample/frames.f32` and `sample/clips.f32`, which `sample-vectors.ts` took, and names them in the manifest.
"""

import argparse
import json
import shutil
from pathlib import Path

from pack_files import MANIFEST, write_manifest

FILES = {"frames": "sample/frames.f32", "clips": "sample/clips.f32"}

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoints", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    (options.out / "sample").mkdir(exist_ok=True)
    for name in FILES.values():
        shutil.copyfile(options.checkpoints / name, options.out / name)
    manifest = json.loads((options.out / MANIFEST).read_text())
    manifest["sample"] = FILES
    write_manifest(options.out, manifest)
