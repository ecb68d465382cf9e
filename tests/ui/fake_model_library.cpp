#include "fake_model_library.h"

#include <chrono>
#include <thread>

namespace tilescout::test {

FakeModelLibrary::FakeModelLibrary() {
  ModelCard shipped;
  shipped.name = "tilescout-base";
  shipped.title = "Tilescout base (shipped)";
  shipped.architecture = "custom";
  shipped.shipped = true;
  shipped.parameters = 12'210'752;
  shipped.fingerprint = "cdb924572b75b984";
  shipped.notes = {{"limits", "knows about 43,000 short English captions"}};
  ModelCard remote;
  remote.name = "remoteclip-b32";
  remote.title = "RemoteCLIP ViT-B/32";
  remote.architecture = "ViT-B/32";
  remote.parameters = 151'277'313;
  remote.fingerprint = "0123456789abcdef";
  cards_ = {shipped, remote};
}

std::vector<ModelCard> FakeModelLibrary::list() {
  const std::lock_guard lock(mutex_);
  return cards_;
}

std::string FakeModelLibrary::defaultName() {
  const std::lock_guard lock(mutex_);
  return default_;
}

void FakeModelLibrary::use(const std::string& name) {
  const std::lock_guard lock(mutex_);
  default_ = name;
}

void FakeModelLibrary::remove(const std::string& name) {
  const std::lock_guard lock(mutex_);
  std::erase_if(cards_, [&](const ModelCard& card) { return card.name == name; });
}

ModelCard FakeModelLibrary::import(const jobs::ImportOptions& options) {
  const std::lock_guard lock(mutex_);
  if (options.path.string().find("unknown") != std::string::npos && options.activation.empty()) {
    throw Error(ErrorCode::InvalidInput, "does not say which activation it was trained with; pass --activation",
                options.path.string());
  }
  if (importError) throw Error(*importError);
  imported_.push_back(options);
  ModelCard card;
  card.name = options.path.stem().string();
  card.title = card.name;
  card.architecture = "ViT-B/32";
  cards_.push_back(card);
  return card;
}

std::string FakeModelLibrary::modelOf(const std::filesystem::path&) {
  while (hold) std::this_thread::sleep_for(std::chrono::milliseconds(2));
  return "tilescout-base";
}

std::vector<jobs::ImportOptions> FakeModelLibrary::imported() {
  const std::lock_guard lock(mutex_);
  return imported_;
}

}  // namespace tilescout::test
