#pragma once
#include "ui/backend/model_library.h"

namespace tilescout::ui {

/// Over jobs::ModelStore.
class CoreModelLibrary : public ModelLibrary {
 public:
  std::vector<ModelCard> list() override;
  std::string defaultName() override;
  void use(const std::string& name) override;
  void remove(const std::string& name) override;
  ModelCard import(const jobs::ImportOptions& options) override;
  std::string modelOf(const std::filesystem::path& archive) override;
};

}  // namespace tilescout::ui
