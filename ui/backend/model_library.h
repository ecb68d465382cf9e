#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "jobs/model_service.h"
#include "model/model_card.h"

namespace tilescout::ui {

/// The models of this computer. Called on worker threads; throws Error.
class ModelLibrary {
 public:
  virtual ~ModelLibrary() = default;

  /// Shipped first, then by name.
  virtual std::vector<ModelCard> list() = 0;
  /// The one that new archives get.
  virtual std::string defaultName() = 0;
  virtual void use(const std::string& name) = 0;
  virtual void remove(const std::string& name) = 0;
  /// Whole or not at all; the new model becomes the default. Throws Error{InvalidInput} that names the activation when
  /// the file does not say with which one it was trained.
  virtual ModelCard import(const jobs::ImportOptions& options) = 0;
  /// Name of the model whose embeddings an archive answers with; "" = none yet.
  virtual std::string modelOf(const std::filesystem::path& archive) = 0;
};

}  // namespace tilescout::ui
