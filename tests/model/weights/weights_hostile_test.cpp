#include <doctest/doctest.h>
#include <sys/resource.h>

#include <filesystem>
#include <map>
#include <set>

#include "base/error.h"
#include "model/weights/tensor_source.h"
#include "support/test_files.h"

using namespace tilescout;
using namespace tilescout::model::weights;

namespace {

long peakKilobytes() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

std::string refusal(const std::filesystem::path& file) {
  try {
    openTensorSource(file);
  } catch (const Error& error) {
    CHECK(error.subject() == file.string());
    return error.message();
  }
  return "";
}

}  // namespace

TEST_CASE("everyHostileFileIsRefusedWithItsOwnReasonAndLittleMemory") {
  TILESCOUT_NEEDS_SHARED();
  const std::map<std::string, std::string> reasons{
      {"deep_json.safetensors", "nested"},
      {"duplicate_names.safetensors", "'a' twice"},
      {"empty.pt", "is empty"},
      {"header_longer_than_file.safetensors", "first eight bytes give a header of"},
      {"legacy_not_zip.pt", "before PyTorch 1.6"},
      {"memo_loop.pkl", "contains itself"},
      {"negative_shape.safetensors", "negative size"},
      {"not_json.safetensors", "no JSON"},
      {"offsets_outside.safetensors", "lies outside"},
      {"offsets_overlap.safetensors", "overlaps"},
      {"path_escape.pt", "leads out of the archive"},
      {"reduce_builtin_eval.pt", "builtins.eval"},
      {"reduce_os_system.pt", "posix.system"},
      {"shape_overflows.safetensors", "overflows"},
      {"storage_too_short.pt", "holds only 8 bytes"},
      {"truncated.pt", "cut short"},
      {"zip_bomb.pt", "zip bomb"}};
  const long before = peakKilobytes();
  std::set<std::string> seen;
  for (const auto& entry : std::filesystem::directory_iterator(test::sharedFolder() / "golden" / "hostile")) {
    const std::string name = entry.path().filename().string();
    CAPTURE(name);
    const std::string reason = refusal(entry.path());
    REQUIRE_FALSE(reason.empty());
    const auto expected = reasons.find(name);
    if (expected != reasons.end()) {
      CAPTURE(reason);
      CHECK(reason.find(expected->second) != std::string::npos);
    }
    CHECK_MESSAGE(seen.insert(reason).second, "another file was refused with the same words: ", reason);
  }
  CHECK(seen.size() >= reasons.size());
  CHECK(peakKilobytes() - before < 32 * 1024);
  CHECK_FALSE(std::filesystem::exists("tilescout_was_here"));
  CHECK_FALSE(std::filesystem::exists("../../tilescout_was_here"));
}

TEST_CASE("everyShorteningOfAGoodFileIsRefused") {
  TILESCOUT_NEEDS_SHARED();
  test::TempFolder folder;
  for (const std::string name : {"adapter_released.safetensors", "openai_jit.pt"}) {
    const auto cut = folder / name;
    std::filesystem::copy_file(test::sharedFolder() / "golden" / "tiny" / name, cut);
    std::filesystem::permissions(cut, std::filesystem::perms::owner_all);
    const auto whole = std::filesystem::file_size(cut);
    for (auto size = whole - 1; size > 0; size -= std::min<std::uintmax_t>(size, whole / 37 + 1)) {
      CAPTURE(size);
      std::filesystem::resize_file(cut, size);
      REQUIRE_FALSE(refusal(cut).empty());
    }
  }
}

TEST_CASE("whatIsNoWeightFileIsRefused") {
  test::TempFolder folder;
  CHECK_THROWS_AS(openTensorSource(folder / "absent.pt"), Error);
  CHECK(refusal(folder.path()).find("not a regular file") != std::string::npos);
  CHECK_FALSE(refusal("/dev/zero").empty());
}
