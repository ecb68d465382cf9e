#pragma once
#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace tilescout {

/// What is known of a model; `card.json` in its folder of the model store, and a plain value for everybody else.
struct ModelCard {
  std::string name;
  std::string title;         ///< for people, e.g. "Tilescout base (shipped)"
  std::string architecture;  ///< "ViT-B/32", "ViT-L/14@336", ... or "custom"
  int imageSize = 224;       ///< pixels, square
  int patchSize = 32;
  int embedDim = 512;     ///< E
  int visionWidth = 768;  ///< W
  int visionLayers = 12;
  int visionHeads = 12;
  int textWidth = 512;  ///< Wt
  int textLayers = 12;
  int textHeads = 8;
  int contextLength = 77;
  int vocabularySize = 49408;
  std::string activation;        ///< "quickgelu" or "gelu"
  std::string adapter = "none";  ///< "none", "released", "paper", "plain"
  int adapterBottleneck = 0;     ///< d
  int adapterHeads = 0;
  std::int64_t parameters = 0;           ///< backbone and adapters
  std::int64_t trainableParameters = 0;  ///< adapters and temperature; of a whole trained model: all
  std::string fingerprint;        ///< of weights, adapters, tokenizer and preprocessing: embeddings never mix across it
  std::string source;             ///< where the weights came from, as the user gave it
  std::string resize = "squash";  ///< "squash": straight to the square; "crop": shorter side, centre crop
  std::array<double, 3> mean{0.48145466, 0.4578275, 0.40821073};
  std::array<double, 3> std{0.26862954, 0.26130258, 0.27577711};
  std::array<double, 2> groundExtent{0.0, 0.0};  ///< metres a tile covered in training, least and most; 0 = unknown
  bool shipped = false;                          ///< the compact model that comes with the program
  std::vector<std::pair<std::string, std::string>> notes;  ///< data, split, terms, recipe, seed, figures, limits, ...
};

/// Names of the files in a model's folder; adapters and known words are there only where the model has them.
namespace model_files {
inline constexpr const char* card = "card.json";
inline constexpr const char* weights = "model.safetensors";
inline constexpr const char* adapter = "adapter.safetensors";
inline constexpr const char* vocabulary = "vocab.json";
inline constexpr const char* merges = "merges.txt";
inline constexpr const char* clipVocabulary = "bpe_simple_vocab_16e6.txt.gz";
}  // namespace model_files

/// Reads and writes card.json. Throws Error{NotFound, Corrupt} naming file and field.
ModelCard readModelCard(const std::filesystem::path& file);
void writeModelCard(const ModelCard& card, const std::filesystem::path& file);

/// The JSON object that `models info --json` prints: exactly the fields of the command-line contract, and the notes.
std::string modelCardToJson(const ModelCard& card, bool isDefault);

/// Hash over everything in `folder` and on the card that an embedding depends on: weights, adapters, tokenizer files,
/// heads, activation and preprocessing. Not the name, source or notes. Throws Error{Io}.
std::string modelFingerprint(const ModelCard& card, const std::filesystem::path& folder);

/// "ViT-B/32", "ViT-B/16", "ViT-L/14", "ViT-L/14@336", "ViT-H/14", or "custom", from the card's numbers.
std::string architectureName(const ModelCard& card);

}  // namespace tilescout
