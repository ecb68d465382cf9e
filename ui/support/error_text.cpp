#include "ui/support/error_text.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <new>

namespace tilescout::ui {

namespace {

/// Gives the free functions below a translation context.
struct ErrorText {
  Q_DECLARE_TR_FUNCTIONS(ErrorText)
};

QString shortSubject(const UiError& error) {
  if (error.subject.isEmpty()) return ErrorText::tr("It");
  const QString name = QFileInfo(error.subject).fileName();
  return QStringLiteral("“%1”").arg(name.isEmpty() ? error.subject : name);
}

/// Of what does not fit, the one case for which another program is all that is needed; archive/migrations says it so.
bool isNewerArchive(const UiError& error) {
  return error.message.startsWith(QLatin1String("was written by a newer Tilescout"));
}

/// Something of the program's own is missing or does not fit; base/paths and backend/loaded_backend say it so.
bool isOwnPart(const UiError& error) { return error.message.contains(QLatin1String("install it again")); }

}  // namespace

UiError uiError(const Error& error) {
  return {error.code(), QString::fromStdString(error.message()), QString::fromStdString(error.subject())};
}

UiError uiErrorOf(const std::exception_ptr& exception) {
  try {
    std::rethrow_exception(exception);
  } catch (const Error& error) {
    return uiError(error);
  } catch (const std::bad_alloc&) {
    return {ErrorCode::OutOfMemory, QStringLiteral("out of memory"), {}};
  } catch (const std::exception& error) {
    return {ErrorCode::Internal, QString::fromUtf8(error.what()), {}};
  } catch (...) {
    return {ErrorCode::Internal, QStringLiteral("unknown failure"), {}};
  }
}

QString errorSentence(const UiError& error) {
  const QString subject = shortSubject(error);
  switch (error.code) {
    case ErrorCode::NotFound: return ErrorText::tr("%1 cannot be found.").arg(subject);
    case ErrorCode::InvalidInput: return ErrorText::tr("%1 cannot be used as it is.").arg(subject);
    case ErrorCode::Io: return ErrorText::tr("%1 could not be read or written.").arg(subject);
    case ErrorCode::Corrupt: return ErrorText::tr("%1 is damaged, or not what its name says.").arg(subject);
    case ErrorCode::Incompatible:
      if (isNewerArchive(error)) return ErrorText::tr("%1 was made by a newer Tilescout.").arg(subject);
      return ErrorText::tr("%1 does not fit: another version or another model made it.").arg(subject);
    case ErrorCode::OutOfMemory: return ErrorText::tr("There was not enough memory.");
    case ErrorCode::Busy: return ErrorText::tr("%1 is in use by another program.").arg(subject);
    case ErrorCode::Internal: break;
  }
  return ErrorText::tr("Something went wrong inside Tilescout.");
}

QString errorAdvice(const UiError& error) {
  if (isOwnPart(error)) return ErrorText::tr("It is a part of Tilescout: install the program again.");
  switch (error.code) {
    case ErrorCode::NotFound:
      return ErrorText::tr("Check that its disk or network folder is connected, then try again.");
    case ErrorCode::InvalidInput: return ErrorText::tr("The details say what is wrong; change it and try again.");
    case ErrorCode::Io: return ErrorText::tr("Check the free space and your rights in this folder, then try again.");
    case ErrorCode::Corrupt: return ErrorText::tr("Take the file from its source again, or choose another one.");
    case ErrorCode::Incompatible:
      if (isNewerArchive(error)) return ErrorText::tr("Update Tilescout to open it. Nothing in it was changed.");
      return ErrorText::tr("Update Tilescout, or embed the archive anew with the model you use now.");
    case ErrorCode::OutOfMemory: return ErrorText::tr("Close other programs, then try again; finished work is kept.");
    case ErrorCode::Busy: return ErrorText::tr("Wait until the other program is done, then try again.");
    case ErrorCode::Internal: break;
  }
  return ErrorText::tr("Your archive is unharmed. Copy the details into a report, and try again.");
}

QString errorDetails(const UiError& error) {
  const QString code = QString::fromUtf8(errorCodeName(error.code).data());
  const QString head = error.subject.isEmpty() ? error.message : error.subject + QStringLiteral(": ") + error.message;
  return QStringLiteral("%1 [%2]").arg(head, code);
}

QString problemSentence(const QString& code) {
  if (code == QLatin1String("not_a_picture")) return ErrorText::tr("holds no picture");
  if (code == QLatin1String("empty")) return ErrorText::tr("holds no data");
  if (code == QLatin1String("no_footprint")) return ErrorText::tr("indexed without a place on the map");
  if (code == QLatin1String("precision")) return ErrorText::tr("embedded in another precision than the tiles before");
  if (code == QLatin1String("resolution")) return ErrorText::tr("resolution unlike what the model has seen");
  if (code == QLatin1String("network_source")) return ErrorText::tr("names a network source, which is not followed");
  if (code == QLatin1String("corrupt")) return ErrorText::tr("damaged");
  if (code == QLatin1String("not_found")) return ErrorText::tr("not found");
  if (code == QLatin1String("offline")) return ErrorText::tr("cannot be reached now");
  if (code == QLatin1String("io")) return ErrorText::tr("cannot be read");
  if (code == QLatin1String("out_of_memory")) return ErrorText::tr("needs more memory than there is");
  if (code == QLatin1String("pictures_left")) return ErrorText::tr("stays: pictures of an archive not opened lately");
  return ErrorText::tr("left out");
}

QString problemAdvice(const QString& code) {
  if (code == QLatin1String("not_a_picture"))
    return ErrorText::tr("Heights and single measurements cannot be searched by words. Add the picture of the same place.");
  if (code == QLatin1String("empty")) return ErrorText::tr("Take the file from its source again.");
  if (code == QLatin1String("no_footprint"))
    return ErrorText::tr("It can be searched, but not shown on the map. Give the file a coordinate system, then update "
                         "the index.");
  if (code == QLatin1String("precision"))
    return ErrorText::tr("Their scores differ a little from those of the others. Choose the earlier device and precision "
                         "in the settings to embed alike.");
  if (code == QLatin1String("resolution"))
    return ErrorText::tr("It can be searched, but trust its scores less, or use a model that has seen this resolution.");
  if (code == QLatin1String("network_source"))
    return ErrorText::tr("Save a copy of the data on this computer and add that.");
  if (code == QLatin1String("corrupt"))
    return ErrorText::tr("Take the file from its source again, then update the index.");
  if (code == QLatin1String("not_found") || code == QLatin1String("offline"))
    return ErrorText::tr("Connect its disk and update the index; if it was moved, choose Archive > Find missing scenes.");
  if (code == QLatin1String("io"))
    return ErrorText::tr("Check your rights to the file and its disk, then update the index.");
  if (code == QLatin1String("out_of_memory")) return ErrorText::tr("Close other programs, then update the index.");
  return ErrorText::tr("Mend the file or its rights, then update the index: it is tried again each time.");
}

}  // namespace tilescout::ui
