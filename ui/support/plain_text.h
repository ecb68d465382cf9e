#pragma once
#include <QString>
#include <string>

namespace tilescout::ui {

/// A name or value of the core (UTF-8) as Qt has it; not for sentences, which are translated.
inline QString text(const std::string& value) { return QString::fromStdString(value); }

}  // namespace tilescout::ui
