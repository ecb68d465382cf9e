#pragma once
#include <atomic>
#include <map>
#include <mutex>
#include <optional>

#include "base/error.h"
#include "ui/backend/model_library.h"

namespace tilescout::test {

/// Two models: the shipped one and RemoteCLIP. Importing a file whose name contains "unknown" asks for the activation.
class FakeModelLibrary : public ui::ModelLibrary {
 public:
  FakeModelLibrary();

  std::vector<ModelCard> list() override;
  std::string defaultName() override;
  void use(const std::string& name) override;
  void remove(const std::string& name) override;
  ModelCard import(const jobs::ImportOptions& options) override;
  std::string modelOf(const std::filesystem::path& archive) override;

  std::vector<jobs::ImportOptions> imported();

  std::atomic<bool> hold{false};  ///< archives do not say their model
  std::optional<Error> importError;  ///< set while nothing is imported

 private:
  std::mutex mutex_;
  std::vector<ModelCard> cards_;
  std::string default_ = "tilescout-base";
  std::vector<jobs::ImportOptions> imported_;
};

}  // namespace tilescout::test
