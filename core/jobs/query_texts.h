#pragma once
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "jobs/model_service.h"
#include "search/query.h"
#include "search/query_vector.h"
#include "text/glossary.h"

namespace tilescout::jobs {

/// Turns a query's texts and pictures into vectors: templates, translation for models that read no Chinese, and a
/// memory of what was embedded before. One thread at a time.
class QueryTexts {
 public:
  explicit QueryTexts(std::shared_ptr<LoadedModel> model) : model_(std::move(model)) {}

  /// Texts and pictures of the query; nothing for a query with a detector, which has its vector already.
  search::QueryParts embed(const Query& query, const std::stop_token& stop);
  /// Vectors of many texts as they stand, E floats each; remembered, so that an archive's captions cost once.
  std::vector<std::vector<float>> embedAll(const std::vector<std::string>& texts, const std::stop_token& stop);
  /// What the model has to say about its grasp of the query: unknown words, notice, translation.
  void addNotices(const Query& query, SearchResult& result);

 private:
  struct Reading {
    std::string text;                    ///< what the model gets
    std::vector<std::string> unknown;    ///< parts the glossary does not have
    bool translated = false;
  };

  Reading readingOf(const std::string& text);
  Reading readingOfMain(const Query& query);
  std::vector<float> embedText(const std::string& text, const Query& query);
  void remember(const std::string& text, std::vector<float> vector);

  std::shared_ptr<LoadedModel> model_;
  std::optional<text::Glossary> glossary_;  ///< read when the first text needs it
  std::map<std::string, std::vector<float>> known_;
};

}  // namespace tilescout::jobs
