#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/image.h"
#include "model/device.h"
#include "model/model_card.h"

namespace tilescout::jobs {

struct ImportOptions {
  std::filesystem::path path;         ///< a file or folder, or the name of a model of the store
  std::string name;                   ///< "" = from the file
  std::filesystem::path adapter;      ///< adapters put on the backbone
  std::filesystem::path tokenizer;    ///< when the path brings none
  int adapterHeads = 0;  ///< of adapters whose file does not say it and whose width is not the authors' 128
  std::string activation;             ///< "quickgelu", "gelu", "" = from config or kind; else Error asks for it
};

/// The model store: <user data>/models/<name>/ and, read-only, the shipped model in resources/models/<name>/. A model's
/// name is its folder's. Reads the disk at every call; holds nothing.
class ModelStore {
 public:
  ModelStore();
  std::vector<ModelCard> list() const;            ///< shipped first, then by name; unreadable ones are logged, left out
  ModelCard find(const std::string& name) const;  ///< "" = the default; throws Error{NotFound} listing the names
  std::filesystem::path folderOf(const std::string& name) const;  ///< "" = the default; throws as find()
  /// The one chosen by use(), else the shipped one, else the only one there is, else "".
  std::string defaultName() const;
  void use(const std::string& name);
  void remove(const std::string& name);           ///< throws for the shipped model
  /// Whole or not at all. Throws Error for what cannot be loaded, for a name that is taken, and when there is no tokenizer.
  ModelCard import(const ImportOptions& options);

  /// Backbone and adapters as one file that the HarMA authors' code, and import(), load. Never over an existing file.
  void exportHarma(const std::string& name, const std::filesystem::path& file) const;

  /// For models that are made here (training): a fresh folder to write into, and its moving into the store as `name`,
  /// whole or not at all. `card` is completed (name, fingerprint) and written. stage() throws when the name is unusable
  /// or taken; discard() is for what came to nothing.
  std::filesystem::path stage(const std::string& name) const;
  ModelCard install(const std::filesystem::path& staged, const std::string& name, ModelCard card) const;
  void discard(const std::filesystem::path& staged) const noexcept;
};

/// Encoder and tokenizer of one model, ready for images and texts. One thread at a time.
class LoadedModel {
 public:
  static std::shared_ptr<LoadedModel> load(const ModelStore& store, const std::string& name,
                                           const model::DeviceChoice& device);
  virtual ~LoadedModel() = default;
  virtual const ModelCard& card() const = 0;
  virtual std::string deviceText() const = 0;     ///< e.g. "cpu bf16"
  virtual int batchSize() const = 0;
  /// Rows of E floats, L2-normalised.
  virtual std::vector<float> encodeImages(const std::vector<Image>& images) = 0;
  /// A model that comes with a list of its words gets texts as it learned them: without punctuation.
  virtual std::vector<float> encodeTexts(const std::vector<std::string>& texts) = 0;
  virtual void setResize(const std::string& resize) = 0;  ///< "squash" or "crop"
  virtual std::vector<std::string> unknownWords(const std::string& text) const = 0;
  virtual std::string notice(const std::string& text) const = 0;  ///< foreign script, ...; "" = nothing to say
  /// False when the model has never learned the text's script: its answer would be noise.
  virtual bool reads(const std::string& text) const { return notice(text).empty(); }
};

}  // namespace tilescout::jobs
