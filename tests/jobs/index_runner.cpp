// index_runner ARCHIVE FOLDER BATCH READERS [DELAY_MS]: indexes the folder with the fake model, 64-pixel tiles at two
// levels. Exit status 0: done; 1: failed, with the reason on standard error.
#include <cstdio>
#include <cstdlib>
#include <exception>

#include "base/job.h"
#include "jobs/index_job.h"
#include "tests/jobs/fake_model.h"

int main(int argc, char** argv) {
  using namespace tilescout;
  if (argc < 5) return 2;
  try {
    jobs::FakeModel model(std::atoi(argv[3]));
    if (argc > 5) model.delay = std::chrono::milliseconds(std::atoi(argv[5]));
    jobs::IndexOptions options;
    options.paths = {argv[2]};
    options.tile = 64;
    options.levels = 2;
    options.readers = std::atoi(argv[4]);
    JobContext job;
    const jobs::IndexReport report = jobs::runIndex(argv[1], model, options, job);
    std::printf("%lld new tiles, %lld skipped; busy seconds: reading %.2f, embedding %.2f, writing %.2f, in %.2f s\n",
                static_cast<long long>(report.newTiles), static_cast<long long>(report.skipped), report.times.reading,
                report.times.embedding, report.times.writing, report.times.elapsed);
    for (const SceneProblem& problem : report.problems) {
      std::fprintf(stderr, "%s: %s: %s\n", problem.scene.c_str(), problem.code.c_str(), problem.message.c_str());
    }
    return 0;
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "%s\n", failure.what());
    return 1;
  }
}
