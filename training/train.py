"""The whole recipe in one command: trains every model of the starter pack, exports it and writes its golden outputs.

    python training/train.py --checkpoints RUNS/starter

Stages that are done are skipped, stages that were cut off go on from their last checkpoint. `--lanes 2` trains the
clip encoder beside the other encoders, one thread each.
"""

import argparse
import subprocess
import sys
from pathlib import Path

import torch

HERE = Path(__file__).parent
PACK = HERE.parent / "data" / "models" / "starter"

#: name, script, arguments: what the shipped pack was trained with.
ENCODERS = [
    [("timesformer", "train_timesformer.py", ["--steps", "4000"])],
    [("clip", "train_clip.py", ["--steps", "1400"]), ("frame_action", "train_timesformer.py", ["--frames", "1", "--steps", "4000"])],
]
QFORMER = ("qformer", "train_qformer.py", ["--collect", "20000", "--steps", "2500"])


def finished(checkpoints: Path, name: str) -> bool:
    """A finished run keeps no optimiser."""
    path = checkpoints / f"{name}.pt"
    return path.exists() and "optimizer" not in torch.load(path, weights_only=False)


def start(checkpoints: Path, stage: tuple[str, str, list[str]]) -> subprocess.Popen:
    _name, script, arguments = stage
    return subprocess.Popen([sys.executable, str(HERE / script), "--checkpoints", str(checkpoints), *arguments])


def finish(stage: tuple[str, str, list[str]], process: subprocess.Popen) -> None:
    if process.wait() != 0:
        sys.exit(f"{stage[0]} failed; the same command goes on from its last checkpoint")


def train_encoders(checkpoints: Path, lanes: int) -> None:
    queues = [[stage for stage in lane if not finished(checkpoints, stage[0])] for lane in ENCODERS]
    if lanes == 1:
        queues = [[stage for lane in queues for stage in lane]]
    running = {}
    while any(queues) or running:
        for number, queue in enumerate(queues):
            if queue and number not in running:
                stage = queue.pop(0)
                running[number] = (stage, start(checkpoints, stage))
        number, (stage, process) = next(iter(running.items()))
        finish(stage, process)
        del running[number]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoints", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=PACK)
    parser.add_argument("--lanes", type=int, choices=(1, 2), default=2)
    options = parser.parse_args()
    options.checkpoints.mkdir(parents=True, exist_ok=True)
    train_encoders(options.checkpoints, options.lanes)
    if not finished(options.checkpoints, "qformer"):
        finish(QFORMER, start(options.checkpoints, QFORMER))
    for script, arguments in (("familiarity.py", []), ("export.py", ["--out", str(options.out)]), ("golden.py", [])):
        subprocess.run([sys.executable, str(HERE / script), "--checkpoints", str(options.checkpoints), *arguments], check=True)
