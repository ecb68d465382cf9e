#!/usr/bin/python3
"""Do clusters and their names agree with what was painted?

tilescout-cli demo make demo --scenes 24 --size 1536; tilescout-cli init demo.tilescout; tilescout-cli index demo.tilescout demo
tilescout-cli explore demo.tilescout -o tiles.csv; tests/bench/explore_names.py demo/objects.geojson tiles.csv
A tile's truth is the painted site that covers most of it; tiles that no site covers by a quarter are left out.
"""
import csv
import json
import re
import sys
from collections import Counter, defaultdict

from sklearn.metrics import adjusted_mutual_info_score

SAME = [{"sparseresidential", "mediumresidential", "denseresidential", "houses", "village"},
        {"farmland", "greenfields", "ploughedfields", "circularfarmland", "ricepaddies", "orchard"},
        {"meadow", "grassland"}, {"forest", "trees"}, {"desert", "sand", "dunes", "bareland"},
        {"mountain", "hills", "cliff", "rocks"}, {"industrial", "industrialarea", "warehouses", "largebuildings"},
        {"storagetanks"}, {"solarfarm"}, {"baseballfield"}, {"port", "harbour", "ships", "boats"},
        {"airport", "airplanes", "runway", "terminal"}, {"pond", "lake"}, {"windturbine", "windturbines"},
        {"parking", "parkinglot", "cars"}, {"beach", "coast", "sea", "waves", "water"}, {"river", "riverbend"}]


def plain(word):
    return re.sub("[^a-z]", "", word.lower())


def fits(name, truth):
    name, truth = plain(name), plain(truth)
    return name == truth or any(name in group and truth in group for group in SAME)


def box(ring):
    xs, ys = [p[0] for p in ring], [p[1] for p in ring]
    return min(xs), min(ys), max(xs), max(ys)


def main():
    sites = defaultdict(list)
    for feature in json.load(open(sys.argv[1]))["features"]:
        west, south, east, north = box(feature["geometry"]["coordinates"][0])
        if (east - west) * 75000 > 90:
            sites[feature["properties"]["scene"]].append((west, south, east, north, feature["properties"]["class"]))
    truth, cluster, names = [], [], {}
    rows = [row for row in csv.DictReader(open(sys.argv[2])) if row["lon"]]
    spans = {}
    for row in rows:  # a tile's extent: the distance between neighbours' centres of its level and scene
        spans.setdefault((row["scene"], row["level"]), []).append((float(row["lon"]), float(row["lat"])))
    size = {key: (min(b - a for a, b in zip(s[0], s[0][1:])), min(b - a for a, b in zip(s[1], s[1][1:])))
            for key, s in ((k, (sorted({round(p[0], 6) for p in v}), sorted({round(p[1], 6) for p in v})))
                           for k, v in spans.items()) if len(s[0]) > 1 and len(s[1]) > 1}
    for row in rows:
        key = (row["scene"], row["level"])
        if key not in size:
            continue
        w, h = size[key]
        lon, lat = float(row["lon"]), float(row["lat"])
        best, most = None, 0.25 * w * h
        for west, south, east, north, kind in sites[row["scene"]]:
            over = max(0, min(east, lon + w / 2) - max(west, lon - w / 2)) * max(0, min(north, lat + h / 2) - max(south, lat - h / 2))
            if over > most:
                best, most = kind, over
        if best and row["cluster"] != "-1":
            truth.append(best)
            cluster.append(row["cluster"])
            names[row["cluster"]] = row["cluster_name"]
    right = 0
    for number, name in names.items():
        kinds = Counter(t for t, c in zip(truth, cluster) if c == number)
        common = [kind for kind, _ in kinds.most_common(2)]
        right += any(fits(name, kind) for kind in common)
        print(f"{number:>4} {name:<26} {kinds.most_common(3)}")
    print(json.dumps({"tiles": len(rows), "judged": len(truth), "clusters": len(names), "ami": round(adjusted_mutual_info_score(truth, cluster), 3),
                      "rightly_named": round(right / max(1, len(names)), 3)}))


main()
