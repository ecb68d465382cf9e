#include "jobs/query_texts.h"

#include <algorithm>

#include "base/error.h"
#include "text/prompt_templates.h"

namespace tilescout::jobs {
namespace {

/// Texts embedded at a time, between two looks at the stop token.
constexpr std::size_t kTextsPerTurn = 64;
/// Vectors kept: 2 KiB each at 512 floats.
constexpr std::size_t kMostKnown = 50000;

bool isBlank(const std::string& text) { return text.find_first_not_of(" \t\r\n\v\f") == std::string::npos; }

void checkStop(const std::stop_token& stop) {
  if (stop.stop_requested()) throw Cancelled();
}

}  // namespace

QueryTexts::Reading QueryTexts::readingOf(const std::string& text) {
  if (!text::holdsChinese(text) || model_->reads(text)) return {text, {}, false};
  if (!glossary_) glossary_ = text::Glossary::load(text::Glossary::standardFiles());
  text::Translation translation = glossary_->translate(text);
  // Of a text that the glossary does not know at all the model gets the text; the notice says that it is noise.
  if (isBlank(translation.english)) return {text, std::move(translation.unknown), false};
  return {std::move(translation.english), std::move(translation.unknown), true};
}

QueryTexts::Reading QueryTexts::readingOfMain(const Query& query) {
  if (!isBlank(query.translation)) return {query.translation, {}, true};
  return readingOf(query.text);
}

void QueryTexts::remember(const std::string& text, std::vector<float> vector) {
  if (known_.size() >= kMostKnown) known_.clear();
  known_.insert_or_assign(text, std::move(vector));
}

std::vector<std::vector<float>> QueryTexts::embedAll(const std::vector<std::string>& texts,
                                                     const std::stop_token& stop) {
  std::vector<std::string> turn;
  const auto embedTurn = [&] {
    checkStop(stop);
    if (turn.empty()) return;
    const std::vector<float> rows = model_->encodeTexts(turn);
    const auto dim = static_cast<std::ptrdiff_t>(rows.size() / turn.size());
    for (std::size_t i = 0; i < turn.size(); ++i) {
      const auto row = rows.begin() + static_cast<std::ptrdiff_t>(i) * dim;
      remember(turn[i], {row, row + dim});
    }
    turn.clear();
  };
  std::vector<std::vector<float>> vectors(texts.size());
  // Block by block, so that a list longer than the memory is never half forgotten before it is copied out.
  for (std::size_t begin = 0; begin < texts.size(); begin += kTextsPerTurn) {
    const std::size_t end = std::min(begin + kTextsPerTurn, texts.size());
    for (std::size_t i = begin; i < end; ++i)
      if (!known_.contains(texts[i]) && std::find(turn.begin(), turn.end(), texts[i]) == turn.end())
        turn.push_back(texts[i]);
    if (known_.size() + turn.size() > kMostKnown) {
      known_.clear();
      turn.assign(texts.begin() + static_cast<std::ptrdiff_t>(begin), texts.begin() + static_cast<std::ptrdiff_t>(end));
    }
    embedTurn();
    for (std::size_t i = begin; i < end; ++i) vectors[i] = known_.at(texts[i]);
  }
  return vectors;
}

/// One text, averaged over the templates when asked (Radford et al. 2021, section 3.1.4).
std::vector<float> QueryTexts::embedText(const std::string& text, const Query& query) {
  if (!query.useTemplates) return embedAll({text}, {}).front();
  const std::vector<std::string> patterns =
      query.templates.empty() ? text::defaultPromptTemplates() : query.templates;
  std::vector<std::string> prompts;
  for (const std::string& pattern : patterns) prompts.push_back(text::fillTemplate(pattern, text));
  const std::vector<std::vector<float>> rows = embedAll(prompts, {});
  std::vector<float> mean(rows.front().size(), 0.0F);
  for (const std::vector<float>& row : rows)
    for (std::size_t i = 0; i < mean.size(); ++i) mean[i] += row[i];
  search::normalise(mean);
  return mean;
}

search::QueryParts QueryTexts::embed(const Query& query, const std::stop_token& stop) {
  search::QueryParts parts;
  if (query.detector) return parts;
  if (!isBlank(query.text) || !isBlank(query.translation)) parts.text = embedText(readingOfMain(query).text, query);
  for (const std::string& text : query.notTexts) {
    checkStop(stop);
    if (!isBlank(text)) parts.notTexts.push_back(embedText(readingOf(text).text, query));
  }
  for (const ExampleImage& image : query.images) {
    checkStop(stop);
    if (image.pixels.empty())
      throw Error(ErrorCode::InvalidInput, "the example picture is not there any more", image.name);
    parts.addExample(model_->encodeImages({image.pixels}), image.weight);
  }
  checkStop(stop);
  return parts;
}

void QueryTexts::addNotices(const Query& query, SearchResult& result) {
  const auto add = [](std::vector<std::string>& list, const std::vector<std::string>& more) {
    for (const std::string& word : more)
      if (std::find(list.begin(), list.end(), word) == list.end()) list.push_back(word);
  };
  const auto look = [&](const Reading& reading) {
    if (isBlank(reading.text)) return;
    add(result.unknownWords, model_->unknownWords(reading.text));
    add(result.untranslated, reading.unknown);
    if (result.notice.empty()) result.notice = model_->notice(reading.text);
  };
  const Reading main = readingOfMain(query);
  if (main.translated) result.translation = main.text;
  look(main);
  for (const std::string& text : query.notTexts) look(readingOf(text));
}

}  // namespace tilescout::jobs
