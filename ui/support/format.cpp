#include "ui/support/format.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <algorithm>
#include <cmath>

namespace tilescout::ui {

namespace {

struct Format {
  Q_DECLARE_TR_FUNCTIONS(Format)
};

constexpr double kPi = 3.14159265358979323846;

double wrapLongitude(double lon) {
  const double wrapped = std::fmod(lon + 180.0, 360.0);
  return (wrapped < 0 ? wrapped + 360.0 : wrapped) - 180.0;
}

/// Great-circle distance on a sphere: good to half a percent, enough for a label.
double metresBetween(const LonLat& a, const LonLat& b) {
  const double toRadians = kPi / 180.0;
  const double dLat = (b.lat - a.lat) * toRadians;
  const double dLon = (b.lon - a.lon) * toRadians;
  const double h = std::pow(std::sin(dLat / 2), 2) +
                   std::cos(a.lat * toRadians) * std::cos(b.lat * toRadians) * std::pow(std::sin(dLon / 2), 2);
  return 2 * 6371008.8 * std::asin(std::sqrt(std::min(1.0, h)));
}

}  // namespace

QString formatCount(std::int64_t count) { return QLocale().toString(static_cast<qlonglong>(count)); }

QString formatScore(double score) { return QLocale().toString(score, 'f', 3); }

QString formatPercentile(double percentile) {
  const int decimals = percentile >= 99.95 ? 3 : percentile >= 99.5 ? 2 : 1;
  // Never rounded up to "100 %": nothing is better than itself.
  const double scale = std::pow(10.0, decimals);
  return Format::tr("%1 %").arg(QLocale().toString(std::floor(percentile * scale) / scale, 'f', decimals));
}

QString formatTimeLeft(double seconds) {
  if (seconds < 0 || !std::isfinite(seconds)) return {};
  const auto whole = static_cast<qint64>(std::llround(seconds));
  if (whole < 60) return Format::tr("%1 s left").arg(whole);
  if (whole < 5400) return Format::tr("%1 min left").arg((whole + 59) / 60);
  return Format::tr("%1 h %2 min left").arg(whole / 3600).arg((whole % 3600) / 60);
}

QString formatDuration(double seconds) {
  if (seconds < 0 || !std::isfinite(seconds)) return {};
  const auto whole = static_cast<qint64>(std::llround(seconds));
  if (whole < 60) return Format::tr("%1 s").arg(std::max<qint64>(1, whole));
  if (whole < 5400) return Format::tr("%1 min").arg((whole + 59) / 60);
  return Format::tr("%1 h %2 min").arg(whole / 3600).arg((whole % 3600) / 60);
}

QString formatMoment(const std::string& iso) {
  const QString text = QString::fromStdString(iso);
  const QDateTime moment = QDateTime::fromString(text, Qt::ISODate).toLocalTime();
  if (!moment.isValid()) return text;
  if (moment.date() == QDate::currentDate()) return QLocale().toString(moment.time(), QLocale::ShortFormat);
  return QLocale().toString(moment, QLocale::ShortFormat);
}

QString formatRate(double perSecond) {
  if (perSecond <= 0) return {};
  return Format::tr("%1/s").arg(QLocale().toString(perSecond, 'f', perSecond < 10 ? 1 : 0));
}

QString formatBytes(std::int64_t bytes) { return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat); }

LonLat centreOf(const Ring& ring) {
  if (ring.empty()) return {};
  LonLat sum;
  for (const LonLat& corner : ring) {
    sum.lon += corner.lon;
    sum.lat += corner.lat;
  }
  const auto count = static_cast<double>(ring.size());
  return {wrapLongitude(sum.lon / count), sum.lat / count};
}

QString formatPlace(const LonLat& place) {
  const QLocale locale;
  const QString lat = locale.toString(std::abs(place.lat), 'f', 5);
  const QString lon = locale.toString(std::abs(place.lon), 'f', 5);
  QString north = place.lat >= 0 ? Format::tr("%1° N").arg(lat) : Format::tr("%1° S").arg(lat);
  QString east = place.lon >= 0 ? Format::tr("%1° E").arg(lon) : Format::tr("%1° W").arg(lon);
  // A line may break between the two, never within one.
  north.replace(QLatin1Char(' '), QChar::Nbsp);
  east.replace(QLatin1Char(' '), QChar::Nbsp);
  return QStringLiteral("%1, %2").arg(north, east);
}

QString placeForCopying(const LonLat& place) {
  return QStringLiteral("%1, %2").arg(QString::number(place.lat, 'f', 6), QString::number(place.lon, 'f', 6));
}

QString formatGroundSize(const Ring& corners) {
  if (corners.size() != 4) return {};
  const double width = metresBetween(corners[0], corners[1]);
  const double height = metresBetween(corners[1], corners[2]);
  const bool kilometres = std::max(width, height) >= 10000;
  const QLocale locale;
  if (kilometres) {
    return Format::tr("%1 × %2 km").arg(locale.toString(width / 1000, 'f', 1), locale.toString(height / 1000, 'f', 1));
  }
  return Format::tr("%1 × %2 m").arg(locale.toString(width, 'f', 0), locale.toString(height, 'f', 0));
}

}  // namespace tilescout::ui
