#pragma once
#include <QString>
#include <QUrl>

#include "base/job.h"

namespace tilescout::ui {

struct Download {
  QUrl url;        ///< http or https
  QString target;  ///< file; while it is not whole, "<target>.part" stands beside it
  QString sha256;  ///< hexadecimal; empty: not known, nothing is compared
};

/// Fetches a file on the calling thread and returns its SHA-256. What an earlier try has loaded is kept and goes on
/// from there, when the server still has the same file. Stage: "download", in bytes. Throws Error (Io: no network, or
/// the server does not have it; its message then begins with "offline"; Corrupt: another SHA-256, and the file is
/// removed) and Cancelled.
QString fetch(const Download& download, JobContext& job);

struct Fetched {
  QString sha256;
  bool wasThere = false;  ///< the file lay in its place already; nothing was loaded
};

/// As fetch(), but a file that lies in its place already is kept when its SHA-256 is the one asked for, or none was
/// asked for; another one is loaded anew. Stage of looking at it: "check", in bytes.
Fetched fetchUnlessThere(const Download& download, JobContext& job);

}  // namespace tilescout::ui
