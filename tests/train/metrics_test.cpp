#include <doctest/doctest.h>

#include <cmath>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>
#include <vector>

#include "base/error.h"
#include "support/golden_model.h"
#include "train/metrics.h"

using namespace tilescout;

namespace {

std::vector<std::int64_t> fiveEach(std::int64_t images) {
  std::vector<std::int64_t> rows;
  for (std::int64_t t = 0; t < images * 5; ++t) rows.push_back(t / 5);
  return rows;
}

}  // namespace

TEST_CASE("recallsAgreeWithGolden") {
  TILESCOUT_NEEDS_SHARED();
  const test::GoldenTiny golden;
  const at::Tensor scores = golden.get("metrics.sim").contiguous();
  const auto expected = nlohmann::json::parse(std::ifstream(golden.folder() / "numbers.json"))["metrics"];
  const auto metrics = train::recallsFromScores({scores.data_ptr<float>(), static_cast<std::size_t>(scores.numel())},
                                                fiveEach(40), 40);
  CHECK(metrics.txtR1 == doctest::Approx(expected["txt_r1"].get<double>()));
  CHECK(metrics.txtR5 == doctest::Approx(expected["txt_r5"].get<double>()));
  CHECK(metrics.txtR10 == doctest::Approx(expected["txt_r10"].get<double>()));
  CHECK(metrics.imgR1 == doctest::Approx(expected["img_r1"].get<double>()));
  CHECK(metrics.imgR5 == doctest::Approx(expected["img_r5"].get<double>()));
  CHECK(metrics.imgR10 == doctest::Approx(expected["img_r10"].get<double>()));
  CHECK(metrics.meanRecall == doctest::Approx(expected["r_mean"].get<double>()));
}

TEST_CASE("aConstantModelScoresChanceAndNoMore") {
  const std::int64_t images = 100;
  const std::vector<float> image(images * 4, 0.5f), text(images * 5 * 4, 0.5f);
  const auto metrics = train::retrievalMetrics(image, text, fiveEach(images), 4);
  CHECK(metrics.imgR1 == doctest::Approx(1.0));    // one image in a hundred ranks first
  CHECK(metrics.imgR10 == doctest::Approx(10.0));
  CHECK(metrics.txtR10 == doctest::Approx(2.0));   // ten captions belong to two images
  CHECK(metrics.uniformityImage == doctest::Approx(0.0));
}

TEST_CASE("aModelOfNaNsIsNotRewarded") {
  std::vector<float> scores(10 * 50, std::numeric_limits<float>::quiet_NaN());
  const auto metrics = train::recallsFromScores(scores, fiveEach(10), 10);
  CHECK(metrics.meanRecall == 0.0);
}

TEST_CASE("aPerfectModelScoresHundred") {
  std::vector<float> rows(3 * 3, 0.0f);
  for (std::size_t i = 0; i < 3; ++i) rows[i * 3 + i] = 1.0f;
  const std::vector<std::int64_t> own{0, 1, 2};
  const auto metrics = train::retrievalMetrics(rows, rows, own, 3);
  CHECK(metrics.meanRecall == doctest::Approx(100.0));
  CHECK(metrics.alignment == doctest::Approx(0.0));
  CHECK(metrics.uniformityImage == doctest::Approx(-4.0));  // orthogonal: ‖x−y‖² = 2
}

TEST_CASE("aCaptionWithoutImageIsRefused") {
  const std::vector<float> scores(4, 0.0f);
  const std::vector<std::int64_t> wrong{0, 7};
  CHECK_THROWS_AS(train::recallsFromScores(scores, wrong, 2), Error);
}
