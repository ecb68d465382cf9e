#pragma once
#include <QString>

#include "base/label_row.h"

namespace tilescout::ui {

/// A row of a label file ("line 5", "roads, feature 3") in the user's language.
QString labelRowText(const LabelRow& row);
/// Why a row was passed over, as a sentence.
QString labelRowProblem(const RowProblem& problem);

}  // namespace tilescout::ui
