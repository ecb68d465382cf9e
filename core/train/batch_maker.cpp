#include "train/batch_maker.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <unordered_map>
#include <utility>

#include "base/error.h"

namespace tilescout::train {

namespace {

constexpr std::uint64_t paintedStream = 0x5eedull << 32;

/// The rows number `from`..`from + count` of an endless run of shuffled epochs.
void appendRows(std::vector<std::size_t>& rows, std::size_t first, std::size_t population, std::int64_t from,
                std::size_t count, std::uint64_t seed) {
  std::int64_t epoch = -1;
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < count; ++i) {
    const auto position = static_cast<std::uint64_t>(from) + i;
    if (static_cast<std::int64_t>(position / population) != epoch) {
      epoch = static_cast<std::int64_t>(position / population);
      order = epochOrder(population, seed, static_cast<std::uint64_t>(epoch));
    }
    rows.push_back(first + order[position % population]);
  }
}

}  // namespace

std::vector<std::size_t> epochOrder(std::size_t count, std::uint64_t seed, std::uint64_t epoch) {
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  AugmentRandom random(augmentSeed(seed, epoch, 0x0bdeadull));
  for (std::size_t i = count; i > 1; --i) std::swap(order[i - 1], order[random.next() % i]);
  return order;
}

BatchMaker::BatchMaker(const CaptionData& data, const BatchSettings& settings, std::int64_t firstStep, int pixels)
    : data_(data), settings_(settings), pyramid_(data.images, data.pixels), captionsOf_(data.imageCount()),
      pixels_(pixels) {
  if (settings_.paintedFrom == 0) throw Error(ErrorCode::InvalidInput, "there is nothing to train on");
  std::unordered_map<std::string, std::int32_t> known;
  for (std::size_t caption = 0; caption < data.captionCount(); ++caption) {
    captionsOf_[static_cast<std::size_t>(data.captionImage[caption])].push_back(caption);
    textOf_.push_back(known.emplace(data.captions[caption], static_cast<std::int32_t>(known.size())).first->second);
  }
  for (const auto& captions : captionsOf_) {
    if (captions.empty()) throw Error(ErrorCode::InvalidInput, "a training image has no caption");
  }
  thread_ = std::jthread([this, firstStep](const std::stop_token& stop) { produce(stop, firstStep); });
}

BatchMaker::~BatchMaker() {
  thread_.request_stop();
  queue_.abort();
}

void BatchMaker::produce(const std::stop_token& stop, std::int64_t step) {
  try {
    while (!stop.stop_requested() && queue_.push(make(step, pixels_))) ++step;
  } catch (...) {
    failure_ = std::current_exception();
    queue_.close();
  }
}

TrainingBatch BatchMaker::next() {
  auto batch = queue_.pop();
  if (batch) return std::move(*batch);
  if (failure_) std::rethrow_exception(failure_);
  throw Error(ErrorCode::Internal, "the batch maker has ended");
}

std::vector<std::size_t> BatchMaker::chooseRows(std::int64_t step) const {
  const std::size_t real = settings_.paintedFrom, painted = data_.imageCount() - real;
  const auto whole = static_cast<std::size_t>(settings_.batch);
  const std::size_t fromPainted =
      painted == 0 ? 0 : static_cast<std::size_t>(std::llround(settings_.paintedShare * settings_.batch));
  std::vector<std::size_t> rows;
  rows.reserve(whole);
  const std::size_t fromReal = whole - fromPainted;
  appendRows(rows, 0, real, step * static_cast<std::int64_t>(fromReal), fromReal, settings_.seed);
  if (fromPainted > 0) {
    appendRows(rows, real, painted, step * static_cast<std::int64_t>(fromPainted), fromPainted,
               settings_.seed ^ paintedStream);
  }
  return rows;
}

void BatchMaker::addCaptions(TrainingBatch& batch, const std::vector<std::size_t>& rows) const {
  const auto length = static_cast<std::size_t>(data_.contextLength);
  std::vector<std::int32_t> texts;
  for (const std::size_t row : rows) {
    AugmentRandom random(augmentSeed(settings_.seed ^ 0xca95ull, static_cast<std::uint64_t>(batch.step), row));
    std::vector<std::size_t> captions = captionsOf_[row];
    for (int k = 0; k < settings_.captionsPerImage; ++k) {
      const auto left = static_cast<int>(captions.size()) - k;
      if (left > 1) std::swap(captions[static_cast<std::size_t>(k)], captions[static_cast<std::size_t>(k + random.below(left))]);
      const std::size_t caption = captions[std::min(static_cast<std::size_t>(k), captions.size() - 1)];
      texts.push_back(textOf_[caption]);
      batch.captions.push_back(static_cast<std::int64_t>(caption));
      const std::int32_t* ids = &data_.captionIds[caption * length];
      const std::int32_t last = *std::max_element(ids, ids + length);
      for (std::size_t i = 0; i < length; ++i) {
        // Id 0 stands for a masked word: "!" never occurs in a cleaned caption. Begin and end tokens stay.
        const bool word = i > 0 && ids[i] != 0 && ids[i] < last;
        batch.ids.push_back(word && random.chance(settings_.maskWords) ? 0 : ids[i]);
      }
    }
  }
  batch.positives.assign(rows.size() * texts.size(), 0.0f);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t j = 0; j < texts.size(); ++j) {
      const auto& own = captionsOf_[rows[i]];
      const bool match = std::any_of(own.begin(), own.end(), [&](std::size_t c) { return textOf_[c] == texts[j]; });
      if (match) batch.positives[i * texts.size() + j] = 1.0f;
    }
  }
}

TrainingBatch BatchMaker::make(std::int64_t step, int pixels) const {
  TrainingBatch batch;
  batch.step = step;
  batch.pixels = pixels;
  const std::vector<std::size_t> rows = chooseRows(step);
  const auto imageSize = static_cast<std::size_t>(3 * pixels * pixels);
  batch.images.resize(rows.size() * imageSize);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    AugmentRandom random(augmentSeed(settings_.seed, static_cast<std::uint64_t>(step), rows[i] * 2 + 1));
    augmentImage(pyramid_, rows[i], pixels, settings_.augment, random, settings_.mean, settings_.std,
                 &batch.images[i * imageSize]);
    batch.labels.push_back(data_.label[rows[i]]);
    batch.rows.push_back(static_cast<std::int64_t>(rows[i]));
  }
  addCaptions(batch, rows);
  return batch;
}

}  // namespace tilescout::train
