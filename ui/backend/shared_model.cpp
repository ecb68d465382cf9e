#include "ui/backend/shared_model.h"

#include <chrono>
#include <utility>

namespace tilescout::ui {

/// Holds the model for one call.
class SharedModel::Turn {
 public:
  enum class Kind { Text, Images };

  Turn(const SharedModel& owner, Kind kind) : owner_(owner) {
    std::unique_lock lock(owner_.mutex_);
    if (kind == Kind::Text) {
      ++owner_.textsWaiting_;
      owner_.free_.wait(lock, [&] { return !owner_.busy_; });
      --owner_.textsWaiting_;
    } else {
      owner_.free_.wait(lock, [&] { return !owner_.busy_ && owner_.textsWaiting_ == 0; });
    }
    owner_.busy_ = true;
  }
  ~Turn() {
    const std::lock_guard lock(owner_.mutex_);
    owner_.busy_ = false;
    owner_.free_.notify_all();
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

 private:
  const SharedModel& owner_;
};

SharedModel::SharedModel(ModelCard card, Load load)
    : card_(std::move(card)), loaded_(std::async(std::launch::async, std::move(load)).share()) {}

bool SharedModel::hasFailed() const {
  if (loaded_.wait_for(std::chrono::seconds(0)) != std::future_status::ready) return false;
  try {
    loaded_.get();
    return false;
  } catch (...) {
    return true;
  }
}

std::vector<float> SharedModel::encodeImages(const std::vector<Image>& images) {
  jobs::LoadedModel& model = *loaded_.get();
  const Turn turn(*this, Turn::Kind::Images);
  return model.encodeImages(images);
}

std::vector<float> SharedModel::encodeTexts(const std::vector<std::string>& texts) {
  jobs::LoadedModel& model = *loaded_.get();
  const Turn turn(*this, Turn::Kind::Text);
  return model.encodeTexts(texts);
}

void SharedModel::setResize(const std::string& resize) {
  jobs::LoadedModel& model = *loaded_.get();
  const Turn turn(*this, Turn::Kind::Text);
  model.setResize(resize);
}

std::vector<std::string> SharedModel::unknownWords(const std::string& text) const {
  jobs::LoadedModel& model = *loaded_.get();
  const Turn turn(*this, Turn::Kind::Text);
  return model.unknownWords(text);
}

std::string SharedModel::notice(const std::string& text) const {
  jobs::LoadedModel& model = *loaded_.get();
  const Turn turn(*this, Turn::Kind::Text);
  return model.notice(text);
}

bool SharedModel::reads(const std::string& text) const {
  jobs::LoadedModel& model = *loaded_.get();
  const Turn turn(*this, Turn::Kind::Text);
  return model.reads(text);
}

}  // namespace tilescout::ui
