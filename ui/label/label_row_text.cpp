#include "ui/label/label_row_text.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace tilescout::ui {

namespace {

/// Gives the free functions below a translation context.
struct LabelRows {
  Q_DECLARE_TR_FUNCTIONS(LabelRows)
};

struct Reason {
  const char* core;  ///< as core/exchange and core/jobs say it
  const char* text;
};

constexpr Reason kReasons[] = {
    {"has more cells than the header", QT_TRANSLATE_NOOP("LabelRows", "It has more cells than the header.")},
    {"has neither a caption nor a tag", QT_TRANSLATE_NOOP("LabelRows", "It has neither a caption nor a tag.")},
    {"has a x that is no number", QT_TRANSLATE_NOOP("LabelRows", "Its x is no number.")},
    {"has a y that is no number", QT_TRANSLATE_NOOP("LabelRows", "Its y is no number.")},
    {"has a width that is no number", QT_TRANSLATE_NOOP("LabelRows", "Its width is no number.")},
    {"has a height that is no number", QT_TRANSLATE_NOOP("LabelRows", "Its height is no number.")},
    {"gives only a part of a window (x, y, width, height)",
     QT_TRANSLATE_NOOP("LabelRows", "It gives only a part of x, y, width and height.")},
    {"has a place that is no number", QT_TRANSLATE_NOOP("LabelRows", "Its longitude or latitude is no number.")},
    {"names neither an image nor a place", QT_TRANSLATE_NOOP("LabelRows", "It names neither an image nor a place.")},
    {"has a caption that is no text", QT_TRANSLATE_NOOP("LabelRows", "Its caption is no text.")},
    {"has no caption", QT_TRANSLATE_NOOP("LabelRows", "It has no caption.")},
    {"has a window that is not four numbers", QT_TRANSLATE_NOOP("LabelRows", "Its window is not four numbers.")},
    {"is no object", QT_TRANSLATE_NOOP("LabelRows", "It is no JSON object.")},
    {"names no image", QT_TRANSLATE_NOOP("LabelRows", "It names no image.")},
    {"has no caption, label, name, class or tags",
     QT_TRANSLATE_NOOP("LabelRows", "It has no caption, label, name, class or tags.")},
    {"has no place", QT_TRANSLATE_NOOP("LabelRows", "It has no place.")},
    {"has a geometry that cannot be made straight",
     QT_TRANSLATE_NOOP("LabelRows", "Its geometry cannot be made straight.")},
    {"lies outside its coordinate system", QT_TRANSLATE_NOOP("LabelRows", "It lies outside its coordinate system.")},
    {"lies outside the globe", QT_TRANSLATE_NOOP("LabelRows", "It lies outside the globe.")},
    {"is neither a point nor a polygon", QT_TRANSLATE_NOOP("LabelRows", "It is neither a point nor a polygon.")},
    {"has a polygon without area, or outside the globe",
     QT_TRANSLATE_NOOP("LabelRows", "It has a polygon without area, or outside the globe.")},
    {"lies on no tile of the archive", QT_TRANSLATE_NOOP("LabelRows", "It lies on no tile of the archive.")},
    {"the caption is empty", QT_TRANSLATE_NOOP("LabelRows", "Its caption is empty.")},
    {"the caption is too long", QT_TRANSLATE_NOOP("LabelRows", "Its caption is too long.")},
    {"the caption is not UTF-8 text", QT_TRANSLATE_NOOP("LabelRows", "Its caption is not UTF-8 text.")},
    {"the caption holds control characters or line breaks",
     QT_TRANSLATE_NOOP("LabelRows", "Its caption holds control characters or line breaks.")},
    {"the tag's name is empty", QT_TRANSLATE_NOOP("LabelRows", "Its tag is empty.")},
    {"the tag's name is too long", QT_TRANSLATE_NOOP("LabelRows", "Its tag is too long.")},
    {"the tag's name is not UTF-8 text", QT_TRANSLATE_NOOP("LabelRows", "Its tag is not UTF-8 text.")},
    {"the tag's name holds control characters or line breaks",
     QT_TRANSLATE_NOOP("LabelRows", "Its tag holds control characters or line breaks.")},
};

/// What the first group of `pattern` is in `text`; a null string where it does not fit.
QString part(const QString& text, const char* pattern) {
  const QRegularExpressionMatch match = QRegularExpression(QString::fromLatin1(pattern)).match(text);
  return match.hasMatch() ? match.captured(1) : QString();
}

}  // namespace

QString labelRowText(const QString& row) {
  static const QRegularExpression pattern(QStringLiteral("^(?:(.*), )?(line|entry|feature) (\\d+)$"));
  const QRegularExpressionMatch match = pattern.match(row);
  if (!match.hasMatch()) return row;  // a file's name
  const QString kind = match.captured(2), number = match.captured(3);
  const QString text = kind == QLatin1String("line")    ? LabelRows::tr("line %1").arg(number)
                       : kind == QLatin1String("entry") ? LabelRows::tr("entry %1").arg(number)
                                                        : LabelRows::tr("feature %1").arg(number);
  return match.captured(1).isEmpty() ? text : LabelRows::tr("%1, %2", "file, row").arg(match.captured(1), text);
}

QString labelRowProblem(const QString& message) {
  for (const Reason& reason : kReasons)
    if (message == QLatin1String(reason.core)) return LabelRows::tr(reason.text);
  if (const QString image = part(message, "^means the image '(.*)', which is no scene of the archive$");
      !image.isNull())
    return LabelRows::tr("No scene of the archive is called “%1”.").arg(image);
  if (const QString image = part(message, "^means the image '(.*)', and the archive has several"); !image.isNull())
    return LabelRows::tr("Several scenes of the archive are called “%1”.").arg(image);
  if (const QString scene = part(message, "^has no tile in (.*)$"); !scene.isNull())
    return LabelRows::tr("The scene %1 has no tiles.").arg(scene);
  if (const QString bytes = part(message, "^the caption is longer than (\\d+) bytes$"); !bytes.isNull())
    return LabelRows::tr("Its caption is longer than %1 bytes.").arg(bytes);
  if (const QString bytes = part(message, "^the tag's name is longer than (\\d+) bytes$"); !bytes.isNull())
    return LabelRows::tr("Its tag is longer than %1 bytes.").arg(bytes);
  return message;
}

}  // namespace tilescout::ui
