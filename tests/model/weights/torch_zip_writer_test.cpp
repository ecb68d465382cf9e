#include <doctest/doctest.h>

#include <array>
#include <cstring>
#include <vector>

#include "base/error.h"
#include "model/weights/tensor_source.h"
#include "model/weights/torch_zip_writer.h"
#include "support/test_files.h"

using namespace tilescout;
using namespace tilescout::model;

namespace {

constexpr std::array<float, 6> first{1, 2, 3, 4, 5, 6};
constexpr std::array<float, 1> second{0.25f};

void writeTwo(const std::filesystem::path& file) {
  weights::writeTorchZip(file, {{"model.a", {2, 3}, 0}, {"model.same", {3, 2}, 0}, {"temp", {}, 1}},
                         [](std::size_t storage) {
                           return storage == 0 ? std::as_bytes(std::span<const float>(first))
                                               : std::as_bytes(std::span<const float>(second));
                         });
}

}  // namespace

TEST_CASE("whatIsWrittenIsReadAsTheAuthorsCheckpoint") {
  const test::TempFolder folder;
  writeTwo(folder / "m.pth");
  const auto source = weights::openTensorSource(folder / "m.pth");
  CHECK(source->kind() == "harma");
  REQUIRE(source->tensors().size() == 3);
  const auto values = [&](const char* name) {
    const weights::TensorView& view = source->tensors().at(name);
    REQUIRE(view.bytes.size() % sizeof(float) == 0);
    std::vector<float> out(view.bytes.size() / sizeof(float));
    std::memcpy(out.data(), view.bytes.data(), view.bytes.size());
    return out;
  };
  CHECK(source->tensors().at("model.a").shape == std::vector<std::int64_t>{2, 3});
  CHECK(values("model.a") == std::vector<float>(first.begin(), first.end()));
  CHECK(values("model.same") == values("model.a"));
  CHECK(source->tensors().at("temp").shape.empty());
  CHECK(values("temp") == std::vector<float>{0.25f});
}

TEST_CASE("aTensorOfAnotherSizeThanItsShapeIsNeverWritten") {
  const test::TempFolder folder;
  CHECK_THROWS_AS(weights::writeTorchZip(folder / "m.pth", {{"model.a", {7}, 0}},
                                         [](std::size_t) { return std::as_bytes(std::span<const float>(first)); }),
                  Error);
  CHECK_FALSE(std::filesystem::exists(folder / "m.pth"));
}
