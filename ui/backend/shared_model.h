#pragma once
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "jobs/model_service.h"

namespace tilescout::ui {

/// Lets a search and a running index share one loaded model, which takes one thread at a time. A text goes before the
/// next batch of images, so that a search never waits behind a whole index.
class SharedModel : public jobs::LoadedModel {
 public:
  explicit SharedModel(std::shared_ptr<jobs::LoadedModel> model);

  const ModelCard& card() const override { return model_->card(); }
  std::string deviceText() const override { return model_->deviceText(); }
  int batchSize() const override { return model_->batchSize(); }
  std::vector<float> encodeImages(const std::vector<Image>& images) override;
  std::vector<float> encodeTexts(const std::vector<std::string>& texts) override;
  void setResize(const std::string& resize) override;
  std::vector<std::string> unknownWords(const std::string& text) const override;
  std::string notice(const std::string& text) const override;
  bool reads(const std::string& text) const override;

 private:
  class Turn;

  std::shared_ptr<jobs::LoadedModel> model_;
  mutable std::mutex mutex_;
  mutable std::condition_variable free_;
  mutable bool busy_ = false;
  mutable int textsWaiting_ = 0;
};

}  // namespace tilescout::ui
