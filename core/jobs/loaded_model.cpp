#include <algorithm>
#include <limits>
#include <utility>

#include "base/error.h"
#include "jobs/model_service.h"
#include "jobs/tokenizer_files.h"
#include "model/encoder.h"
#include "text/bpe_tokenizer.h"
#include "text/caption_cleaner.h"
#include "text/glossary.h"
#include "text/known_words.h"

namespace tilescout::jobs {

namespace fs = std::filesystem;

namespace {

text::KnownWords knownWordsOf(const fs::path& folder) {
  std::error_code status;
  const fs::path file = folder / "words.txt";
  return fs::exists(file, status) ? text::KnownWords::load(file) : text::KnownWords();
}

/// Encoder, tokenizer and known words out of one folder of the model store.
class StoredModel final : public LoadedModel {
 public:
  StoredModel(ModelCard known, const fs::path& folder, const model::DeviceChoice& device)
      : card_(std::move(known)),
        tokenizer_(text::BpeTokenizer::load(findTokenizer({}, folder))),
        words_(knownWordsOf(folder)),
        encoder_(model::Encoder::load(folder, device)) {
    if (tokenizer_.vocabularySize() > card().vocabularySize) {
      throw Error(ErrorCode::Incompatible,
                  "the tokenizer has " + std::to_string(tokenizer_.vocabularySize()) + " tokens, the model only " +
                      std::to_string(card().vocabularySize),
                  folder.string());
    }
  }

  const ModelCard& card() const override { return card_; }

  std::string deviceText() const override {
    const model::ResolvedDevice& device = encoder_->device();
    return device.device + " " + model::precisionName(device.precision);
  }

  int batchSize() const override { return encoder_->batchSize(); }

  std::vector<float> encodeImages(const std::vector<Image>& images) override { return encoder_->encodeImages(images); }

  std::vector<float> encodeTexts(const std::vector<std::string>& texts) override {
    std::vector<std::int32_t> ids;
    for (const std::string& text : texts) {
      const std::vector<std::int32_t> row = tokenizer_.encodePadded(asLearned(text), card().contextLength);
      ids.insert(ids.end(), row.begin(), row.end());
    }
    return encoder_->encodeTokens(ids);
  }

  void setResize(const std::string& resize) override { encoder_->setResize(resize); }

  std::vector<std::string> unknownWords(const std::string& text) const override {
    // A model without a word list (OpenAI's weights, say) has seen about every word.
    if (words_.empty() || words_.foreignScript(text)) return {};
    return words_.unknownIn(text);
  }

  std::string notice(const std::string& text) const override {
    if (words_.empty() || !words_.foreignScript(text)) return {};
    return "The model '" + card().name + "' has learned no words in this script; describe the scene in English.";
  }

  bool reads(const std::string& text) const override {
    if (!words_.empty()) return !words_.foreignScript(text);
    if (!text::holdsChinese(text)) return true;
    // Weights without a list of words: a vocabulary made for a language has whole words of it, a foreign one falls
    // apart into bytes, of which a Chinese character has three.
    const auto characters = static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
    return tokenizer_.encode(text).size() < characters + characters / 2;
  }

 private:
  /// A model with a list of its words was trained here, on cleaned captions: a full stop would be a word that it has
  /// never seen, and costs up to a tenth of its recall.
  std::string asLearned(const std::string& text) const {
    return words_.empty() ? text : text::cleanCaption(text, std::numeric_limits<int>::max());
  }

  ModelCard card_;  ///< the store's: it alone knows whether a model is the shipped one
  text::BpeTokenizer tokenizer_;
  text::KnownWords words_;
  std::unique_ptr<model::Encoder> encoder_;
};

}  // namespace

std::shared_ptr<LoadedModel> LoadedModel::load(const ModelStore& store, const std::string& name,
                                               const model::DeviceChoice& device) {
  ModelCard card = store.find(name);
  const fs::path folder = store.folderOf(card.name);
  return std::make_shared<StoredModel>(std::move(card), folder, device);
}

}  // namespace tilescout::jobs
