#!/usr/bin/python3
"""Labels real scenes from their own bands, and judges searches after fine-tuning at places that were not labelled.

  journey_naip.py label ../shared/data/scenes naip.csv
  tilescout-cli init g.tilescout
  tilescout-cli index g.tilescout ../shared/data/scenes/naip_m_4709963_se_{20100629,20150926,20200831}.tif --tile 64 --bands 4,1,2
  tilescout-cli captions import g.tilescout naip.csv
  tilescout-cli train g.tilescout --images-once --batch 32 --lr 2e-3 --patience 0 --evaluate-every 4 --epochs 16 \
      --test-share 0.25 --val-share 0.15 -o g-tuned
  journey_naip.py judge tilescout-cli g.tilescout          # with the base
  tilescout-cli reembed g.tilescout --model g-tuned
  journey_naip.py judge tilescout-cli g.tilescout          # with the adapters

The captions state what a rule finds in the near-infrared and visible bands; the model sees the same ground through
RSICD-trained eyes and has to learn this archive's words. Fine-tuning divides by place: all three years of a test place
are test. `judge` counts, among the ten best test tiles of each query, those whose commonest cover is the one asked for.
"""
import csv
import json
import sqlite3
import subprocess
import sys

NAMES = [f"naip_m_4709963_se_{date}.tif" for date in ("20100629", "20150926", "20200831")]
TILE = 64
COVERS = {"water": "river water", "trees": "dark trees", "crops": "green fields", "soil": "bare soil",
          "built": "roofs and roads"}
AMOUNTS = [(0.60, "mostly"), (0.35, "much"), (0.15, "some"), (0.04, "a little")]


def cover_map(bands):
    """Cover index of every pixel (order of COVERS) and the local roughness, from red, green, blue and near infrared."""
    import numpy as np
    red, green, blue, near = bands[:4]
    ndvi = (near - red) / (near + red + 1)
    ndwi = (green - near) / (green + near + 1)
    bright = (red + green + blue) / 3
    rough = np.abs(bright - (np.roll(bright, 1, 0) + np.roll(bright, 1, 1)) / 2)
    cover = np.full(red.shape, 3)
    cover[ndvi > 0.15] = 2
    cover[(ndvi > 0.15) & (bright < np.percentile(bright, 35))] = 1
    cover[(ndvi < 0.1) & ((bright > np.percentile(bright, 85)) | (rough > 14))] = 4
    cover[(ndwi > 0.15) & (near < np.percentile(near, 15))] = 0
    return cover, rough


def amount(share):
    return next((word for least, word in AMOUNTS if share >= least), "")


def label(scenes, out):
    import numpy as np
    from osgeo import gdal
    keys, nouns = list(COVERS), list(COVERS.values())
    with open(out, "w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["scene", "x", "y", "width", "height", "caption", "tags"])
        for name in NAMES:
            cover, rough = cover_map(gdal.Open(f"{scenes}/{name}").ReadAsArray().astype(float))
            for y in range(0, cover.shape[0] - TILE + 1, TILE):
                for x in range(0, cover.shape[1] - TILE + 1, TILE):
                    part = cover[y:y + TILE, x:x + TILE]
                    share = [float((part == k).mean()) for k in range(len(keys))]
                    order = sorted(range(len(keys)), key=lambda k: -share[k])
                    facts = [f"{amount(share[k])} {nouns[k]}" for k in order if amount(share[k])]
                    ground = "rough" if np.mean(rough[y:y + TILE, x:x + TILE]) > 6 else "smooth"
                    for caption in (f"{ground} ground with " + " and ".join(facts[:3]), ", ".join(facts[:4])):
                        rows.writerow([name, x, y, TILE, TILE, caption, keys[order[0]]])


def judge(program, archive):
    db = sqlite3.connect(f"file:{archive}?mode=ro", uri=True)
    tags = dict(db.execute("select t.id, s.name from tile_set_member m join tile_set s on s.id = m.set_id join tile t "
                           "on t.scene_id = m.scene_id and t.x = m.x and t.y = m.y where s.kind = 'tag'"))
    test = {tile for tile, in db.execute("select tile_id from training_split where split = 'test' and run_id = "
                                         "(select max(id) from training_run)")}
    right = []
    for key, noun in COVERS.items():
        answer = subprocess.run([program, "search", archive, f"mostly {noun}", "--top", "1000", "--format", "json"],
                                check=True, capture_output=True, text=True).stdout
        ranked = [tags.get(hit["tile"], "") for hit in json.loads(answer)["hits"] if hit["tile"] in test]
        chance = sum(tag == key for tag in ranked) / max(1, len(ranked))
        right.append(sum(tag == key for tag in ranked[:10]))
        print(f"mostly {noun}: {right[-1]} of 10 right, by chance {10 * chance:.1f} ({len(ranked)} test tiles)")
    print(f"precision at 10: {sum(right) / (10 * len(right)):.2f}")


if __name__ == "__main__":
    {"label": label, "judge": judge}[sys.argv[1]](*sys.argv[2:4])
