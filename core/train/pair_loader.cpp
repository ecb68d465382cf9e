#include "train/pair_loader.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <unordered_map>
#include <utility>

#include "base/error.h"
#include "model/preprocess.h"
#include "train/batch_maker.h"
#include "train/detail/share.h"

namespace tilescout::train {

namespace {

constexpr std::uint64_t captionStream = 0xca97ull, imageStream = 0x1a6eull;
constexpr std::int64_t ahead = 3;

}  // namespace

PairLoader::PairLoader(const CaptionData& data, const PairSettings& settings)
    : data_(data), settings_(settings), captionsOf_(data.imageCount()) {
  std::unordered_map<std::string, std::int32_t> known;
  for (std::size_t caption = 0; caption < data.captionCount(); ++caption) {
    captionsOf_[static_cast<std::size_t>(data.captionImage[caption])].push_back(caption);
    textOf_.push_back(known.emplace(data.captions[caption], static_cast<std::int32_t>(known.size())).first->second);
  }
  for (std::size_t row = 0; row < captionsOf_.size(); ++row) {
    if (!captionsOf_[row].empty()) captioned_.push_back(row);
  }
  if (epochLength() < 2) throw Error(ErrorCode::InvalidInput, "there are fewer than two captioned images to train on");
  batch_ = static_cast<int>(std::min(static_cast<std::size_t>(settings.batch), epochLength()));
  if (batch_ < settings.parts) {
    throw Error(ErrorCode::InvalidInput, "a batch of " + std::to_string(batch_) + " pairs cannot be divided among " +
                                             std::to_string(settings.parts) + " processes");
  }
}

PairLoader::~PairLoader() {
  for (std::jthread& thread : threads_) thread.request_stop();
  changed_.notify_all();
}

std::size_t PairLoader::epochLength() const {
  return settings_.captionsEach ? data_.captionCount() : captioned_.size();
}

std::int64_t PairLoader::stepsPerEpoch() const {
  return std::max<std::int64_t>(1, static_cast<std::int64_t>(epochLength()) / batch_);
}

void PairLoader::start(std::int64_t firstStep) {
  nextToMake_ = nextToGive_ = firstStep;
  for (int i = 0; i < std::max(1, settings_.workers); ++i) {
    threads_.emplace_back([this](const std::stop_token& stop) { work(stop); });
  }
}

void PairLoader::work(const std::stop_token& stop) {
  try {
    for (;;) {
      std::int64_t step = 0;
      {
        std::unique_lock lock(mutex_);
        if (!changed_.wait(lock, stop, [&] { return nextToMake_ < nextToGive_ + ahead; })) return;
        step = nextToMake_++;
      }
      PairBatch batch = make(step);
      const std::lock_guard lock(mutex_);
      ready_.emplace(step, std::move(batch));
      changed_.notify_all();
    }
  } catch (...) {
    const std::lock_guard lock(mutex_);
    failure_ = std::current_exception();
    changed_.notify_all();
  }
}

PairBatch PairLoader::next() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return failure_ || ready_.contains(nextToGive_); });
  if (!ready_.contains(nextToGive_)) std::rethrow_exception(failure_);
  PairBatch batch = std::move(ready_.extract(nextToGive_).mapped());
  ++nextToGive_;
  changed_.notify_all();
  return batch;
}

std::size_t PairLoader::captionAt(std::uint64_t epoch, std::size_t item) const {
  if (settings_.captionsEach) return item;
  const std::size_t row = captioned_[item];
  AugmentRandom random(augmentSeed(settings_.seed ^ captionStream, epoch, row));
  return captionsOf_[row][static_cast<std::size_t>(random.below(static_cast<int>(captionsOf_[row].size())))];
}

void PairLoader::addImage(PairBatch& batch, std::size_t slot, float* out) const {
  const auto row = static_cast<std::size_t>(data_.captionImage[static_cast<std::size_t>(batch.captions[slot])]);
  const std::size_t bytes = static_cast<std::size_t>(data_.pixels) * static_cast<std::size_t>(data_.pixels) * 3;
  Image image(data_.pixels, data_.pixels);
  std::memcpy(image.pixels.data(), &data_.images[row * bytes], bytes);
  if (settings_.augment) {
    AugmentRandom random(augmentSeed(settings_.seed ^ imageStream, static_cast<std::uint64_t>(batch.step), slot));
    image = augmentHarma(image, settings_.size, settings_.transform, random);
  } else if (image.width != settings_.size) {
    image = model::resizeBicubic(image, settings_.size, settings_.size);
  }
  model::normalisePlanes(image, settings_.mean, settings_.std, out);
}

void PairLoader::addPositives(PairBatch& batch) const {
  const std::size_t count = batch.captions.size();
  batch.positives.assign(count * count, 0.0f);
  for (std::size_t i = 0; i < count; ++i) {
    const auto image = static_cast<std::size_t>(data_.captionImage[static_cast<std::size_t>(batch.captions[i])]);
    const auto& own = captionsOf_[image];
    for (std::size_t j = 0; j < count; ++j) {
      const auto caption = static_cast<std::size_t>(batch.captions[j]);
      const auto other = static_cast<std::size_t>(data_.captionImage[caption]);
      bool match = data_.imageId[image] == data_.imageId[other];
      if (!match && settings_.mergeEqualTexts) {
        match = std::any_of(own.begin(), own.end(), [&](std::size_t c) { return textOf_[c] == textOf_[caption]; });
      }
      if (match) batch.positives[i * count + j] = 1.0f;
    }
  }
}

PairBatch PairLoader::make(std::int64_t step) const {
  PairBatch batch;
  batch.step = step;
  const auto epoch = static_cast<std::uint64_t>(step / stepsPerEpoch());
  const auto first = static_cast<std::size_t>(step % stepsPerEpoch()) * static_cast<std::size_t>(batch_);
  const std::vector<std::size_t> order = epochOrder(epochLength(), settings_.seed, epoch);
  const auto count = static_cast<std::size_t>(batch_);
  const auto length = static_cast<std::size_t>(data_.contextLength);
  for (std::size_t slot = 0; slot < count; ++slot) {
    const std::size_t caption = captionAt(epoch, order[first + slot]);
    batch.captions.push_back(static_cast<std::int64_t>(caption));
    const std::int32_t* ids = &data_.captionIds[caption * length];
    batch.ids.insert(batch.ids.end(), ids, ids + length);
  }
  const detail::Share own = detail::shareOf(batch_, settings_.part, settings_.parts);
  const std::size_t values = 3 * static_cast<std::size_t>(settings_.size) * static_cast<std::size_t>(settings_.size);
  batch.images.resize(static_cast<std::size_t>(own.count) * values);
  for (std::int64_t i = 0; i < own.count; ++i) {
    addImage(batch, static_cast<std::size_t>(own.first + i), &batch.images[static_cast<std::size_t>(i) * values]);
  }
  addPositives(batch);
  return batch;
}

}  // namespace tilescout::train
