// Weight files that other programs change while they are read.
#include <doctest/doctest.h>

#include <cstring>
#include <fstream>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/process_memory.h"
#include "model/weights/tensor_source.h"
#include "model/weights/weight_bytes.h"
#include "support/test_files.h"

using namespace tilescout;
using namespace tilescout::model::weights;
namespace fs = std::filesystem;

namespace {

/// Two tensors: "a" of 4 floats, "b" of `count` floats 0, 1, 2…
fs::path writeTwo(const fs::path& file, std::size_t count) {
  const std::vector<float> first{1.0F, 2.0F, 3.0F, 4.0F};
  std::vector<float> second(count);
  for (std::size_t i = 0; i < count; ++i) second[i] = static_cast<float>(i);
  const TensorToWrite tensors[] = {
      {"a", DType::F32, {4}, std::as_bytes(std::span(first))},
      {"b", DType::F32, {static_cast<std::int64_t>(count)}, std::as_bytes(std::span(second))}};
  writeSafetensors(file, tensors);
  return file;
}

std::vector<float> valuesOf(const TensorView& view) {
  std::vector<float> values(view.bytes.size() / sizeof(float));
  std::memcpy(values.data(), view.bytes.data(), view.bytes.size());
  return values;
}

}  // namespace

TEST_CASE("aFileCutShortAfterItWasOpenedIsAnErrorThatNamesIt") {
  const test::TempFolder folder;
  const fs::path file = writeTwo(folder / "cut.safetensors", 100'000);
  const auto source = openTensorSource(file);
  const TensorView& small = source->tensors().at("a");
  const TensorView& large = source->tensors().at("b");
  fs::resize_file(file, 200'000);
  CHECK(valuesOf(small) == std::vector<float>{1, 2, 3, 4});
  std::vector<std::byte> out(large.bytes.size());
  for (const bool copied : {false, true}) {
    try {
      copied ? large.bytes.copyTo(out) : static_cast<void>(large.bytes.data());
      FAIL("bytes that are gone were read");
    } catch (const Error& error) {
      CHECK(error.code() == ErrorCode::Corrupt);
      CHECK(error.subject() == file.string());
      CHECK(error.message().find("cut short while it was being read") != std::string::npos);
      CHECK(error.message().find("200000") != std::string::npos);
    }
  }
  fs::resize_file(file, 0);
  CHECK(valuesOf(small) == std::vector<float>{1, 2, 3, 4});  // read before
}

TEST_CASE("aFileThatIsReplacedGoesOnAsItWasOpened") {
  const test::TempFolder folder;
  const fs::path file = writeTwo(folder / "x.safetensors", 5000);
  const auto source = openTensorSource(file);
  writeTwo(folder / "y.safetensors", 3);
  fs::rename(folder / "y.safetensors", file);
  const std::vector<float> values = valuesOf(source->tensors().at("b"));
  REQUIRE(values.size() == 5000);
  CHECK(values.back() == 4999.0F);
}

TEST_CASE("onlyWhatIsLookedAtTakesMemory") {
  const test::TempFolder folder;
  const fs::path file = folder / "sparse.safetensors";
  constexpr std::uint64_t hole = std::uint64_t{3} << 30;
  const std::string header = R"({"big":{"dtype":"U8","shape":[)" + std::to_string(hole) + R"(],"data_offsets":[0,)" +
                             std::to_string(hole) + R"(]},"small":{"dtype":"F32","shape":[1],"data_offsets":[)" +
                             std::to_string(hole) + "," + std::to_string(hole + 4) + "]}}";
  {
    std::ofstream out(file, std::ios::binary);
    const std::uint64_t length = header.size();
    out.write(reinterpret_cast<const char*>(&length), sizeof length);
    out << header;
  }
  fs::resize_file(file, 8 + header.size() + hole + 4);  // a hole: takes no disk
  const auto before = residentMemory();
  const auto source = openTensorSource(file);
  CHECK(valuesOf(source->tensors().at("small")) == std::vector<float>{0.0F});
  CHECK(residentMemory() - before < (std::int64_t{64} << 20));
}

TEST_CASE("forgottenBytesAreReadAgainAndTheirNeighboursStay") {
  const test::TempFolder folder;
  const fs::path path = folder / "w.bin";
  std::string content(5 * 4096 + 100, '\0');
  for (std::size_t i = 0; i < content.size(); ++i) content[i] = static_cast<char>(i * 31 % 251);
  std::ofstream(path, std::ios::binary) << content;
  const auto file = WeightFile::open(path);
  const std::span<const std::byte> whole = file->read(0, content.size());
  const std::span<const std::byte> middle = whole.subspan(1000, 3 * 4096);
  const_cast<std::byte&>(whole[5000]) = std::byte{0};  // as training does
  const_cast<std::byte&>(whole[1500]) = std::byte{0};
  file->forget(middle);
  file->forget(std::as_bytes(std::span(content)));  // of another place: nothing happens
  const std::span<const std::byte> again = file->read(0, content.size());
  CHECK(again.data() == whole.data());
  CHECK(again[5000] == static_cast<std::byte>(content[5000]));  // read anew
  CHECK(again[1500] == std::byte{0});  // its page holds what was not forgotten
  CHECK(std::memcmp(again.data() + 1501, content.data() + 1501, content.size() - 1501) == 0);
}
