"""Runs the models of make_models.py in PyTorch, one run for each line of standard input, and prints what came out.

    python3 bench/encoders/time_pytorch.py --size base --threads 2

A line in: {"model": "frame", "pixels": FILE, "shape": [...]}, where the file holds float32 values. A line out:
{"seconds": …, "output": the first values of the output}.
"""

import argparse
import json
import logging
import sys
import time

import numpy as np
import torch

from make_models import SIZES, FirstOutput, make_model

logging.disable(logging.WARNING)
parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--size", choices=SIZES, required=True)
parser.add_argument("--threads", type=int, required=True)
options = parser.parse_args()
torch.set_num_threads(options.threads)
models, inputs = {}, {}
for line in sys.stdin:
    wanted = json.loads(line)
    name, file = wanted["model"], wanted["pixels"]
    if name not in models:
        models[name] = FirstOutput(make_model(name, options.size))
    if file not in inputs:
        inputs[file] = torch.from_numpy(np.fromfile(file, dtype="<f4").reshape(wanted["shape"]))
    with torch.inference_mode():
        started = time.perf_counter()
        output = models[name](inputs[file])
        seconds = time.perf_counter() - started
    print(json.dumps({"seconds": seconds, "output": output.flatten()[:16].tolist()}), flush=True)
