#!/usr/bin/Rscript
# uwot on the rows that layout_umap_learn.py --save wrote: time and the layout, whose quality that script's functions judge.
# apt-get install r-cran-uwot
# tests/bench/layout_umap_learn.py build/release/tests/bench/layout_bench 20000 512 --ours --save rows.f32
# Rscript tests/bench/layout_uwot.R rows.f32 512 uwot.f32 [threads]
arguments <- commandArgs(TRUE)
dim <- as.integer(arguments[2])
count <- file.size(arguments[1]) / 4 / dim
rows <- matrix(readBin(arguments[1], "numeric", count * dim, size = 4), ncol = dim, byrow = TRUE)
threads <- if (length(arguments) > 3) as.integer(arguments[4]) else parallel::detectCores()
set.seed(42)
took <- system.time(points <- uwot::umap(rows, n_neighbors = 15, min_dist = 0.1, metric = "cosine", n_threads = threads,
                                         n_sgd_threads = threads))
writeBin(as.vector(t(points)), arguments[3], size = 4)
cat(sprintf('uwot %s {"rows": %d, "threads": %d, "total_s": %.2f, "cpu_s": %.2f}\n',
            as.character(packageVersion("uwot")), as.integer(count), threads, took[["elapsed"]],
            took[["user.self"]] + took[["sys.self"]]))
