// Stands in for `tilescout-cli train … --json` where the interface is tested: prints the events of a run that learns at
// a steady pace, keeps its state on disk, and ends as it is told to.
//   fake_train_program FOLDER NAME STEPS MILLISECONDS [--resume] [--try] [--die-at STEP] [--fail-at STEP]
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

namespace {

namespace fs = std::filesystem;

constexpr int kStepsAPass = 10;
constexpr int kInterrupted = 130;
std::atomic<bool> stopAsked{false};

struct Run {
  fs::path folder;
  std::string name;
  int steps = 0, milliseconds = 0, dieAt = -1, failAt = -1;

  fs::path file(const char* what) const { return folder / (name + what); }
  void keep(int step) const { std::ofstream(file(".step")) << step << ' ' << steps; }
  int kept() const {
    int step = 0;
    std::ifstream(file(".step")) >> step;
    return step;
  }
};

Run parse(int argc, char** argv, bool& resume, bool& trial) {
  Run run{argv[1], argv[2], std::stoi(argv[3]), std::stoi(argv[4])};
  for (int i = 5; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--resume") resume = true;
    if (argument == "--try") trial = true;
    if (argument == "--die-at") run.dieAt = std::stoi(argv[++i]);
    if (argument == "--fail-at") run.failAt = std::stoi(argv[++i]);
  }
  return run;
}

void emit(const Run& run, const std::string& line) {
  std::printf("%s\n", line.c_str());
  std::fflush(stdout);
  if (line.find("\"loss\"") != line.npos || line.find("\"val\"") != line.npos) {
    std::ofstream(run.file(".events"), std::ios::app) << line << '\n';
  }
}

void evaluate(const Run& run, int step) {
  const int pass = step / kStepsAPass;
  const double recall = 41.2 + 14.6 * (1.0 - 1.0 / (1.0 + 0.5 * pass));
  char line[900];
  std::snprintf(line, sizeof line,
                "{\"step\":%d,\"epoch\":%d,\"val\":{\"r_mean\":%.2f},\"samples\":["
                "{\"caption\":\"a harbour with many boats\",\"before\":17,\"now\":%d,\"tile\":1001},"
                "{\"caption\":\"two runways cross each other\",\"before\":9,\"now\":%d,\"tile\":1002},"
                "{\"caption\":\"dense houses along curved streets\",\"before\":31,\"now\":%d,\"tile\":1003}]}",
                step, pass, recall, std::max(1, 17 - 3 * pass), std::max(1, 9 - pass), std::max(4, 31 - 2 * pass));
  emit(run, line);
}

void train(const Run& run, int step) {
  const double loss = 3.9 / (1.0 + 0.05 * step) + 0.06 * ((step * 7919) % 11) / 11.0;
  char line[400];
  std::snprintf(
      line, sizeof line,
      "{\"step\":%d,\"total\":%d,\"epoch\":%.2f,\"lr\":%.2e,\"contrastive\":%.4f,\"triplet\":%.4f,\"early\":0,"
      "\"loss\":%.4f,\"temp\":0.07,\"image_gate\":0.51,\"text_gate\":0.48,\"pairs_per_s\":18.4,\"eta_s\":%d,"
      "\"memory\":3100000000}",
      step, run.steps, step / static_cast<double>(kStepsAPass), 4e-4 * (1.0 - step / (run.steps + 1.0)), 0.8 * loss,
      0.2 * loss, loss, (run.steps - step) * 3);
  emit(run, line);
}

int work(const Run& run, int from) {
  emit(run, R"({"stage":"read","done":214,"total":214,"rate":0,"eta_s":0})");
  if (from == 0) {
    emit(run, R"({"stage":"evaluate","done":1,"total":1,"rate":0,"eta_s":0})");
    evaluate(run, 0);
  }
  run.keep(from);
  for (int step = from + 1; step <= run.steps; ++step) {
    if (fs::exists(run.file(".finish"))) break;
    if (stopAsked) return kInterrupted;
    if (step == run.dieAt) std::raise(SIGKILL);
    if (step == run.failAt) {
      std::fprintf(stderr, "tilescout-cli: the disk is full\n");
      return 1;
    }
    train(run, step);
    if (step % kStepsAPass == 0) evaluate(run, step);
    run.keep(step);
    std::this_thread::sleep_for(std::chrono::milliseconds(run.milliseconds));
  }
  std::ofstream(run.file(".done")) << run.kept();
  return 0;
}

/// Steps that are thrown away: nothing is kept of them.
int tryOut(const Run& run) {
  for (int step = 1; step <= run.steps; ++step) {
    if (stopAsked) return kInterrupted;
    if (step == run.dieAt) std::raise(SIGKILL);
    std::printf("{\"stage\":\"trial\",\"done\":%d,\"total\":%d,\"rate\":0,\"eta_s\":null}\n", step, run.steps);
    std::fflush(stdout);
    std::this_thread::sleep_for(std::chrono::milliseconds(run.milliseconds));
  }
  std::printf("{\"estimate\":{\"seconds_per_step\":3,\"memory_bytes\":2950000000}}\n");
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 5) return 2;
  std::signal(SIGTERM, [](int) { stopAsked = true; });
  bool resume = false, trial = false;
  const Run run = parse(argc, argv, resume, trial);
  if (trial) return tryOut(run);
  return work(run, resume ? run.kept() : 0);
}
