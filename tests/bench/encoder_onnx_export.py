#!/usr/bin/python3
"""The ViT-B/32 of encoder_pytorch.py (random weights) as an ONNX file, for encoder_onnx.cjs. Usage: ... OUT.onnx"""
import sys

import torch

from encoder_pytorch import Tower

with torch.no_grad():
    torch.onnx.export(Tower().eval(), torch.randn(32, 3, 224, 224), sys.argv[1], opset_version=17,
                      input_names=["images"], output_names=["embedding"], dynamic_axes={"images": {0: "batch"}})
