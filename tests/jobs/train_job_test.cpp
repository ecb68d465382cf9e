#include "jobs/train_job.h"

#include <doctest/doctest.h>

#include "base/atomic_file.h"
#include "base/error.h"
#include "support/test_files.h"

using namespace tilescout;
namespace fs = std::filesystem;

namespace {

void write(const fs::path& file, const std::string& text) {
  fs::create_directories(file.parent_path());
  AtomicFile out(file);
  out.write(text);
  out.commit();
}

}  // namespace

TEST_CASE("aTeacherOfAnotherVocabularyIsRefusedBeforeAnythingIsRead") {
  const test::TempFolder folder;
  write(folder / "start/vocab.json", R"({"harbour": 0})");
  write(folder / "equal/vocab.json", R"({"harbour": 0})");
  write(folder / "other/vocab.json", R"({"airport": 0})");
  const auto refusal = [&](const std::string& teachers) {
    write(folder / "r.json", R"({"start_from": "start", "teacher_share": 0.5, "teachers": )" + teachers + "}");
    jobs::ScratchTrainOptions options;
    options.recipe = folder / "r.json";
    options.dataset = folder / "no-dataset";
    options.modelFolder = folder / "model";
    JobContext job;
    try {
      jobs::trainScratchModel(options, job);
    } catch (const Error& error) {
      return std::pair(error.subject(), std::string(error.what()));
    }
    return std::pair<std::string, std::string>();
  };
  const auto [subject, reason] = refusal(R"(["equal", "other"])");
  CHECK(subject == (folder / "other").string());
  CHECK(reason.find("its vocabulary is another") != std::string::npos);
  CHECK(refusal(R"(["equal"])").second.find("vocabulary is another") == std::string::npos);
}
