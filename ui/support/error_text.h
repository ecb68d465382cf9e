#pragma once
#include <QMetaType>
#include <QString>
#include <exception>

#include "base/error.h"

namespace tilescout::ui {

/// A failure of the core as it crosses to the interface's thread.
struct UiError {
  ErrorCode code = ErrorCode::Internal;
  QString message;  ///< the core's own sentence, English; shown folded away as details
  QString subject;  ///< the file, scene or tensor it is about
};

UiError uiError(const Error& error);
/// Any exception but Cancelled.
UiError uiErrorOf(const std::exception_ptr& exception);

/// What happened and to what, in the user's language.
QString errorSentence(const UiError& error);
/// What to do about it.
QString errorAdvice(const UiError& error);
/// Technical details in full, for folding away and copying.
QString errorDetails(const UiError& error);

/// Reason for which a scene was left out or indexed in part ("not_a_picture", "corrupt", ...).
QString problemSentence(const QString& code);
/// What to do about it; "" when there is nothing to be done.
QString problemAdvice(const QString& code);

}  // namespace tilescout::ui

Q_DECLARE_METATYPE(tilescout::ui::UiError)
