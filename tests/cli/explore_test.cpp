#include <filesystem>
#include <fstream>
#include <set>

#include "tests/cli/cli_fixture.h"

using namespace tilescout::test;

TEST_CASE("explore lays out, clusters and exports what was indexed") {
  const Cli cli;
  TILESCOUT_NEEDS_MODEL(cli);
  const std::string archive = cli.paintedScenes(2, 512);
  REQUIRE(cli({"index", archive, cli.path("scenes"), "--tile", "64"}).exitCode == 0);

  const ProcessResult made = cli({"explore", archive, "--clusters", "4", "-o", cli.path("out.csv"), "--json"});
  REQUIRE_MESSAGE(made.exitCode == 0, made.err);
  const Json report = jsonLines(made.out).back();
  CHECK(report["tiles"].get<int>() > 100);
  REQUIRE(report["clusters"].size() == 4);
  int sum = 0;
  std::set<std::string> names;
  for (const Json& cluster : report["clusters"]) {
    sum += cluster["size"].get<int>();
    names.insert(cluster["name"]);
    CHECK(cluster["id"].get<int>() > 0);
    CHECK(cluster["representative"].get<int>() > 0);
  }
  CHECK(sum == report["tiles"].get<int>());
  CHECK(names.size() == 4);
  CHECK(report["uniformity_image"].get<double>() < 0);
  CHECK(report["effective_rank"].get<double>() > 1);
  std::ifstream csv(cli.path("out.csv"));
  int lines = 0;
  for (std::string line; std::getline(csv, line);) ++lines;
  CHECK(lines == report["tiles"].get<int>() + 1);

  // The same again is the stored one; so the clusters are the same.
  const ProcessResult again = cli({"explore", archive, "--clusters", "4", "--json"});
  CHECK(jsonLines(again.out).back()["clusters"] == report["clusters"]);
  CHECK(cli({"explore", archive, "--clusters", "4", "-o", cli.path("out.png")}).exitCode == 0);
  CHECK(cli({"explore", archive, "--clusters", "4", "-o", cli.path("out.gpkg")}).exitCode == 0);
  // What it takes is told, and what does not fit is said.
  CHECK(report["memory"]["bytes"].get<std::int64_t>() > 0);
  CHECK(report["memory"]["tiles_at_once"] == report["tiles"]);
  // Other names are found for the same clusters, and captions that are not there are not silently missed.
  const ProcessResult captions =
      cli({"explore", archive, "--clusters", "4", "--captions", "-o", cli.path("small.png"), "--size", "300"});
  CHECK(captions.exitCode == 0);
  CHECK(captions.err.find("no captions") != std::string::npos);
  CHECK(std::filesystem::file_size(cli.path("small.png")) < std::filesystem::file_size(cli.path("out.png")));
  // Texts in the same layout: words for want of captions, and a file that tells them from the tiles.
  CHECK_FALSE(report.contains("texts"));
  const ProcessResult both = cli(
      {"explore", archive, "--method", "pca", "--clusters", "4", "--with-texts", "-o", cli.path("both.csv"), "--json"});
  REQUIRE_MESSAGE(both.exitCode == 0, both.err);
  const Json texts = jsonLines(both.out).back()["texts"];
  CHECK(texts["source"] == "land cover");
  CHECK(texts["count"].get<int>() > 20);
  CHECK(jsonLines(both.out).back()["tiles"] == report["tiles"]);
  std::ifstream table(cli.path("both.csv"));
  int tileLines = 0, textLines = 0;
  for (std::string line; std::getline(table, line);) {
    tileLines += line.find(",tile,") != std::string::npos ? 1 : 0;
    textLines += line.find(",text,") != std::string::npos && !line.starts_with("tile,") ? 1 : 0;
  }
  CHECK(tileLines == report["tiles"].get<int>());
  CHECK(textLines == texts["count"].get<int>());
}

TEST_CASE("explore says what is wrong with a call before it works") {
  const Cli cli;
  REQUIRE(cli({"init", cli.path("a.tilescout")}).exitCode == 0);
  CHECK(cli({"explore", cli.path("a.tilescout"), "--clusters", "some"}).exitCode == 2);
  CHECK(cli({"explore", cli.path("a.tilescout"), "--method", "tsne"}).exitCode == 2);
  CHECK(cli({"explore", cli.path("a.tilescout"), "-o", cli.path("x.txt")}).exitCode == 1);
  CHECK(cli({"explore", cli.path("a.tilescout"), "--size", "50"}).exitCode == 2);
  CHECK(cli({"explore", cli.path("a.tilescout"), "-o", cli.path("x.csv"), "--size", "500"}).exitCode == 1);
  const ProcessResult empty = cli({"explore", cli.path("a.tilescout")});
  CHECK(empty.exitCode == 1);
  CHECK(empty.err.find("no embeddings") != std::string::npos);
}
