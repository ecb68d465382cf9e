#pragma once
#include <condition_variable>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "jobs/model_service.h"

namespace tilescout::ui {

/// Lets a search and a running index share one loaded model, which takes one thread at a time. A text goes before the
/// next batch of images, so that a search never waits behind a whole index. The model is loaded on a thread of its own,
/// beside what reads the archive; only what needs its weights waits for it, and throws what the loading threw.
class SharedModel : public jobs::LoadedModel {
 public:
  using Load = std::function<std::shared_ptr<jobs::LoadedModel>()>;

  /// Begins to load at once.
  SharedModel(ModelCard card, Load load);

  /// It could not be loaded. False while it is not known.
  bool hasFailed() const;
  const ModelCard& card() const override { return card_; }
  std::string deviceText() const override { return loaded_.get()->deviceText(); }
  int batchSize() const override { return loaded_.get()->batchSize(); }
  std::vector<float> encodeImages(const std::vector<Image>& images) override;
  std::vector<float> encodeTexts(const std::vector<std::string>& texts) override;
  void setResize(const std::string& resize) override;
  std::vector<std::string> unknownWords(const std::string& text) const override;
  std::string notice(const std::string& text) const override;
  bool reads(const std::string& text) const override;

 private:
  class Turn;

  const ModelCard card_;
  const std::shared_future<std::shared_ptr<jobs::LoadedModel>> loaded_;
  mutable std::mutex mutex_;
  mutable std::condition_variable free_;
  mutable bool busy_ = false;
  mutable int textsWaiting_ = 0;
};

}  // namespace tilescout::ui
