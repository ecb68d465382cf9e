#!/usr/bin/python3
"""HarMA (released) training of ViT-B/32 with random weights as a plain PyTorch loop, to stand beside train_bench.

The same maths: frozen towers, a gated adapter behind every MLP, contrastive and adaptive triplet loss, AdamW. Written
as one would write it: nn.MultiheadAttention, sequence first as the released code has it. Needs Debian's python3-torch.
Usage: train_pytorch.py [threads] [batch] [steps] [fp32|bf16]
"""
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F


class Mini(nn.Module):
    def __init__(self, d, heads):
        super().__init__()
        self.l1, self.l2 = nn.Linear(d, d // 2), nn.Linear(d // 2, d)
        self.attention = nn.MultiheadAttention(d // 2, heads)
        self.gate = nn.Parameter(torch.tensor(0.6))

    def forward(self, x):
        y = self.l1(x)
        a = torch.sigmoid(self.gate)
        return self.l2(a * self.attention(y, y, y, need_weights=False)[0] + (1 - a) * y) + x


class Adapter(nn.Module):
    def __init__(self, width, d, heads, mini):
        super().__init__()
        self.down, self.up = nn.Linear(width, d), nn.Linear(d, width)
        self.attention = nn.MultiheadAttention(d, heads)
        self.gate = nn.Parameter(torch.tensor(0.6))
        self.mini = Mini(d, heads) if mini else None

    def forward(self, m):
        f1 = F.gelu(self.down(m))
        f3 = self.attention(f1, f1, f1, need_weights=False)[0]
        if self.mini is not None:
            f3 = self.mini(f3)
        g = torch.sigmoid(self.gate)
        f4 = g * f1 + (1 - g) * self.attention(f3, f3, f3, need_weights=False)[0]
        return self.up(f4) + m


class Block(nn.Module):
    def __init__(self, width, heads, mini):
        super().__init__()
        self.ln_1, self.ln_2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.attention = nn.MultiheadAttention(width, heads)
        self.fc, self.proj = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)
        self.adapter, self.gate = Adapter(width, 128, 8, mini), nn.Parameter(torch.tensor(0.6))

    def forward(self, x, mask=None):
        y = self.ln_1(x)
        x = x + self.attention(y, y, y, need_weights=False, attn_mask=mask)[0]
        h = self.fc(self.ln_2(x))
        m = self.proj(F.gelu(h))
        g = torch.sigmoid(self.gate)
        return x + g * self.adapter(m) + (1 - g) * m


class Clip(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 768, 32, 32, bias=False)
        self.cls, self.pos = nn.Parameter(torch.randn(768) * 0.02), nn.Parameter(torch.randn(50, 768) * 0.02)
        self.ln_pre, self.ln_post = nn.LayerNorm(768), nn.LayerNorm(768)
        self.image = nn.ModuleList([Block(768, 12, False) for _ in range(12)])
        self.image_proj = nn.Parameter(torch.randn(768, 512) * 0.02)
        self.token, self.text_pos = nn.Embedding(49408, 512), nn.Parameter(torch.randn(77, 512) * 0.01)
        self.text = nn.ModuleList([Block(512, 8, True) for _ in range(12)])
        self.ln_final, self.text_proj = nn.LayerNorm(512), nn.Parameter(torch.randn(512, 512) * 0.02)
        self.temp = nn.Parameter(torch.tensor(0.07))
        self.register_buffer("mask", torch.full((77, 77), float("-inf")).triu(1))
        for name, parameter in self.named_parameters():
            adapted = ".adapter." in name or name.endswith(".gate") or name == "temp"
            parameter.requires_grad_(adapted)

    def forward(self, images, ids):
        x = self.conv1(images).flatten(2).transpose(1, 2)
        x = self.ln_pre(torch.cat([self.cls.expand(x.shape[0], 1, -1), x], 1) + self.pos).transpose(0, 1)
        for block in self.image:
            x = block(x)
        v = self.ln_post(x[0]) @ self.image_proj
        t = (self.token(ids) + self.text_pos).transpose(0, 1)
        for block in self.text:
            t = block(t, self.mask)
        t = self.ln_final(t.transpose(0, 1))[torch.arange(len(ids)), ids.argmax(-1)] @ self.text_proj
        return F.normalize(v, dim=-1), F.normalize(t, dim=-1)


def loss(v, t, temp):
    s = v @ t.T
    target = torch.arange(len(v))
    contrastive = (F.cross_entropy(s / temp, target) + F.cross_entropy(s.T / temp, target)) / 2
    own, keep = s.diag(), 1 - torch.eye(len(v))
    a, b = (0.2 + s - own[:, None]).clamp(min=0) * keep, (0.2 + s - own[None]).clamp(min=0) * keep
    return contrastive + 0.5 * sum((((1 - torch.exp(-x)) ** 2) * x).sum() for x in (a, b))


def main():
    threads, batch, steps = (int(x) for x in (sys.argv[1:4] + ["2", "32", "6"][len(sys.argv) - 1 :])[:3])
    bf16 = len(sys.argv) > 4 and sys.argv[4] == "bf16"
    torch.set_num_threads(threads)
    model = Clip()
    trained = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=1e-4, betas=(0.9, 0.98), eps=1e-8, weight_decay=0.04)
    images, ids = torch.randn(batch, 3, 224, 224), torch.randint(1, 49406, (batch, 77))
    ids[:, 12] = 49407
    best = 1e9
    for step in range(steps):
        begin = time.time()
        optimizer.zero_grad()
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bf16):
            v, t = model(images, ids)
        loss(v.float(), t.float(), model.temp).backward()
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        if step > 0:
            best = min(best, time.time() - begin)
    kind = "bf16" if bf16 else "fp32"
    count = sum(p.numel() for p in trained)
    print(f"PyTorch {torch.__version__} {kind}, batch {batch}, {threads} threads: {batch / best:.2f} pairs/s, {count} trained")


main()
