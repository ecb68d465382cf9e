#include "archive/backup.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <stop_token>

#include "archive/archive.h"
#include "archive/label_book.h"
#include "base/error.h"
#include "tests/archive/archive_fixture.h"
#include "support/test_files.h"

using namespace tilescout;
using namespace tilescout::archive;

namespace fs = std::filesystem;

TEST_CASE("aBackupIsAWholeArchiveOfOneMoment") {
  test::TempFolder folder;
  const fs::path file = folder / "a.tilescout", copy = folder / "copy.tilescout";
  Archive archive = Archive::create(file);
  archive.putScene(sceneNamed("/data/a.tif"), "k", gridOf(3, 2));
  archive.addCaption(1, "a field");
  JobContext quiet;
  backUpArchive(file, copy, quiet);
  archive.putScene(sceneNamed("/data/b.tif"), "k", gridOf(2, 2));  // comes too late
  Archive restored = Archive::open(copy, OpenMode::ReadWrite);
  CHECK(restored.scenes().size() == 1);
  CHECK(restored.scenes()[0].tiles == 6);
  CHECK(restored.captions().at(0).text == "a field");
  restored.addCaption(2, "it can be written to");
  CHECK(archive.captions().size() == 1);
  backUpArchive(file, copy, quiet);  // replaces the one before
  CHECK(Archive::open(copy, OpenMode::ReadOnly).scenes().size() == 2);
}

TEST_CASE("writingGoesOnDuringABackupAndDoesNotStartItAnew") {
  test::TempFolder folder;
  const fs::path file = folder / "a.tilescout", copy = folder / "copy.tilescout";
  Archive archive = Archive::create(file);
  archive.putScene(sceneNamed("/data/a.tif"), "k", gridOf(3, 2));
  int reports = 0;
  JobContext job({}, [&](const Progress&) {
    if (++reports == 1) archive.addCaption(1, "written meanwhile");
  });
  backUpArchive(file, copy, job);
  CHECK(reports > 0);
  CHECK(archive.captions().size() == 1);
  CHECK(Archive::open(copy, OpenMode::ReadOnly).captions().empty());
}

TEST_CASE("aBackupThatIsStoppedOrHasNoRoomLeavesNothing") {
  test::TempFolder folder;
  const fs::path file = folder / "a.tilescout", copy = folder / "copy.tilescout";
  Archive::create(file);
  std::stop_source stop;
  stop.request_stop();
  JobContext stopped(stop.get_token());
  CHECK_THROWS_AS(backUpArchive(file, copy, stopped), Cancelled);
  CHECK_FALSE(fs::exists(copy));
  CHECK_FALSE(fs::exists(copy.string() + ".part"));
  JobContext quiet;
  CHECK_THROWS_AS(backUpArchive(file, folder / "no" / "such" / "folder.tilescout", quiet), Error);
  CHECK(errorOf([&] { backUpArchive(file, file, quiet); }).code() == ErrorCode::InvalidInput);
}
