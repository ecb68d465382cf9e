#include "ui/backend/shared_model.h"

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

SharedModel::SharedModel(std::shared_ptr<jobs::LoadedModel> model) : model_(std::move(model)) {}

std::vector<float> SharedModel::encodeImages(const std::vector<Image>& images) {
  const Turn turn(*this, Turn::Kind::Images);
  return model_->encodeImages(images);
}

std::vector<float> SharedModel::encodeTexts(const std::vector<std::string>& texts) {
  const Turn turn(*this, Turn::Kind::Text);
  return model_->encodeTexts(texts);
}

void SharedModel::setResize(const std::string& resize) {
  const Turn turn(*this, Turn::Kind::Text);
  model_->setResize(resize);
}

std::vector<std::string> SharedModel::unknownWords(const std::string& text) const {
  const Turn turn(*this, Turn::Kind::Text);
  return model_->unknownWords(text);
}

std::string SharedModel::notice(const std::string& text) const {
  const Turn turn(*this, Turn::Kind::Text);
  return model_->notice(text);
}

bool SharedModel::reads(const std::string& text) const {
  const Turn turn(*this, Turn::Kind::Text);
  return model_->reads(text);
}

}  // namespace tilescout::ui
