#pragma once
#include <QString>
#include <QStringList>

namespace tilescout::ui {

/// The label formats by the names of core/jobs/label_transfer.h, in the user's words.
QStringList labelFormats();
QString labelFormatName(const QString& format);
/// One sentence about it: what it holds and who reads it.
QString labelFormatAbout(const QString& format);
/// Ending of its files, without the dot; empty for what is written as a folder.
QString labelFormatEnding(const QString& format);

}  // namespace tilescout::ui
