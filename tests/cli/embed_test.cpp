#include <cmath>
#include <cstring>
#include <fstream>

#include "base/atomic_file.h"
#include "tests/cli/cli_fixture.h"

using namespace tilescout::test;

namespace {

struct Rows {
  std::size_t count = 0, dim = 0;
  std::vector<float> values;
  const float* row(std::size_t index) const { return values.data() + index * dim; }
};

/// Reads one float32 tensor of a safetensors file by the format's own description: length, JSON header, bytes.
Rows readTensor(const std::string& file, const std::string& name) {
  const std::string bytes = tilescout::readTextFile(file);
  std::uint64_t headerSize = 0;
  std::memcpy(&headerSize, bytes.data(), sizeof headerSize);
  const Json entry = Json::parse(bytes.substr(8, headerSize)).at(name);
  REQUIRE(entry["dtype"] == "F32");
  Rows rows{entry["shape"][0], entry["shape"][1], {}};
  rows.values.resize(rows.count * rows.dim);
  const std::size_t begin = entry["data_offsets"][0], end = entry["data_offsets"][1];
  REQUIRE(end - begin == rows.values.size() * sizeof(float));
  std::memcpy(rows.values.data(), bytes.data() + 8 + headerSize + begin, end - begin);
  return rows;
}

double dot(const float* a, const float* b, std::size_t dim) {
  double sum = 0;
  for (std::size_t i = 0; i < dim; ++i) sum += static_cast<double>(a[i]) * b[i];
  return sum;
}

}  // namespace

TEST_CASE("embed writes normalised rows in the order given") {
  const Cli cli;
  TILESCOUT_NEEDS_MODEL(cli);
  REQUIRE(cli({"demo", "tiles", cli.path("tiles"), "--count", "10"}).exitCode == 0);
  std::vector<std::string> images;
  for (const auto& entry : std::filesystem::directory_iterator(cli.path("tiles") + "/images")) {
    images.push_back(entry.path().string());
  }
  REQUIRE(images.size() == 10);
  images.push_back(images.front());
  std::ofstream(cli.path("texts.txt")) << "a forest\n\nan airport\na forest\n";

  std::vector<std::string> arguments{"embed",   "--texts", cli.path("texts.txt"), "-o", cli.path("out.safetensors"),
                                     "--images"};
  arguments.insert(arguments.end(), images.begin(), images.end());
  const ProcessResult result = cli(arguments);
  REQUIRE_MESSAGE(result.exitCode == 0, result.err);

  const Rows imageRows = readTensor(cli.path("out.safetensors"), "images");
  const Rows textRows = readTensor(cli.path("out.safetensors"), "texts");
  CHECK(imageRows.count == 11);
  CHECK(textRows.count == 4);
  CHECK(imageRows.dim == textRows.dim);
  for (std::size_t i = 0; i < imageRows.count; ++i) {
    CHECK(dot(imageRows.row(i), imageRows.row(i), imageRows.dim) == doctest::Approx(1.0).epsilon(1e-4));
  }
  // The same input gives the same row, bit for bit, whatever stands beside it.
  CHECK(std::memcmp(imageRows.row(0), imageRows.row(10), imageRows.dim * sizeof(float)) == 0);
  CHECK(std::memcmp(textRows.row(0), textRows.row(3), textRows.dim * sizeof(float)) == 0);
  CHECK(std::memcmp(textRows.row(0), textRows.row(2), textRows.dim * sizeof(float)) != 0);
}

TEST_CASE("embed names every image that cannot be read and writes nothing") {
  const Cli cli;
  TILESCOUT_NEEDS_MODEL(cli);
  std::ofstream(cli.path("one.png")) << "no picture";
  const ProcessResult result =
      cli({"embed", "--images", cli.path("one.png"), cli.path("absent.png"), "-o", cli.path("out.safetensors")});
  CAPTURE(result.err);
  CHECK(result.exitCode == 1);
  CHECK(result.err.find("one.png") != std::string::npos);
  CHECK(result.err.find("absent.png") != std::string::npos);
  CHECK_FALSE(std::filesystem::exists(cli.path("out.safetensors")));
}
