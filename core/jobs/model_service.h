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
  std::filesystem::path path;
  std::string name;                   ///< "" = from the file
  std::filesystem::path adapter;      ///< adapters put on the backbone
  std::filesystem::path tokenizer;    ///< when the path brings none
  std::string activation;             ///< "quickgelu", "gelu", "" = from config or kind; else Error asks for it
};

/// The model store: <user data>/models/<name>/ and, read-only, the shipped model in resources/models/<name>/.
class ModelStore {
 public:
  ModelStore();
  std::vector<ModelCard> list() const;
  ModelCard find(const std::string& name) const;  ///< "" = the default; throws Error{NotFound} listing the names
  std::filesystem::path folderOf(const std::string& name) const;
  std::string defaultName() const;
  void use(const std::string& name);
  void remove(const std::string& name);           ///< throws for the shipped model
  ModelCard import(const ImportOptions& options);
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
  virtual std::vector<float> encodeTexts(const std::vector<std::string>& texts) = 0;
  virtual void setResize(const std::string& resize) = 0;  ///< "squash" or "crop"
  virtual std::vector<std::string> unknownWords(const std::string& text) const = 0;
  virtual std::string notice(const std::string& text) const = 0;  ///< foreign script, ...; "" = nothing to say
};

}  // namespace tilescout::jobs
