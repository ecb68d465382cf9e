#include <fstream>

#include "tests/cli/cli_fixture.h"

using namespace tilescout::test;

TEST_CASE("wrong usage ends with 2 and a sentence that names what is wrong") {
  struct Case {
    std::vector<std::string> arguments;
    std::string names;
  };
  const Case cases[] = {
      {{}, "needs a verb"},
      {{"frobnicate"}, "frobnicate"},
      {{"models", "frobnicate"}, "frobnicate"},
      {{"index", "a.tilescout"}, "PATH"},
      {{"index", "a.tilescout", ".", "--device", "gpu"}, "--device"},
      {{"index", "a.tilescout", ".", "--stretch", "percent:98,2"}, "--stretch"},
      {{"index", "a.tilescout", ".", "--bands", "1,2"}, "--bands"},
      {{"index", "a.tilescout", ".", "--bands", "1,2,0"}, "--bands"},
      {{"index", "a.tilescout", ".", "--tile", "64", "--ground", "500"}, "--ground"},
      {{"index", "a.tilescout", ".", "--no-such-option"}, "--no-such-option"},
      {{"index", "a.tilescout", ".", "--shard", "0/4"}, "--shard"},
      {{"index", "a.tilescout", ".", "--shard", "5/4"}, "--shard"},
      {{"index", "a.tilescout", ".", "--shard", "2"}, "--shard"},
      {{"merge", "a.tilescout"}, "SHARD"},
      {{"reembed", "a.tilescout"}, "--model"},
      {{"search", "a.tilescout"}, "TEXT"},
      {{"search", "a.tilescout", "x", "--format", "xml"}, "xml"},
      {{"search", "a.tilescout", "x", "--format", "gpkg"}, "-o"},
      {{"search", "a.tilescout", "x", "--top", "0"}, "--top"},
      {{"search", "a.tilescout", "x", "--bbox", "1,2,3"}, "--bbox"},
      {{"search", "a.tilescout", "x", "--bbox", "1,nan,3,4"}, "--bbox"},
      {{"search", "a.tilescout", "x", "--bbox", "1,5,3,4"}, "--bbox"},
      {{"search", "a.tilescout", "x", "--from", "31.07.2015"}, "--from"},
      {{"search", "a.tilescout", "x", "--from", "2015-02-29"}, "--from"},
      {{"search", "a.tilescout", "x", "--from", "2016-01-01", "--to", "2015-01-01"}, "--from"},
      {{"captions", "export", "a.tilescout"}, "--output"},
      {{"captions", "import", "a.tilescout", "p", "--format", "xml"}, "xml"},
      {{"match", "a.tilescout", "--texts", "t.txt"}, "--image"},
      {{"match", "a.tilescout", "--texts", "t.txt", "--image", "i.png", "--tile", "1"}, "--tile"},
      {{"embed", "-o", "out.safetensors"}, "--images"},
      {{"embed", "--texts", "t.txt"}, "--output"},
      {{"demo", "make", "d", "--scenes", "-1"}, "--scenes"},
      {{"demo", "tiles", "d", "--seed", "-5"}, "--seed: \"-5\" is no number from 0 on"},
      {{"explore", "a.tilescout", "--seed", "-5"}, "--seed"},
      {{"train", "a.tilescout", "-o", "m", "--lr", "nan"}, "--lr: \"nan\" is no number above 0"},
      {{"train", "a.tilescout", "-o", "m", "--lr", "1e999"}, "--lr"},
  };
  const Cli cli;
  for (const Case& wrong : cases) {
    const ProcessResult result = cli(wrong.arguments);
    CAPTURE(result.err);
    CHECK(result.exitCode == 2);
    CHECK(result.err.find(wrong.names) != std::string::npos);
    CHECK(result.out.empty());
  }
}

TEST_CASE("every verb explains itself with an example") {
  const std::vector<std::vector<std::string>> verbs = {
      {"demo"},           {"demo", "make"},   {"demo", "tiles"}, {"init"},
      {"index"},          {"merge"},          {"reembed"},       {"search"},
      {"captions"},       {"captions", "import"}, {"captions", "export"}, {"captions", "list"},         {"match"},         {"status"},
      {"verify"},         {"embed"},          {"models"},        {"models", "import"},
      {"models", "list"}, {"models", "info"}, {"models", "use"}, {"models", "remove"}};
  const Cli cli;
  for (std::vector<std::string> verb : verbs) {
    std::string words = "tilescout-cli";
    for (const std::string& word : verb) words += " " + word;
    verb.push_back("--help");
    const ProcessResult result = cli(verb);
    CHECK(result.exitCode == 0);
    // The example calls this very verb.
    const std::size_t example = result.out.find("Example:");
    REQUIRE(example != std::string::npos);
    CHECK(result.out.find(words, example) != std::string::npos);
  }
}

TEST_CASE("options take one value each, so words after them keep their place") {
  // "--not clouds harbour": harbour is the text. A missing archive is noticed only after the call was understood.
  const Cli cli;
  const ProcessResult result =
      cli({"search", cli.path("none.tilescout"), "--not", "clouds", "harbour", "--bbox", "-97.5,46,-96,47.25"});
  CHECK(result.exitCode == 1);
  CHECK(result.err.find("none.tilescout") != std::string::npos);
}

TEST_CASE("an archive that is missing, or is none, is refused by name") {
  const Cli cli;
  std::ofstream(cli.path("letter.tilescout")) << "Dear archive, I am no database.";
  for (const std::string name : {"absent.tilescout", "letter.tilescout"}) {
    for (const std::string verb : {"status", "search"}) {
      std::vector<std::string> arguments{verb, cli.path(name)};
      if (verb == std::string("search")) arguments.push_back("harbour");
      const ProcessResult result = cli(arguments);
      CAPTURE(result.err);
      CHECK(result.exitCode == 1);
      CHECK(result.err.find(name) != std::string::npos);
      CHECK(result.out.empty());
    }
  }
  const ProcessResult indexed = cli({"index", cli.path("none.tilescout"), "."});
  CHECK(indexed.exitCode == 1);
  CHECK(indexed.err.find("tilescout-cli init \"" + cli.path("none.tilescout")) != std::string::npos);
}

TEST_CASE("init never overwrites") {
  const Cli cli;
  std::ofstream(cli.path("mine.tilescout")) << "precious";
  const ProcessResult result = cli({"init", cli.path("mine.tilescout")});
  CHECK(result.exitCode == 1);
  CHECK(result.err.find("mine.tilescout") != std::string::npos);
  std::ifstream file(cli.path("mine.tilescout"));
  std::string content;
  std::getline(file, content);
  CHECK(content == "precious");
}
