#pragma once
#include <QString>

#include "base/job.h"
#include "search/query.h"

namespace tilescout::ui {

/// Hits as a table for the clipboard: tab separated text for spreadsheets, HTML for documents. No cell ever becomes a
/// formula or markup.
struct ClipboardText {
  QString table, html;
};

/// May be called on any thread; a hundred thousand hits take a while. Stage reported: "copy" (hits). Throws Cancelled.
ClipboardText clipboardText(const SearchResult& result, JobContext& job);

}  // namespace tilescout::ui
