#pragma once
#include <QString>

namespace tilescout::ui {

/// A row of a label file ("line 5", "layer, feature 3", as core/exchange/label_file.h names them) in the user's
/// language.
QString labelRowText(const QString& row);
/// Why a row was passed over. What is not known here stays the core's own English.
QString labelRowProblem(const QString& message);

}  // namespace tilescout::ui
