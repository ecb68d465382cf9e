#pragma once
#include <QImage>
#include <QString>
#include <QStringList>
#include <vector>

#include "base/job.h"
#include "search/query.h"

class QPainter;

namespace tilescout::ui {

/// What a report of hits says and shows.
struct ContactSheet {
  QString query, model, archive, date;
  std::int64_t searched = 0;
  std::vector<Hit> hits;
  std::int64_t left = 0;         ///< hits beyond these, that the report leaves out and says so
  std::vector<QImage> pictures;  ///< one a hit; null: could not be read
};

/// Pages of A4: a head (query, model, date, archive, map of the hits), then hits in rows of four: picture, score with
/// bar, rank, scene, date, place. Painting needs no screen and may be done on any thread.
int pagesOf(const ContactSheet& sheet);
/// `page` from 0; the painter's window is 1240 × 1754 units (150 an inch).
void paintPage(QPainter* painter, const ContactSheet& sheet, int page);

/// One file for all pages. It appears whole or not at all. Throws Error{Io} naming the file, Cancelled.
void writeContactSheetPdf(const ContactSheet& sheet, const QString& file, JobContext& job);
/// A picture a page: `file`, then "<name>-2.png" and so on. Returns them.
QStringList writeContactSheetPng(const ContactSheet& sheet, const QString& file, JobContext& job);

}  // namespace tilescout::ui
