#include <fstream>
#include <set>

#include "tests/cli/cli_fixture.h"

using namespace tilescout::test;

TEST_CASE("captions go in, are listed, matched, measured and come out again") {
  const Cli cli;
  TILESCOUT_NEEDS_MODEL(cli);
  const std::string archive = cli.paintedScenes(1, 256);
  REQUIRE(cli({"index", archive, cli.path("scenes"), "--tile", "128"}).exitCode == 0);
  const std::string scene =
      Json::parse(cli({"search", archive, "x", "--format", "json"}).out)["hits"][0]["scene"].get<std::string>();
  std::ofstream(cli.path("labels.csv")) << "image,x,y,width,height,caption,split\n"
                                        << scene << ",0,0,128,128,a forest beside a river,test\n"
                                        << scene << ",128,0,128,128,a harbour with boats,test\n"
                                        << scene << ",0,128,128,128,an airport,train\n"
                                        << "nowhere.tif,,,,,lost,\n";
  const ProcessResult imported = cli({"captions", "import", archive, cli.path("labels.csv"), "--json"});
  CAPTURE(imported.err);
  CHECK(imported.exitCode == 3);
  CHECK(imported.err.find("line 5") != std::string::npos);
  const Json report = jsonLines(imported.out).back();
  CHECK(report["captions"] == 3);
  CHECK(report["problems"].size() == 1);

  const ProcessResult listed = cli({"captions", "list", archive, "--json"});
  const Json captions = Json::parse(listed.out);
  REQUIRE(captions.size() == 3);
  CHECK(captions[0]["text"] == "a forest beside a river");
  CHECK(captions[0]["scene"] == scene);
  CHECK(Json::parse(cli({"status", archive, "--json"}).out)["captions"] == 3);

  const ProcessResult matched =
      cli({"match", archive, "--tile", captions[0]["tile"].dump(), "--format", "json", "--top", "2"});
  REQUIRE_MESSAGE(matched.exitCode == 0, matched.err);
  CHECK(Json::parse(matched.out)["matches"].size() == 2);

  const ProcessResult measured = cli({"evaluate", archive, "--json"});
  REQUIRE_MESSAGE(measured.exitCode == 0, measured.err);
  const Json metrics = Json::parse(measured.out);
  CHECK(metrics["images"] == 3);
  CHECK(metrics["texts"] == 3);
  CHECK(metrics["txt_r5"] == 100.0);  // only three to choose from
  CHECK(Json::parse(cli({"evaluate", archive, "--split", "test", "--json"}).out)["images"] == 2);
  CHECK(cli({"evaluate", archive, "--split", "none"}).exitCode == 1);

  const ProcessResult exported = cli({"captions", "export", archive, "-o", cli.path("out.gpkg")});
  CHECK_MESSAGE(exported.exitCode == 0, exported.err);
  const ProcessResult seen = runProcess({"ogrinfo", "-so", cli.path("out.gpkg"), "labels"});
  CHECK(seen.out.find("Feature Count: 3") != std::string::npos);
}

TEST_CASE("match and evaluate say what is missing when an archive has no captions") {
  const Cli cli;
  TILESCOUT_NEEDS_MODEL(cli);
  const std::string archive = cli.paintedScenes(1, 256);
  REQUIRE(cli({"index", archive, cli.path("scenes"), "--tile", "128"}).exitCode == 0);
  const ProcessResult matched = cli({"match", archive, "--tile", "1"});
  CHECK(matched.exitCode == 1);
  CHECK(matched.err.find("--texts") != std::string::npos);
  CHECK(cli({"evaluate", archive}).exitCode == 1);
  CHECK(cli({"evaluate"}).exitCode == 2);
  CHECK(cli({"captions", "export", archive, "-o", cli.path("o.csv")}).exitCode == 1);
}
