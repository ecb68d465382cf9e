#include <doctest/doctest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "archive/connection.h"
#include "tests/archive/archive_fixture.h"

using namespace tilescout;
using namespace tilescout::archive;

namespace {

// Permissions do not bind root, as which tests often run: the child becomes "nobody" first.
int asNobody(const std::function<bool()>& body) {
  const pid_t id = ::fork();
  if (id == 0) {
    if (::geteuid() == 0 && (::setgid(65534) != 0 || ::setuid(65534) != 0)) ::_exit(90);
    try {
      ::_exit(body() ? 0 : 1);
    } catch (const std::exception&) {
      ::_exit(2);
    }
  }
  int status = 0;
  ::waitpid(id, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

bool failsWith(ErrorCode code, const std::string& words, const std::function<void()>& body) {
  try {
    body();
  } catch (const Error& error) {
    return error.code() == code && error.message().find(words) != std::string::npos;
  }
  return false;
}

struct ReadOnlyFolder {
  test::TempFolder folder;
  std::filesystem::path file = folder / "a.tilescout";
  ReadOnlyFolder() { Archive::create(file).putScene(sceneNamed("/data/a.tif"), "k", gridOf(2, 2)); }
  void close() const {
    ::chmod(file.c_str(), 0444);
    ::chmod(folder.path().c_str(), 0555);
  }
  ~ReadOnlyFolder() { ::chmod(folder.path().c_str(), 0755); }
};

}  // namespace

TEST_CASE("anArchiveInAReadOnlyFolderIsReadAndWritingIsRefusedWithTheReason") {
  const ReadOnlyFolder place;
  place.close();
  CHECK(asNobody([&] { return Archive::open(place.file, OpenMode::ReadOnly).scenes().size() == 1; }) == 0);
  CHECK(asNobody([&] {
          return failsWith(ErrorCode::Io, "read-only", [&] { Archive::open(place.file, OpenMode::ReadWrite); });
        }) == 0);
  CHECK(asNobody([&] {
          return failsWith(ErrorCode::Io, "read-only", [&] { Archive::create(place.folder / "b.tilescout"); });
        }) == 0);
  CHECK(asNobody([&] {
          return failsWith(ErrorCode::Io, "cannot be locked", [&] { const ArchiveLock lock(place.file); });
        }) == 0);
}

TEST_CASE("aLogLeftInAReadOnlyFolderIsNotIgnored") {
  const ReadOnlyFolder place;
  {
    // A writer that was killed leaves its log behind.
    const pid_t id = ::fork();
    if (id == 0) {
      Archive archive = Archive::open(place.file, OpenMode::ReadWrite);
      archive.beginJob("index", "");
      ::kill(::getpid(), SIGKILL);
    }
    ::waitpid(id, nullptr, 0);
  }
  REQUIRE(std::filesystem::file_size(place.file.string() + "-wal") > 0);
  place.close();
  CHECK(asNobody([&] {
          return failsWith(ErrorCode::Io, "-wal", [&] { Archive::open(place.file, OpenMode::ReadOnly); });
        }) == 0);
}

TEST_CASE("aReadOnlyInstanceRefusesToWrite") {
  const test::TempFolder folder;
  Archive::create(folder / "a.tilescout");
  Archive archive = Archive::open(folder / "a.tilescout", OpenMode::ReadOnly);
  CHECK(failsWith(ErrorCode::Io, "reading only", [&] { archive.beginJob("index", ""); }));
}

TEST_CASE("onANetworkShareTheWriteAheadLogIsNotUsed") {
  const test::TempFolder folder;
  const std::filesystem::path file = folder / "a ü%?#.tilescout";  // the name also passes through a URI
  Archive::create(file).putScene(sceneNamed("/data/a.tif"), "k", gridOf(2, 2));
  const FilePlace share{true, true, true};
  {
    auto database = openDatabase(file, OpenMode::ReadWrite, share);
    CHECK(database->execAndGet("PRAGMA journal_mode").getString() == "truncate");
    database->exec("UPDATE meta SET value = 41 WHERE key = 'revision'");
    // Not held exclusively: another connection reads beside it.
    CHECK(openDatabase(file, OpenMode::ReadOnly, share)->execAndGet("SELECT count(*) FROM tile").getInt() == 4);
  }
  CHECK_FALSE(std::filesystem::exists(file.string() + "-wal"));
  {
    // A reader on a share sees what another program writes meanwhile.
    auto reader = openDatabase(file, OpenMode::ReadOnly, share);
    openDatabase(file, OpenMode::ReadWrite, share)->exec("UPDATE meta SET value = 40 WHERE key = 'revision'");
    CHECK(reader->execAndGet("SELECT value FROM meta WHERE key = 'revision'").getInt() == 40);
    openDatabase(file, OpenMode::ReadWrite, share)->exec("UPDATE meta SET value = 41 WHERE key = 'revision'");
    CHECK(reader->execAndGet("SELECT value FROM meta WHERE key = 'revision'").getInt() == 41);
  }
  auto local = openDatabase(file, OpenMode::ReadWrite, FilePlace{});
  CHECK(local->execAndGet("PRAGMA journal_mode").getString() == "wal");
  CHECK(local->execAndGet("SELECT value FROM meta WHERE key = 'revision'").getInt() == 41);
}

TEST_CASE("aFullDiskIsSaidAndLosesNothing") {
  const test::TempFolder folder;
  const std::filesystem::path file = folder / "a.tilescout";
  Archive::create(file).putScene(sceneNamed("/data/a.tif"), "k", gridOf(2, 2));
  // A limit on the size of files stands in for the end of the disk.
  const pid_t id = ::fork();
  if (id == 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlim_t limit = static_cast<rlim_t>(std::filesystem::file_size(file) + 100'000);
    const struct rlimit cut { limit, limit };
    ::setrlimit(RLIMIT_FSIZE, &cut);
    Archive archive = Archive::open(file, OpenMode::ReadWrite);
    const std::vector<StoredTile> many = gridOf(200, 200);
    ::_exit(failsWith(ErrorCode::Io, "", [&] { archive.putScene(sceneNamed("/data/b.tif"), "k", many); }) &&
                    archive.scenes().size() == 1
                ? 0
                : 1);
  }
  int status = 0;
  ::waitpid(id, &status, 0);
  CHECK(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 0);
  Archive archive = Archive::open(file, OpenMode::ReadWrite);
  CHECK(archive.scenes().size() == 1);
  archive.putScene(sceneNamed("/data/b.tif"), "k", gridOf(200, 200));
  CHECK(archive.scenes()[1].tiles == 40'000);
}
