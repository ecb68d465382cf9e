#!/usr/bin/python3
"""Twelve queries over an archive of real scenes as a contact sheet, to be judged by eye beside a random sample.

Usage: contact_sheet.py TILESCOUT_CLI ARCHIVE SCENES_FOLDER OUT_FOLDER
Writes OUT/queries.png (a row a query, its ten best tiles from left to right) and OUT/random.png (120 tiles drawn with a
fixed seed: what chance would show). Needs GDAL's tools and ImageMagick. Tiles of 3-band 8-bit scenes are cut as they are,
others stretched by 2 % at both ends. The judgement itself, counted, stands in docs/benchmarks.md.
"""
import json
import os
import random
import subprocess
import sys

QUERIES = ["farmland", "a river", "many green trees", "a road", "buildings", "a pond", "bareland", "a meadow",
           "a bridge over a river", "sparse residential", "dense residential", "water"]
SIDE = 110
FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"


def cut(hit, scenes, out):
    window = [str(hit[name]) for name in ("col", "row", "width", "height")]
    source = os.path.join(scenes, hit["scene"])
    if not os.path.exists(source):
        source += ".tif"
    subprocess.run(["gdal_translate", "-q", "-of", "PNG", "-ot", "Byte", "-b", "1", "-b", "2", "-b", "3", "-srcwin", *window,
                    "-outsize", str(SIDE), str(SIDE), "--config", "GDAL_PAM_ENABLED", "NO", source, out], check=True)
    return out


def search(cli, archive, text, top):
    answer = subprocess.run([cli, "search", archive, text, "--top", str(top), "--format", "json"], check=True,
                            capture_output=True, text=True).stdout
    return json.loads(answer)["hits"]


def main():
    cli, archive, scenes, out = sys.argv[1:5]
    os.makedirs(out, exist_ok=True)
    rows = []
    for number, query in enumerate(QUERIES):
        tiles = [cut(hit, scenes, f"{out}/q{number:02d}_{hit['rank']:02d}.png") for hit in search(cli, archive, query, 10)]
        row = f"{out}/row{number:02d}.png"
        subprocess.run(["convert", "-background", "white", "-font", FONT, "-pointsize", "15", "-gravity", "West", "-size",
                        f"160x{SIDE}", "caption:" + query, *tiles, "+append", row], check=True)
        rows.append(row)
    subprocess.run(["convert", *rows, "-append", f"{out}/queries.png"], check=True)
    everything = search(cli, archive, "an image", 1000000)
    sample = random.Random(1).sample(everything, min(120, len(everything)))
    tiles = [cut(hit, scenes, f"{out}/r{number:03d}.png") for number, hit in enumerate(sample)]
    subprocess.run(["montage", *tiles, "-tile", "15x", "-geometry", "+1+1", f"{out}/random.png"], check=True)
    print(f"{len(everything)} tiles; wrote {out}/queries.png and {out}/random.png")


if __name__ == "__main__":
    main()
