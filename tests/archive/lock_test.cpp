#include <doctest/doctest.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "archive/archive_lock.h"
#include "tests/archive/archive_fixture.h"

using namespace tilescout;
using namespace tilescout::archive;

namespace {

/// A child process that takes the lock and holds it until it is killed.
class Holder {
 public:
  explicit Holder(const std::filesystem::path& archive) {
    int ready[2];
    REQUIRE(::pipe(ready) == 0);
    child_ = ::fork();
    if (child_ == 0) {
      const ArchiveLock lock(archive);
      if (::write(ready[1], "x", 1) != 1) ::_exit(1);
      for (;;) ::pause();
    }
    char byte = 0;
    REQUIRE(::read(ready[0], &byte, 1) == 1);
    ::close(ready[0]);
    ::close(ready[1]);
  }
  ~Holder() { kill(); }
  void kill() {
    if (child_ <= 0) return;
    ::kill(child_, SIGKILL);
    ::waitpid(child_, nullptr, 0);
    child_ = 0;
  }
  pid_t id() const { return child_; }

 private:
  pid_t child_ = 0;
};

}  // namespace

TEST_CASE("theLockSaysWhoHoldsItAndIsFreedWhenItsHolderIsKilled") {
  const test::TempFolder folder;
  const std::filesystem::path file = folder / "a.tilescout";
  Archive::create(file);
  Holder holder(file);
  const Error error = errorOf([&] { const ArchiveLock lock(file); });
  CHECK(error.code() == ErrorCode::Busy);
  CHECK(error.message().find(std::to_string(holder.id())) != std::string::npos);
  CHECK(error.message().find("test_archive") != std::string::npos);
  CHECK(Archive::open(file, OpenMode::ReadOnly).scenes().empty());  // readers do not mind
  holder.kill();
  { const ArchiveLock lock(file); }
  CHECK_FALSE(std::filesystem::exists(file.string() + ".lock"));
}

TEST_CASE("theLockCanBeTakenAgainAndAgainByManyProcesses") {
  const test::TempFolder folder;
  const std::filesystem::path file = folder / "a.tilescout";
  const std::filesystem::path inside = folder / "inside";
  std::vector<pid_t> children;
  for (int child = 0; child < 4; ++child) {
    const pid_t id = ::fork();
    if (id == 0) {
      int taken = 0;
      while (taken < 50) {
        try {
          const ArchiveLock lock(file);
          // Two holders at once would meet in this folder.
          if (!std::filesystem::create_directory(inside)) ::_exit(2);
          std::filesystem::remove(inside);
          ++taken;
        } catch (const Error& error) {
          if (error.code() != ErrorCode::Busy) ::_exit(3);
          ::usleep(200);
        }
      }
      ::_exit(0);
    }
    children.push_back(id);
  }
  for (const pid_t id : children) {
    int status = 0;
    REQUIRE(::waitpid(id, &status, 0) == id);
    CHECK(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 0);
  }
}

TEST_CASE("aWriterInAnotherProgramMakesTheArchiveBusyNotBroken") {
  const test::TempFolder folder;
  const std::filesystem::path file = folder / "a.tilescout";
  Archive archive = Archive::create(file);
  SQLite::Database other(file.string(), SQLite::OPEN_READWRITE);
  other.exec("BEGIN IMMEDIATE");
  CHECK(errorOf([&] { archive.beginJob("index", ""); }).code() == ErrorCode::Busy);
  CHECK(archive.status().jobs.empty());
  other.exec("ROLLBACK");
  archive.beginJob("index", "");
  CHECK(archive.status().jobs.size() == 1);
}

TEST_CASE("openingAnArchiveAgainKeepsTheLocksOfThoseWhoHaveItOpen") {
  const test::TempFolder folder;
  const std::filesystem::path file = folder / "a.tilescout";
  Archive archive = Archive::create(file);
  archive.putScene(sceneNamed("/data/a.tif"), "k", gridOf(2, 2));
  // SQLite's shared lock on the file: without it another process that closes the archive would remove the log.
  const auto othersAreKeptOut = [&] {
    const pid_t other = ::fork();
    if (other == 0) {
      struct flock asked {};
      asked.l_type = F_WRLCK;
      asked.l_whence = SEEK_SET;
      asked.l_start = 0x40000000 + 2;
      asked.l_len = 510;
      const int descriptor = ::open(file.c_str(), O_RDWR);
      ::_exit(::fcntl(descriptor, F_GETLK, &asked) == 0 && asked.l_type != F_UNLCK ? 0 : 1);
    }
    int status = 0;
    ::waitpid(other, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
  };
  CHECK(othersAreKeptOut());
  CHECK(Archive::open(file, OpenMode::ReadOnly).scenes().size() == 1);
  CHECK(othersAreKeptOut());
  CHECK(Archive::open(file, OpenMode::ReadWrite).scenes().size() == 1);
  CHECK(othersAreKeptOut());
}
