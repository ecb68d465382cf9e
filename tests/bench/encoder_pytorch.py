#!/usr/bin/python3
"""Plain PyTorch on the same ViT-B/32 (random weights), to stand beside encoder_bench in one run.

Needs Debian's python3-torch. Usage: encoder_pytorch.py [threads] [images]
"""
import sys
import time

import torch
from torch import nn


class Block(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.ln_1, self.ln_2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.heads, self.qkv, self.out = heads, nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.mlp = nn.Sequential(nn.Linear(width, 4 * width), nn.GELU(), nn.Linear(4 * width, width))

    def forward(self, x):
        batch, tokens, width = x.shape
        q, k, v = self.qkv(self.ln_1(x)).view(batch, tokens, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        scores = (q * (width // self.heads) ** -0.5) @ k.transpose(-1, -2)
        x = x + self.out((scores.softmax(-1) @ v).transpose(1, 2).reshape(batch, tokens, width))
        return x + self.mlp(self.ln_2(x))


class Tower(nn.Module):
    def __init__(self, width=768, layers=12, heads=12, embed=512):
        super().__init__()
        self.conv1 = nn.Conv2d(3, width, 32, 32, bias=False)
        self.cls = nn.Parameter(torch.randn(width) * 0.02)
        self.pos = nn.Parameter(torch.randn(50, width) * 0.02)
        self.ln_pre, self.ln_post = nn.LayerNorm(width), nn.LayerNorm(width)
        self.blocks = nn.Sequential(*[Block(width, heads) for _ in range(layers)])
        self.proj = nn.Parameter(torch.randn(width, embed) * 0.02)

    def forward(self, images):
        x = self.conv1(images).flatten(2).transpose(1, 2)
        x = torch.cat([self.cls.expand(x.shape[0], 1, -1), x], 1) + self.pos
        x = self.ln_post(self.blocks(self.ln_pre(x))[:, 0]) @ self.proj
        return x / x.norm(dim=-1, keepdim=True)


def main():
    torch.set_num_threads(int(sys.argv[1]) if len(sys.argv) > 1 else 2)
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 128
    model = Tower().eval()
    images = torch.randn(count, 3, 224, 224)
    with torch.inference_mode():
        for name, dtype in (("fp32", torch.float32), ("bf16", torch.bfloat16)):
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=dtype == torch.bfloat16):
                model(images[:32])
                best = 0.0
                for _ in range(3):
                    begin = time.time()
                    for first in range(0, count, 32):
                        model(images[first : first + 32])
                    best = max(best, count / (time.time() - begin))
            print(f"PyTorch {torch.__version__} {name} {best:8.1f} images/s")


if __name__ == "__main__":
    main()
