#!/usr/bin/python3
"""Layouts beside umap-learn on the same rows: time, trustworthiness, neighbours kept.

apt-get install umap-learn; ninja -C build/release layout_bench
tests/bench/layout_umap_learn.py build/release/tests/bench/layout_bench 20000 512
START=spectral before it starts ours from the graph's eigenvectors; --ours leaves umap-learn out; --save FILE keeps the
rows for tests/bench/layout_uwot.R.
The rows are clustered on a low-dimensional, curved set as embeddings are: 60 groups of unequal size and width.
"""
import json
import subprocess
import sys
import tempfile
import time

import numpy as np


def rows_like_embeddings(count, dim, seed=1):
    random = np.random.default_rng(seed)
    groups = 60
    share = random.dirichlet(np.full(groups, 2.0))
    label = random.choice(groups, count, p=share)
    inner = 16
    centre = random.normal(size=(groups, inner)) * 1.2
    width = random.uniform(0.25, 0.8, groups)
    low = centre[label] + random.normal(size=(count, inner)) * width[label][:, None]
    lift = random.normal(size=(inner, dim)) / np.sqrt(inner)
    bend = random.normal(size=(inner, dim)) / np.sqrt(inner)
    rows = np.sin(low @ lift) + 0.5 * np.cos(low @ bend) + random.normal(size=(count, dim)) * 0.15
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return rows.astype(np.float32)


def true_neighbours(rows, chosen, k):
    scores = rows[chosen] @ rows.T
    scores[np.arange(len(chosen)), chosen] = -2
    return scores, np.argsort(-scores, axis=1, kind="stable")[:, :k]


def quality(rows, points, k=15, sample=2000):
    count = len(rows)
    chosen = np.random.default_rng(0).choice(count, min(sample, count), replace=False)
    scores, true = true_neighbours(rows, chosen, k)
    penalty = kept = 0.0
    for at, i in enumerate(chosen):
        apart = ((points - points[i]) ** 2).sum(1)
        apart[i] = np.inf
        shown = np.argpartition(apart, k)[:k]
        kept += len(np.intersect1d(shown, true[at]))
        false = np.setdiff1d(shown, true[at])
        penalty += sum((scores[at] > scores[at, j]).sum() + 1 - k for j in false)
    m = len(chosen)
    trust = 1 - 2.0 / (m * k * (2 * count - 3 * k - 1)) * penalty
    return round(float(trust), 4), round(kept / (m * k), 4)


def main():
    program, count, dim = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    named = [word for word in sys.argv[4:] if word.endswith(".npy")]
    rows = np.load(named[0]) if named else rows_like_embeddings(count, dim)
    if "--save" in sys.argv:
        rows.tofile(sys.argv[sys.argv.index("--save") + 1])
    with tempfile.TemporaryDirectory() as folder:
        rows.tofile(folder + "/rows.f32")
        out = subprocess.run([program, folder + "/rows.f32", str(rows.shape[1]), folder + "/xy.f32"],
                             check=True, capture_output=True, text=True)
        ours = json.loads(out.stdout)
        points = np.fromfile(folder + "/xy.f32", np.float32).reshape(-1, 2)
        knn = np.fromfile(folder + "/xy.f32.knn", np.int32).reshape(len(rows), -1)
    chosen = np.random.default_rng(0).choice(len(rows), 1000, replace=False)
    true = true_neighbours(rows, chosen, knn.shape[1])[1]
    ours["knn_recall"] = round(np.mean([len(np.intersect1d(a, b)) for a, b in zip(knn[chosen], true)]) / knn.shape[1], 4)
    ours["trustworthiness"], ours["preservation"] = quality(rows, points)
    print("tilescout", json.dumps(ours), flush=True)
    if "--ours" in sys.argv:
        return
    import umap
    umap.UMAP(metric="cosine", n_epochs=2).fit(rows[:5000])  # compiles
    for name, options in (("umap-learn", {}), ("umap-learn, seeded", {"random_state": 42})):
        start, cpu = time.time(), time.process_time()
        points = umap.UMAP(metric="cosine", **options).fit_transform(rows)
        took, cpu = time.time() - start, time.process_time() - cpu
        trust, kept = quality(rows, points)
        print(name, json.dumps({"total_s": round(took, 2), "cpu_s": round(cpu, 2), "trustworthiness": trust, "preservation": kept}), flush=True)


main()
