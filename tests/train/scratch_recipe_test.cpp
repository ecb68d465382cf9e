#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "base/atomic_file.h"
#include "base/error.h"
#include "support/temp_folder.h"
#include "train/scratch_recipe.h"

using namespace tilescout;
using namespace tilescout::train;

namespace {

void checkRefused(const std::string& recipe, const char* reason) {
  CAPTURE(recipe);
  CHECK_THROWS_WITH_AS(parseScratchRecipe(recipe, "r.json"), doctest::Contains(reason), Error);
}

}  // namespace

TEST_CASE("theShippedRecipesAreReadable") {
  for (const char* name : {"tilescout-base.json", "tilescout-base-further.json", "tilescout-base-third.json",
                           "tilescout-base-taught.json"}) {
    CAPTURE(name);
    const auto recipe = readScratchRecipe(std::filesystem::path(TILESCOUT_SOURCE_DIR) / "resources" / "models" / name);
    CHECK(recipe.name == "tilescout-base");
    CHECK(recipe.architecture.visionHeads * 64 == recipe.architecture.visionWidth);
    CHECK(recipe.stages.back().pixels == recipe.architecture.imageSize);
  }
}

TEST_CASE("aMisspeltFieldIsRefusedByName") {
  CHECK_THROWS_WITH_AS(parseScratchRecipe(R"({"epocs": 3})", "r.json"), doctest::Contains("unknown field 'epocs'"), Error);
  CHECK_THROWS_WITH_AS(parseScratchRecipe(R"({"epochs": "three"})", "r.json"), doctest::Contains("'epochs'"), Error);
  CHECK_THROWS_WITH_AS(parseScratchRecipe("{", "r.json"), doctest::Contains("not JSON"), Error);
  CHECK_THROWS_WITH_AS(parseScratchRecipe(R"({"architecture": {"vision_width": 100}})", "r.json"),
                       doctest::Contains("multiples of 64"), Error);
}

TEST_CASE("maskedPatchesAreReadAndChecked") {
  const auto masked = parseScratchRecipe(R"({"masked_patches": {"epochs": 30, "pixels": 128, "share": 0.6}})", "r.json")
                          .maskedPatches;
  CHECK(masked.epochs == 30);
  CHECK(masked.pixels == 128);
  CHECK(masked.share == 0.6);
  CHECK(parseScratchRecipe("{}", "r.json").maskedPatches.epochs == 0);
  const auto refused = [](const std::string& part, const char* reason) {
    checkRefused(R"({"masked_patches": {)" + part + "}}", reason);
  };
  refused(R"("pixels": 100)", "multiple of patch_size");
  refused(R"("pixels": 32)", "two patches");
  refused(R"("share": 1.0)", "between 0.1 and 0.9");
  refused(R"("width": 100)", "multiple of 64");
  refused(R"("epochs": -1)", "epochs of at least 0");
  refused(R"("batch": 0)", "batch of at least 1");
  refused(R"("hidden": 3)", "unknown field 'hidden'");
}

TEST_CASE("aNumberOutOfItsLimitsIsRefusedByName") {
  checkRefused(R"({"lr": -0.001})", "lr between");
  checkRefused(R"({"lr": 1e400})", "not JSON");
  checkRefused(R"({"epochs": 0})", "epochs of at least 0.001");
  checkRefused(R"({"beta2": 1})", "beta2 between 0 and 0.99999");
  checkRefused(R"({"decay_from": 1.5})", "decay_from between 0 and 1");
  checkRefused(R"({"painted_share": 1})", "painted_share between 0 and 0.9");
  checkRefused(R"({"augment": {"haze": 2}})", "haze between 0 and 1");
  checkRefused(R"({"augment": {"max_aspect": 0.5}})", "max_aspect between 1 and 10");
  checkRefused(R"({"stages": [{"pixels": 96, "until": 0.7}, {"pixels": 128, "until": 0.5}]})", "until between 0.7 and 1");
}

TEST_CASE("theRateWarmsUpStaysAndDecaysToZero") {
  ScratchRecipe recipe;
  recipe.warmUp = 0.1;
  recipe.decayFrom = 0.5;
  CHECK(scratchLrFactor(recipe, 0.0) == 0.0);
  CHECK(scratchLrFactor(recipe, 0.05) == doctest::Approx(0.5));
  CHECK(scratchLrFactor(recipe, 0.3) == 1.0);
  CHECK(scratchLrFactor(recipe, 0.625) == doctest::Approx(0.5));
  CHECK(scratchLrFactor(recipe, 1.0) == doctest::Approx(0.0));
  CHECK(scratchLrFactor(recipe, 2.0) == doctest::Approx(0.0));
}

TEST_CASE("aStartLiesBesideTheRecipe") {
  const tilescout::test::TempFolder folder;
  AtomicFile file(folder.path() / "r.json");
  file.write(R"({"start_from": "base", "painted_tiles": 10, "scene_tiles": 4, "teacher_share": 0.5,
                 "teachers": ["base", "second"]})");
  file.commit();
  const auto recipe = readScratchRecipe(folder.path() / "r.json");
  CHECK(recipe.startFrom == folder.path() / "base");
  CHECK(recipe.teachers == std::vector<std::filesystem::path>{folder.path() / "base", folder.path() / "second"});
  CHECK_THROWS_WITH_AS(parseScratchRecipe(R"({"start_from": "base", "teachers": ["base"]})", "r.json"),
                       doctest::Contains("teachers, but no teacher_share"), Error);
  CHECK(recipe.sceneTiles == 4);
  CHECK_THROWS_WITH_AS(parseScratchRecipe(R"({"start_from": "base", "start_share": 1.5})", "r.json"),
                       doctest::Contains("between 0 and 1"), Error);
  CHECK_THROWS_WITH_AS(parseScratchRecipe(R"({"start_share": 0.5})", "r.json"), doctest::Contains("no start_from"),
                       Error);
  CHECK_THROWS_WITH_AS(parseScratchRecipe(R"({"teacher_share": 0.5})", "r.json"),
                       doctest::Contains("teacher_share, but no start_from"), Error);
  CHECK_THROWS_WITH_AS(parseScratchRecipe(R"({"painted_tiles": 3, "scene_tiles": 4})", "r.json"),
                       doctest::Contains("scene_tiles"), Error);
}
