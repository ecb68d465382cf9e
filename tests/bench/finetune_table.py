#!/usr/bin/python3
"""Makes the tables of docs/benchmarks.md from the rows of finetune_study.

Usage: finetune_table.py FILE.csv
Figures are means over the seeds; ± is the standard deviation of a sample (n - 1), left out where there is one seed. The rows' peak_bytes are those of the driver's
whole process, no comparison of methods, and are left out.
"""
import csv
import statistics
import sys

METHODS = ["harma", "harma-paper", "lora", "adapter", "projection", "full"]


def number(rows, field):
    return [float(row[field]) for row in rows]


def spread(values, digits=2):
    text = f"{statistics.mean(values):.{digits}f}"
    return text if len(values) < 2 else f"{text} ± {statistics.stdev(values):.{digits}f}"


def rate_table(rows):
    print("Learning rates: mR on the target's val images after training on a tenth of its train images\n")
    rates = sorted({float(row["lr"]) for row in rows})
    print("| method | " + " | ".join(f"{rate:g}" for rate in rates) + " |")
    print("| --- |" + " --- |" * len(rates))
    for method in METHODS:
        of = {float(row["lr"]): float(row["val_after"]) for row in rows if row["method"] == method}
        if not of:
            continue
        best = max(of.values())
        cells = ["" if rate not in of else f"**{of[rate]:.2f}**" if of[rate] == best else f"{of[rate]:.2f}" for rate in rates]
        print(f"| {method} | " + " | ".join(cells) + " |")
    print()


def run_table(labels, rows):
    before = statistics.mean(number(rows, "new_before"))
    old = statistics.mean(number(rows, "old_before"))
    print(f"{labels} labelled tiles; before: mR {before:.2f} on the new classes, {old:.2f} on the old\n")
    print("| method | seeds | mR new | mR old | trained | seconds | ‖Δθ‖/‖θ‖ | uniformity, images | texts | alignment |")
    print("| --- |" + " --- |" * 9)
    for method in METHODS:
        of = [row for row in rows if row["method"] == method]
        if not of:
            continue

        def change(name):
            return (f"{statistics.mean(number(of, name + '_before')):.2f} → "
                    f"{statistics.mean(number(of, name + '_after')):.2f}")

        print(f"| {method} | {len(of)} | {spread(number(of, 'new_after'))} | {spread(number(of, 'old_after'))} | "
              f"{int(float(of[0]['trained'])):,} ({100 * float(of[0]['share']):.2f} %) | "
              f"{statistics.mean(number(of, 'seconds')):.0f} | "
              f"{spread(number(of, 'distance'), 3)} | {change('uniformity_image')} | {change('uniformity_text')} | "
              f"{change('alignment')} |")
    print()


def main():
    with open(sys.argv[1], newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    rate_table([row for row in rows if row["kind"] == "grid"])
    runs = [row for row in rows if row["kind"] == "run"]
    for labels in ["50", "200", "1000", "all"]:
        of = [row for row in runs if row["labels"] == labels]
        if of:
            run_table(labels, of)


if __name__ == "__main__":
    main()
