#!/usr/bin/python3
"""Recall of models alone and together, whose cosines are added up, on a data set with five captions an image.

Usage: recall_together.py A.safetensors B.safetensors ...
Each file is what `tilescout-cli embed --model M --precision fp32 --images ... --texts captions.txt` wrote: the images in
the order of the data set, and their captions, five lines an image. Needs numpy.
"""
import itertools
import json
import struct
import sys

import numpy as np


def read(file):
    with open(file, "rb") as f:
        head = json.loads(f.read(struct.unpack("<Q", f.read(8))[0]))
        data = f.read()
    rows = {}
    for name in ("images", "texts"):
        begin, end = head[name]["data_offsets"]
        rows[name] = np.frombuffer(data[begin:end], np.float32).reshape(head[name]["shape"])
    return rows["images"] @ rows["texts"].T


def recalls(scores):
    """R@1, 5, 10 image to text and text to image, in per cent."""
    image_of = np.arange(scores.shape[1]) // 5
    to_text = (image_of[np.argsort(-scores, 1, "stable")] == np.arange(len(scores))[:, None]).argmax(1)
    to_image = (np.argsort(-scores.T, 1, "stable") == image_of[:, None]).argmax(1)
    return [100 * np.mean(first < k) for first in (to_text, to_image) for k in (1, 5, 10)]


models = {file: read(file) for file in sys.argv[1:]}
for count in range(1, len(models) + 1):
    for chosen in itertools.combinations(models, count):
        row = recalls(sum(models[file] for file in chosen))
        print(" + ".join(chosen), " ".join(f"{value:.2f}" for value in row), f"mR {np.mean(row):.2f}")
