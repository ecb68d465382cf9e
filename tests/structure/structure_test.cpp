#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

#include "tests/structure/rules.h"

using namespace tilescout::structure;

namespace {

constexpr int kLongestFile = 500;

const SourceTree& ourTree() {
  static const SourceTree tree = readTree(TILESCOUT_SOURCE_DIR);
  return tree;
}

std::string listed(const Violations& violations) {
  std::string text;
  for (const auto& violation : violations) {
    text += "\n  " + violation.file + ":" + std::to_string(violation.line) + " " + violation.message;
  }
  return text;
}

void checkNone(const Violations& violations) { CHECK_MESSAGE(violations.empty(), listed(violations)); }

/// Exactly one violation, in `file` and with `part` in its message.
void checkOne(const Violations& violations, const std::string& file, const std::string& part) {
  CAPTURE(listed(violations));
  REQUIRE(violations.size() == 1);
  CHECK(violations[0].file == file);
  CHECK(violations[0].message.find(part) != std::string::npos);
}

/// A file of one include line, beside small headers of each module that it may be about.
SourceTree treeWith(const std::string& file, const std::string& includeLine) {
  SourceTree tree = {{"core/base/error.h", ""},
                     {"core/geo/footprint.h", ""},
                     {"core/archive/archive.h", ""},
                     {"core/model/encoder.h", ""},
                     {"core/model/detail/forward.h", ""},
                     {"core/model/model_card.h", ""},
                     {"core/search/query.h", ""},
                     {"core/search/index.h", ""},
                     {"core/train/detail/objective.h", ""},
                     {"core/jobs/index_job.h", ""},
                     {"ui/window.h", ""},
                     {"tests/support/test_files.h", ""},
                     {"core/train/train_config.h", ""}};
  tree[file] = "#pragma once\n" + includeLine + "\n";
  return tree;
}

}  // namespace

TEST_CASE("ourTreeIsRead") {
  CHECK(ourTree().contains("core/base/error.h"));
  CHECK(ourTree().contains("tests/structure/structure_test.cpp"));
}

TEST_CASE("modulesIncludeOnlyWhatTheyMay") { checkNone(checkModules(ourTree())); }
TEST_CASE("includePathsStartAtCoreOrTheRoot") { checkNone(checkIncludePaths(ourTree())); }
TEST_CASE("noFileIncludesItself") { checkNone(checkFileCycles(ourTree())); }
TEST_CASE("noModulesIncludeOneAnother") { checkNone(checkModuleCycles(ourTree())); }
TEST_CASE("librariesStayInTheirPlaces") { checkNone(checkLibraries(ourTree())); }
TEST_CASE("librariesAreNotSeenThroughHeaders") { checkNone(checkLibraryLeaks(ourTree())); }
TEST_CASE("numericsNeedOnlyWhatIsGatheredForThem") {
  std::ifstream script(std::string(TILESCOUT_SOURCE_DIR) + "/packaging/stage-numerics");
  const std::string text((std::istreambuf_iterator<char>(script)), {});
  const auto staged = stagedHeaders(text);
  REQUIRE(staged.contains("nlohmann"));
  checkNone(checkNumerics(ourTree(), staged));
}
TEST_CASE("filesAreShort") { checkNone(checkLengths(ourTree(), kLongestFile)); }
TEST_CASE("everySourceIsBuiltAndEveryNamedTestIsThere") { checkNone(checkBuildLists(ourTree())); }

TEST_CASE("madeUpForbiddenIncludesAreReported") {
  struct Case {
    const char* file;
    const char* line;
    const char* part;
  };
  for (const Case& broken : {
           Case{"core/base/x.h", "#include \"geo/footprint.h\"", "base may not include geo"},
           Case{"core/geo/x.cpp", "#include \"archive/archive.h\"", "geo may not include archive"},
           Case{"core/archive/x.cpp", "#include \"model/encoder.h\"", "archive may not include model"},
           Case{"core/model/x.cpp", "  #  include \"geo/footprint.h\"", "model may not include geo"},
           Case{"core/search/x.cpp", "#include \"core/model/encoder.h\"", "search may not include model"},
           Case{"core/jobs/x.cpp", "#include \"ui/window.h\"", "jobs may not include ui"},
           Case{"core/jobs/x.cpp", "#include \"model/detail/forward.h\"", "private to model"},
           Case{"core/model/x.cpp", "#include \"train/detail/objective.h\"", "private to train"},
           Case{"ui/x.cpp", "#include \"archive/archive.h\"", "ui may not include archive"},
           Case{"ui/x.cpp", "#include \"search/index.h\"", "ui may not include search"},
           Case{"app/desktop/x.cpp", "#include \"model/encoder.h\"", "app/desktop may not include model"},
           Case{"core/novel/x.cpp", "#include \"base/error.h\"", "does not know"},
           Case{"core/base/x.cpp", "#include \"support/test_files.h\"", "belongs to no module"},
       }) {
    CAPTURE(broken.line);
    checkOne(checkModules(treeWith(broken.file, broken.line)), broken.file, broken.part);
  }
}

TEST_CASE("allowedIncludesAreNotReported") {
  for (const auto& [file, line] : {std::pair{"core/train/x.cpp", "#include \"model/detail/forward.h\""},
                                   std::pair{"core/search/x.cpp", "#include \"archive/archive.h\""},
                                   std::pair{"ui/x.cpp", "#include \"search/query.h\""},
                                   std::pair{"ui/x.cpp", "#include \"train/train_config.h\""},
                                   std::pair{"ui/x.cpp", "#include \"jobs/index_job.h\""},
                                   std::pair{"app/cli/x.cpp", "#include \"jobs/index_job.h\""}}) {
    CAPTURE(line);
    checkNone(checkModules(treeWith(file, line)));
    checkNone(checkIncludePaths(treeWith(file, line)));
  }
}

TEST_CASE("madeUpRelativeOrMissingIncludesAreReported") {
  checkOne(checkIncludePaths(treeWith("core/base/x.cpp", "#include \"error.h\"")), "core/base/x.cpp", "error.h");
  checkOne(checkIncludePaths(treeWith("ui/x.cpp", "#include \"../core/base/error.h\"")), "ui/x.cpp", "no file");
  checkNone(checkIncludePaths(treeWith("ui/x.cpp", "#include \"x.moc\"")));
}

TEST_CASE("madeUpCyclesAreReported") {
  const SourceTree files = {{"core/base/a.h", "#include \"base/b.h\"\n"},
                            {"core/base/b.h", "#include \"base/c.h\"\n"},
                            {"core/base/c.h", "#include \"base/a.h\"\n"}};
  checkOne(checkFileCycles(files), "core/base/a.h", "core/base/c.h → core/base/a.h");
  checkNone(checkModuleCycles(files));

  const SourceTree modules = {{"core/geo/a.h", "#include \"archive/b.h\"\n"},
                              {"core/archive/b.h", ""},
                              {"core/archive/c.h", "#include \"geo/d.h\"\n"},
                              {"core/geo/d.h", ""}};
  checkOne(checkModuleCycles(modules), "archive", "archive → geo → archive");
  checkNone(checkFileCycles(modules));
}

TEST_CASE("madeUpMisplacedLibrariesAreReported") {
  struct Case {
    const char* file;
    const char* line;
    const char* part;
  };
  for (const Case& broken : {
           Case{"core/model/encoder.h", "#include <ATen/core/Tensor.h>", "LibTorch"},
           Case{"core/model/weights/x.cpp", "#include <c10/util/Half.h>", "LibTorch"},
           Case{"core/jobs/x.cpp", "#include <ATen/core/Tensor.h>", "LibTorch"},
           Case{"core/train/x.cpp", "#include <torch/torch.h>", "18 s"},
           Case{"core/jobs/x.cpp", "#include <SQLiteCpp/Database.h>", "SQLite"},
           Case{"ui/x.cpp", "#include <sqlite3.h>", "SQLite"},
           Case{"core/search/x.h", "#include <gdal_priv.h>", "GDAL"},
           Case{"core/jobs/x.cpp", "#include <cpl_vsi.h>", "GDAL"},
           Case{"core/train/x.cpp", "#include <opencv2/core.hpp>", "OpenCV"},
           Case{"core/geo/x.cpp", "#include <opencv2/highgui.hpp>", "highgui"},
           Case{"tests/geo/x.cpp", "#include <opencv2/highgui/highgui.hpp>", "highgui"},
           Case{"core/model/x.cpp", "#include <unicode/uchar.h>", "ICU"},
           Case{"core/jobs/x.cpp", "#include <QString>", "Qt"},
           Case{"app/cli/x.cpp", "#include <QtCore/QObject>", "Qt"},
       }) {
    CAPTURE(broken.line);
    checkOne(checkLibraries(treeWith(broken.file, broken.line)), broken.file, broken.part);
  }
  for (const auto& [file, line] :
       {std::pair{"core/model/detail/x.h", "#include <ATen/core/Tensor.h>"},
        std::pair{"core/train/x.cpp", "#include <ATen/ops/linear.h>"},
        std::pair{"core/archive/x.h", "#include <SQLiteCpp/Database.h>"},
        std::pair{"core/synth/x.cpp", "#include <gdal.h>"}, std::pair{"ui/x.h", "#include <QWidget>"},
        std::pair{"tests/geo/x.cpp", "#include <gdal.h>"}}) {
    CAPTURE(line);
    checkNone(checkLibraries(treeWith(file, line)));
  }
}

TEST_CASE("madeUpLeakThroughTwoHeadersIsReported") {
  const SourceTree tree = {{"core/geo/handles.h", "#include <gdal.h>\n"},
                           {"core/geo/reader.h", "#include \"geo/handles.h\"\n"},
                           {"core/geo/reader.cpp", "#include \"geo/reader.h\"\n"},
                           {"core/jobs/index_job.cpp", "#include \"geo/reader.h\"\n"}};
  checkOne(checkLibraryLeaks(tree), "core/jobs/index_job.cpp", "geo/reader.h brings GDAL");

  const SourceTree torch = {{"core/model/detail/weights.h", "#include <ATen/core/Tensor.h>\n"},
                            {"core/train/trainer.cpp", "#include \"model/detail/weights.h\"\n"}};
  checkNone(checkLibraryLeaks(torch));
}

TEST_CASE("madeUpIncludesThatNumericsLackAreReported") {
  CHECK(stagedHeaders("copy_headers() {\n  done\n}\ncopy_headers nlohmann xxhash.h\n") ==
        std::set<std::string>{"nlohmann", "xxhash.h"});
  const std::set<std::string> staged = {"nlohmann", "xxhash.h"};
  for (const char* line : {"#include <vector>", "#include <sys/file.h>", "#include <ATen/ops/linear.h>",
                           "#include <nlohmann/json.hpp>", "#include <xxhash.h>", "#include \"base/error.h\""}) {
    CAPTURE(line);
    checkNone(checkNumerics(treeWith("core/train/x.cpp", line), staged));
  }
  checkOne(checkNumerics(treeWith("core/train/x.cpp", "#include <spdlog/spdlog.h>"), staged), "core/train/x.cpp",
           "not gathered");
  checkOne(checkNumerics(treeWith("core/model/x.h", "#include <boost.hpp>"), staged), "core/model/x.h", "not gathered");
  // Through a file that only some of the programs have.
  SourceTree tree = treeWith("app/cli/y.h", "#include \"jobs/index_job.h\"");
  checkNone(checkNumerics(tree, staged));
  tree["app/train/x.cpp"] = "#include \"app/cli/y.h\"\n";
  checkOne(checkNumerics(tree, staged), "app/cli/y.h", "numerics alone");
}

TEST_CASE("madeUpLongFileIsReported") {
  std::string lines;
  for (int i = 0; i < 501; ++i) lines += "x\n";
  checkOne(checkLengths({{"core/base/x.cpp", lines}}, 500), "core/base/x.cpp", "501 lines");
  checkNone(checkLengths({{"core/base/x.cpp", lines.substr(2)}}, 500));
}

TEST_CASE("madeUpForgottenAndMissingSourcesAreReported") {
  const std::string list =
      "# old_test.cpp\ntilescout_add_test(a SOURCES a_test.cpp \"${CMAKE_SOURCE_DIR}/tests/b/c.cpp\")\n";
  const SourceTree good = {{"tests/a/CMakeLists.txt", list}, {"tests/a/a_test.cpp", ""}, {"tests/b/c.cpp", ""}};
  checkNone(checkBuildLists(good));

  SourceTree missing = good;
  missing.erase("tests/a/a_test.cpp");
  checkOne(checkBuildLists(missing), "tests/a/CMakeLists.txt", "tests/a/a_test.cpp");

  SourceTree forgotten = good;
  forgotten["tests/a/old_test.cpp"] = "";
  checkOne(checkBuildLists(forgotten), "tests/a/old_test.cpp", "built by no");
}
