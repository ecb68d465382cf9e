#pragma once
#include <span>
#include <vector>

namespace tilescout::search {

/// The embedded parts of a query, each a vector of E floats; empty or absent = not given.
struct QueryParts {
  /// An example picture or tile; a weight below 0 puts it among the negative ones.
  void addExample(std::vector<float> vector, double weight);

  std::vector<float> text;
  std::vector<std::vector<float>> notTexts;
  std::vector<std::vector<float>> examples;     ///< the pictures, and the tiles of `like`
  std::vector<std::vector<float>> notExamples;  ///< the tiles of `unlike`
  std::vector<double> exampleWeights, notExampleWeights;  ///< above 0, as many as there are vectors; empty: 1 each
};

/// Scales to length 1. Throws Error{InvalidInput} when the vector is (nearly) nothing.
void normalise(std::vector<float>& vector);

/// One normalised query vector: w·text + (1−w)·mean(examples), w = textWeight when both are given; from it goes half
/// the mean of the negative texts and half the mean of the negative examples (a whole one would cancel what all texts
/// have in common, and with it the query). Weights tell examples apart from each other; negative examples count by the
/// mean of theirs as well. With negative parts alone it is their opposite.
/// Throws Error{InvalidInput} when there is no part, when they cancel each other, or when a weight is none.
std::vector<float> combineQuery(const QueryParts& parts, double textWeight);

}  // namespace tilescout::search
