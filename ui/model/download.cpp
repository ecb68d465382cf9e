#include "ui/model/download.h"

#include <QCryptographicHash>
#include <QDir>
#include <QEventLoop>
#include <QFile>
#include <QFileInfo>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSaveFile>
#include <QTimer>
#include <optional>

#include "base/error.h"

namespace tilescout::ui {

namespace {

constexpr int kTimeoutMs = 30000, kPollMs = 100;
constexpr qint64 kCheckBlock = qint64{4} << 20;

/// One try: what is there already, the request for the rest, and what comes of it.
class Fetch {
 public:
  Fetch(const Download& download, JobContext& job)
      : download_(download),
        job_(job),
        part_(download.target + QStringLiteral(".part")),
        tagFile_(download.target + QStringLiteral(".part.etag")),
        hash_(QCryptographicHash::Sha256) {}

  QString run() {
    openPart();
    request();
    finish();
    return sum_;
  }

 private:
  [[noreturn]] void fail(ErrorCode code, const QString& message) const {
    throw Error(code, message.toStdString(), download_.url.toString().toStdString());
  }

  void openPart() {
    QDir().mkpath(QFileInfo(download_.target).path());
    if (!part_.open(QIODevice::ReadWrite))
      fail(ErrorCode::Io, part_.fileName() + QStringLiteral(": cannot be written"));
    QFile tag(tagFile_);
    if (tag.open(QIODevice::ReadOnly)) etag_ = tag.readAll();
    if (etag_.isEmpty()) part_.resize(0);  // without a mark of the server's nobody knows what it is a part of
    if (!hash_.addData(&part_)) fail(ErrorCode::Io, part_.fileName() + QStringLiteral(": cannot be read"));
    have_ = part_.size();
  }

  void startAnew() {
    hash_.reset();
    part_.resize(0);
    part_.seek(0);
    have_ = 0;
  }

  void request() {
    QNetworkAccessManager network;
    QNetworkRequest asked(download_.url);
    asked.setTransferTimeout(kTimeoutMs);
    asked.setRawHeader("Accept-Encoding", "identity");
    if (have_ > 0) {
      asked.setRawHeader("Range", "bytes=" + QByteArray::number(have_) + '-');
      asked.setRawHeader("If-Range", etag_);
    }
    const std::unique_ptr<QNetworkReply> reply(network.get(asked));
    QEventLoop loop;
    QTimer poll;
    QObject::connect(&poll, &QTimer::timeout, reply.get(), [&] {
      if (job_.stopRequested()) reply->abort();
    });
    QObject::connect(reply.get(), &QNetworkReply::readyRead, &loop, [&] { take(*reply); });
    QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
    poll.start(kPollMs);
    if (!reply->isFinished()) loop.exec();
    job_.checkpoint();
    if (failure_) throw *failure_;
    judge(*reply);
    if (reply->bytesAvailable() > 0) take(*reply);
    if (failure_) throw *failure_;
  }

  void begin(QNetworkReply& reply) {
    begun_ = true;
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status != 206 && have_ > 0) startAnew();
    const QByteArray tag = reply.rawHeader("ETag");
    QSaveFile kept(tagFile_);
    if (!tag.isEmpty() && !tag.startsWith("W/") && kept.open(QIODevice::WriteOnly)) {
      kept.write(tag);
      kept.commit();
    } else {
      QFile::remove(tagFile_);
    }
    const qint64 length = reply.header(QNetworkRequest::ContentLengthHeader).toLongLong();
    total_ = length > 0 ? have_ + length : 0;
  }

  void take(QNetworkReply& reply) {
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status != 200 && status != 206) return;  // a page about a failure is not the file
    if (!begun_) begin(reply);
    const QByteArray bytes = reply.readAll();
    if (part_.write(bytes) != bytes.size()) {
      failure_ = Error(ErrorCode::Io, "cannot be written: " + part_.errorString().toStdString(),
                       part_.fileName().toStdString());
      reply.abort();
      return;
    }
    hash_.addData(bytes);
    have_ += bytes.size();
    job_.report({"download", have_, total_});
  }

  void judge(const QNetworkReply& reply) const {
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status >= 400) {
      fail(status == 404 || status == 410 ? ErrorCode::NotFound : ErrorCode::Io,
           QStringLiteral("the server answers with status %1").arg(status));
    }
    if (reply.error() != QNetworkReply::NoError) fail(ErrorCode::Io, QStringLiteral("offline: ") + reply.errorString());
    if (total_ > 0 && have_ < total_ && reply.bytesAvailable() == 0) {
      fail(ErrorCode::Io, QStringLiteral("offline: the connection ended before the file did"));
    }
  }

  void finish() {
    part_.close();
    sum_ = QString::fromLatin1(hash_.result().toHex());
    QFile::remove(tagFile_);
    if (!download_.sha256.isEmpty() && sum_ != download_.sha256.trimmed().toLower()) {
      part_.remove();
      fail(ErrorCode::Corrupt, QStringLiteral("its SHA-256 is %1, not %2").arg(sum_, download_.sha256.trimmed()));
    }
    QFile::remove(download_.target);
    if (!part_.rename(download_.target)) fail(ErrorCode::Io, download_.target + QStringLiteral(": cannot be written"));
  }

  const Download& download_;
  JobContext& job_;
  QFile part_;
  const QString tagFile_;
  QCryptographicHash hash_;
  QByteArray etag_;
  qint64 have_ = 0, total_ = 0;
  bool begun_ = false;
  std::optional<Error> failure_;
  QString sum_;
};

/// SHA-256 of a file, read in pieces so that it can be stopped.
QString sumOf(const QString& path, JobContext& job) {
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly)) throw Error(ErrorCode::Io, "cannot be read", path.toStdString());
  QCryptographicHash hash(QCryptographicHash::Sha256);
  const qint64 total = file.size();
  for (qint64 done = 0; !file.atEnd();) {
    job.checkpoint();
    const QByteArray bytes = file.read(kCheckBlock);
    if (bytes.isEmpty()) throw Error(ErrorCode::Io, "cannot be read", path.toStdString());
    hash.addData(bytes);
    done += bytes.size();
    job.report({"check", done, total});
  }
  return QString::fromLatin1(hash.result().toHex());
}

}  // namespace

Fetched fetchUnlessThere(const Download& download, JobContext& job) {
  if (QFileInfo(download.target).isFile()) {
    const QString wanted = download.sha256.trimmed().toLower();
    const QString sum = sumOf(download.target, job);
    if (wanted.isEmpty() || sum == wanted) return {sum, true};
  }
  return {fetch(download, job), false};
}

QString fetch(const Download& download, JobContext& job) {
  const QString scheme = download.url.scheme();
  if (!download.url.isValid() || (scheme != QLatin1String("https") && scheme != QLatin1String("http"))) {
    throw Error(ErrorCode::InvalidInput, "is no address that begins with https://",
                download.url.toString().toStdString());
  }
  return Fetch(download, job).run();
}

}  // namespace tilescout::ui
