#pragma once
#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "model/model_card.h"
#include "train/augment.h"

namespace tilescout::train {

/// Recipe of a model trained from nothing (`train --from-scratch FILE`): architecture, data mixture, schedule. The file
/// is JSON; every field has the default below, unknown fields are refused so that a misspelt one is not ignored.
struct ScratchRecipe {
  std::string name = "tilescout-base";
  ModelCard architecture;            ///< the numbers of the towers; heads 64 wide
  int vocabularySize = 3072;
  int vocabularyMinCount = 2;        ///< words seen at least so often become one token where the size allows

  int paintedTiles = 0;              ///< painted beside the dataset, from `paintedSeed` on
  std::uint64_t paintedSeed = 100000;
  double paintedShare = 0.0;         ///< of every batch
  int sceneTiles = 0;                ///< of the painted tiles, so many are cut from painted scenes, as `index` sees them

  /// Before anything else the image tower may learn from the images alone: most patches are hidden, a small decoder,
  /// which is thrown away, has to say their pixels from what the tower makes of the rest (masked autoencoding, He et al.
  /// 2022, arXiv 2111.06377). A time limit counts from its end.
  struct MaskedPatches {
    double epochs = 0;               ///< 0: not done
    int pixels = 96;
    int batch = 128;
    double share = 0.75;             ///< of the patches, hidden
    double lr = 1e-3;
    int width = 192, layers = 2;     ///< of the decoder
  };
  MaskedPatches maskedPatches;

  struct Stage {
    int pixels = 96;
    double until = 1.0;              ///< share of the whole run
    double patchDrop = 0.0;          ///< share of patches left out (FLIP, arXiv 2212.00794): cheaper steps
  };
  std::vector<Stage> stages{{96, 0.75, 0.0}, {128, 1.0, 0.0}};
  double epochs = 40;                ///< passes over the dataset, when no time limit is given
  int batch = 256;
  int captionsPerImage = 2;
  double lr = 1e-3, weightDecay = 0.1, beta2 = 0.98;
  bool muon = true;
  double warmUp = 0.03;              ///< share of the run
  double decayFrom = 0.5;            ///< constant until here, then 1 − sqrt to 0 (arXiv 2405.18392)
  double clip = 1.0;                 ///< gradient norm; 0 = off
  double dropPath = 0.1, maskWords = 0.1;
  double classWeight = 0.5, labelSmoothing = 0.1;
  AugmentSettings augment;
  std::uint64_t seed = 1;

  /// Model folder whose weights and vocabulary the run starts from, relative to the recipe; empty: from nothing. The
  /// architecture must be the same but for the image size, to which positions are interpolated; the optimiser starts
  /// anew.
  std::filesystem::path startFrom;
  /// Share of the starting weights in those that are saved: both ends of one path averaged are better on images that
  /// were not seen than either (arXiv 2109.01903).
  double startShare = 0.0;
  /// Share of the contrastive loss whose targets are what the teachers say of a batch; 0: the given pairs alone.
  double teacherShare = 0.0;
  /// Model folders, relative to the recipe, with the vocabulary of `startFrom`: the mean of their logits teaches, which
  /// knows more than each (arXiv 1503.02531). Empty: the starting weights.
  std::vector<std::filesystem::path> teachers;

  // What the card says of the model beside what the run itself finds out.
  std::string title;
  std::array<double, 2> groundExtent{0.0, 0.0};  ///< metres that training images cover, crops included
  std::map<std::string, std::string> notes;      ///< data, terms, limits, ...
};

/// Throws Error naming the file and the field.
ScratchRecipe readScratchRecipe(const std::filesystem::path& file);
ScratchRecipe parseScratchRecipe(const std::string& json, const std::string& subject);

/// Learning-rate factor at `progress` in [0, 1].
double scratchLrFactor(const ScratchRecipe& recipe, double progress);

}  // namespace tilescout::train
