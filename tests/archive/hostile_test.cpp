#include <doctest/doctest.h>

#include <fstream>
#include <random>

#include "tests/archive/archive_fixture.h"

using namespace tilescout;
using namespace tilescout::archive;

namespace {

void writeFile(const std::filesystem::path& file, const std::string& bytes) {
  std::ofstream(file, std::ios::binary) << bytes;
}

std::string readAll(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void makeSmallArchive(const std::filesystem::path& file) {
  Archive archive = Archive::create(file);
  const ModelRecord model = archive.modelFor("m", "f1", 64);
  const SceneId scene = archive.putScene(sceneNamed("/data/a.tif"), "k", gridOf(20, 20));
  std::vector<std::vector<std::uint16_t>> rows;
  std::vector<Archive::EmbeddedTile> batch;
  for (const StoredTile& tile : archive.pendingTiles(scene, model.id)) {
    rows.push_back(unitRow(tile.id, 64));
    batch.push_back({tile.id, false, rows.back()});
  }
  archive.storeEmbeddings(model.id, batch);
}

// Opens and reads everything; damage may be found anywhere on the way, but only ever as an Error.
bool readsWhole(const std::filesystem::path& file) {
  try {
    Archive archive = Archive::open(file, OpenMode::ReadOnly);
    archive.scenes();
    archive.tilesInBox(-180, -90, 180, 90);
    archive.status();
    for (const ModelRecord& model : archive.models()) archive.readEmbeddings(model.id, [](auto, auto) {});
    return archive.verify().size() == 1;  // the scene's file, which does not exist
  } catch (const Error&) {
    return false;
  }
}

}  // namespace

TEST_CASE("whatIsNoArchiveIsRefusedWithTheReason") {
  const test::TempFolder folder;
  CHECK(errorOf([&] { Archive::open(folder / "none", OpenMode::ReadOnly); }).code() == ErrorCode::NotFound);
  CHECK(errorOf([&] { Archive::open(folder.path(), OpenMode::ReadOnly); }).code() == ErrorCode::InvalidInput);

  writeFile(folder / "empty", "");
  writeFile(folder / "text", std::string(5000, 'x'));
  for (const char* name : {"empty", "text"}) {
    const Error error = errorOf([&] { Archive::open(folder / name, OpenMode::ReadWrite); });
    CHECK(error.code() == ErrorCode::Corrupt);
    CHECK(error.message().find("no Tilescout archive") != std::string::npos);
  }
}

TEST_CASE("anotherApplicationsDatabaseIsRefusedAndNotTouched") {
  const test::TempFolder folder;
  const std::filesystem::path file = folder / "photos.db";
  {
    SQLite::Database other(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    other.exec("CREATE TABLE scene (id); PRAGMA application_id = 1234");
  }
  const std::string before = readAll(file);
  const Error error = errorOf([&] { Archive::open(file, OpenMode::ReadWrite); });
  CHECK(error.code() == ErrorCode::Corrupt);
  CHECK(error.message().find("another application") != std::string::npos);
  CHECK(readAll(file) == before);
}

TEST_CASE("triggersAndViewsOfAStrangerAreRefused") {
  const test::TempFolder folder;
  for (const char* sql :
       {"CREATE TRIGGER t AFTER UPDATE ON meta BEGIN DELETE FROM scene; END", "CREATE VIEW v AS SELECT * FROM scene"}) {
    const std::filesystem::path file = folder / "a.tilescout";
    std::filesystem::remove(file);
    makeSmallArchive(file);
    tamper(file, sql);
    CHECK(errorOf([&] { Archive::open(file, OpenMode::ReadWrite); }).code() == ErrorCode::Corrupt);
    CHECK(errorOf([&] { Archive::open(file, OpenMode::ReadOnly); }).code() == ErrorCode::Corrupt);
  }
}

TEST_CASE("valuesThatCannotBeAreCorrupt") {
  const test::TempFolder folder;
  const std::filesystem::path file = folder / "a.tilescout";
  const char* changes[] = {"UPDATE scene SET width = -5",
                           "UPDATE scene SET bands = '[{'",
                           "UPDATE scene SET bands = '[{\"number\": \"x\"}]'",
                           "UPDATE scene SET rendering = '{\"bands\":[1]}'",
                           "UPDATE scene SET footprint = zeroblob(24)",
                           "UPDATE scene SET footprint = x'000000000000f07f000000000000f07f'",
                           "UPDATE scene SET geo_transform = zeroblob(16)",
                           "PRAGMA ignore_check_constraints = ON; UPDATE scene SET state = 'strange'",
                           "DROP TABLE scene"};
  for (const char* sql : changes) {
    CAPTURE(sql);
    std::filesystem::remove(file);
    makeSmallArchive(file);
    tamper(file, std::string("PRAGMA foreign_keys = OFF; ") + sql);
    CHECK(errorOf([&] { Archive::open(file, OpenMode::ReadOnly).scenes(); }).code() == ErrorCode::Corrupt);
  }
  std::filesystem::remove(file);
  makeSmallArchive(file);
  tamper(file, "UPDATE model SET embed_dim = 2000000000");
  CHECK(errorOf([&] { Archive::open(file, OpenMode::ReadOnly).models(); }).code() == ErrorCode::Corrupt);
  CHECK(errorOf([&] { Archive::open(file, OpenMode::ReadOnly).readEmbeddings(1, [](auto, auto) {}); }).code() ==
        ErrorCode::Corrupt);
}

TEST_CASE("cutFilesAreRefused") {
  const test::TempFolder folder;
  makeSmallArchive(folder / "whole");
  const std::string whole = readAll(folder / "whole");
  REQUIRE(readsWhole(folder / "whole"));
  for (const double share : {0.01, 0.2, 0.5, 0.9, 0.99}) {
    CAPTURE(share);
    writeFile(folder / "cut", whole.substr(0, static_cast<std::size_t>(share * static_cast<double>(whole.size()))));
    CHECK_FALSE(readsWhole(folder / "cut"));
  }
}

TEST_CASE("flippedBytesNeverDoMoreThanAnError") {
  const test::TempFolder folder;
  makeSmallArchive(folder / "whole");
  const std::string whole = readAll(folder / "whole");
  std::mt19937 random(4);
  int refused = 0;
  for (int round = 0; round < 150; ++round) {
    std::string bytes = whole;
    for (int i = 0; i < 40; ++i) bytes[random() % bytes.size()] = static_cast<char>(random());
    writeFile(folder / "flipped", bytes);
    refused += readsWhole(folder / "flipped") ? 0 : 1;
    for (const char* suffix : {"-wal", "-shm"}) std::filesystem::remove((folder / "flipped").string() + suffix);
  }
  CHECK(refused > 75);  // most rounds hit something that matters
}
