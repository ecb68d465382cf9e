// job_runner JOB ARCHIVE ARGUMENT…: the jobs that the kill tests break off.
//   reembed ARCHIVE FINGERPRINT [BATCH]   with the fake model of that fingerprint
//   merge ARCHIVE SHARD…
//   label ARCHIVE TILE                    captions "text 1" to "text 20", then one tag, then takes both steps back
// Exit status 0: done; 1: failed, with the reason on standard error.
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string_view>
#include <vector>

#include "base/job.h"
#include "jobs/label_service.h"
#include "jobs/merge_job.h"
#include "jobs/reembed_job.h"
#include "tests/jobs/fake_model.h"

int main(int argc, char** argv) {
  using namespace tilescout;
  if (argc < 4) return 2;
  try {
    JobContext job;
    if (std::string_view(argv[1]) == "reembed") {
      jobs::FakeModel model(argc > 4 ? std::atoi(argv[4]) : 4, argv[3]);
      jobs::runReembed(argv[2], model, job, 2);
    } else if (std::string_view(argv[1]) == "label") {
      const std::vector<TileId> tiles{std::atoll(argv[3])};
      jobs::LabelService labels(argv[2], "ann");
      for (int i = 1; i <= 20; ++i) labels.addCaption(tiles, "text " + std::to_string(i));
      labels.addTag(tiles, "tag");
      labels.undo();
      labels.undo();
    } else {
      jobs::runMerge(argv[2], std::vector<std::filesystem::path>(argv + 3, argv + argc), job);
    }
    return 0;
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "%s\n", failure.what());
    return 1;
  }
}
