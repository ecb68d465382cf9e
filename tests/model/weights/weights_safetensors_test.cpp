#include <doctest/doctest.h>

#include <cstring>
#include <fstream>
#include <string>
#include <vector>

#include "base/error.h"
#include "model/weights/tensor_source.h"
#include "support/test_files.h"

using namespace tilescout;
using namespace tilescout::model::weights;

namespace {

std::filesystem::path writeFile(const std::filesystem::path& file, const std::string& header, std::size_t dataBytes) {
  std::ofstream out(file, std::ios::binary);
  const std::uint64_t length = header.size();
  out.write(reinterpret_cast<const char*>(&length), sizeof length);
  out << header << std::string(dataBytes, '\0');
  return file;
}

std::string refusal(const std::filesystem::path& file) {
  try {
    openTensorSource(file);
  } catch (const Error& error) {
    return error.message();
  }
  return "";
}

}  // namespace

TEST_CASE("whatTheWriterWritesTheReaderReads") {
  test::TempFolder folder;
  const std::vector<float> floats{1.5f, -2.0f, 3.25f, 0.0f, 5.0f, 6.0f};
  const std::vector<std::int64_t> longs{1, -1};
  const std::vector<std::uint8_t> bytes{7, 8, 9};
  const TensorToWrite tensors[] = {{"b.bytes", DType::U8, {3}, std::as_bytes(std::span(bytes))},
                                   {"a.floats", DType::F32, {2, 3}, std::as_bytes(std::span(floats))},
                                   {"c.longs", DType::I64, {2}, std::as_bytes(std::span(longs))},
                                   {"d.none", DType::F32, {0, 4}, {}}};
  writeSafetensors(folder / "x.safetensors", tensors, {{"note", "Grün \"quoted\""}});

  const auto source = openTensorSource(folder / "x.safetensors");
  CHECK(source->kind() == "safetensors");
  CHECK(source->metadata().at("note") == "Grün \"quoted\"");
  REQUIRE(source->tensors().size() == 4);
  for (const TensorToWrite& tensor : tensors) {
    const TensorView& view = source->tensors().at(tensor.name);
    CHECK(view.dtype == tensor.dtype);
    CHECK(view.shape == tensor.shape);
    REQUIRE(view.bytes.size() == tensor.bytes.size());
    CHECK((view.bytes.empty() || std::memcmp(view.bytes.data(), tensor.bytes.data(), view.bytes.size()) == 0));
    CHECK(reinterpret_cast<std::uintptr_t>(view.bytes.data()) % dtypeSize(view.dtype) == 0);
  }
}

TEST_CASE("writerRefusesWhatItCouldNotReadBack") {
  test::TempFolder folder;
  const std::vector<float> floats(4);
  const auto bytes = std::as_bytes(std::span(floats));
  const TensorToWrite wrongSize[] = {{"a", DType::F32, {5}, bytes}};
  const TensorToWrite twice[] = {{"a", DType::F32, {4}, bytes}, {"a", DType::F32, {4}, bytes}};
  CHECK_THROWS_AS(writeSafetensors(folder / "x", wrongSize), Error);
  CHECK_THROWS_AS(writeSafetensors(folder / "x", twice), Error);
  CHECK_FALSE(std::filesystem::exists(folder / "x"));
}

TEST_CASE("damagedHeadersAreRefusedWithTheReason") {
  test::TempFolder folder;
  const auto file = folder / "x.safetensors";
  const std::string good = R"({"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}})";
  CHECK(refusal(writeFile(file, good, 16)).empty());

  struct Case {
    std::string header;
    std::size_t data;
    std::string reason;
  };
  const Case cases[] = {
      {good, 15, "lies outside"},
      {good, 17, "belong to no tensor"},
      {R"({"a":{"dtype":"F32","shape":[4],"data_offsets":[16,0]}})", 16, "lies outside"},
      {R"({"a":{"dtype":"F32","shape":[3],"data_offsets":[0,16]}})", 16, "needs 12 bytes"},
      {R"({"a":{"dtype":"F8_E4M3","shape":[16],"data_offsets":[0,16]}})", 16, "type 'F8_E4M3'"},
      {R"({"a":{"dtype":"F32","shape":[4]}})", 16, "without all of"},
      {R"({"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16],"data_offsets":[0,16]}})", 16, "twice"},
      {R"({"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16,32]}})", 16, "number in its header"},
      {R"({"a":{"dtype":"F32","shape":[4],"data_offsets":[0]}})", 16, "other than two"},
      {R"({"a":{"dtype":"F32","shape":[4.0],"data_offsets":[0,16]}})", 16, "fraction"},
      {R"({"a":{"dtype":"F32","shape":[[4]],"data_offsets":[0,16]}})", 16, "list in its header"},
      {R"({"a":{"dtype":"F32","shape":{"x":{}},"data_offsets":[0,16]}})", 16, "deeper"},
      {R"({"a":{"dtype":"F32","shape":[9223372036854775808],"data_offsets":[0,16]}})", 16, "impossible shape"},
      {R"({"a":{"dtype":"F32","shape":[0,9223372036854775807,3],"data_offsets":[0,16]}})", 16, "overflows"},
      {R"({"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16]},"b":{"dtype":"F32","shape":[4],"data_offsets":[20,36]}})",
       36, "belong to no tensor"},
      {R"({"":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}})", 16, "unusable name"},
      {R"({"a\u0000b":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}})", 16, "unusable name"},
      {R"({"__metadata__":{"a":1},"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}})", 16, "number in its header"},
      {R"({"a":7})", 16, "number in its header"},
      {good + "{", 16, "no JSON"},
      {"{\"a\xff\":{}}", 16, "no JSON"},
  };
  for (const Case& damaged : cases) {
    CAPTURE(damaged.header);
    const std::string reason = refusal(writeFile(file, damaged.header, damaged.data));
    CAPTURE(reason);
    CHECK(reason.find(damaged.reason) != std::string::npos);
  }
}
