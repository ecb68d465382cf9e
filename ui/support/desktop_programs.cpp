#include "ui/support/desktop_programs.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QHash>
#include <QSet>
#include <QStandardPaths>
#include <QUrl>
#include <algorithm>
#include <optional>
#include <utility>

namespace tilescout::ui {

namespace {

constexpr qint64 kLargestEntry = 1 << 20;

/// \s, \n, \t, \r and \\ of the specification's strings.
QString unescaped(const QString& text) {
  QString plain;
  for (qsizetype i = 0; i < text.size(); ++i) {
    if (text[i] != QLatin1Char('\\') || i + 1 == text.size()) {
      plain += text[i];
      continue;
    }
    const QChar next = text[++i];
    plain += next == QLatin1Char('s') ? QLatin1Char(' ') : next == QLatin1Char('n') ? QLatin1Char('\n')
             : next == QLatin1Char('t') ? QLatin1Char('\t') : next;
  }
  return plain;
}

/// Keys of the group [Desktop Entry].
QHash<QString, QString> desktopEntryOf(const QString& path) {
  QHash<QString, QString> entry;
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly) || file.size() > kLargestEntry) return entry;
  bool inside = false;
  for (const QString& line : QString::fromUtf8(file.readAll()).split(QLatin1Char('\n'))) {
    const QString text = line.trimmed();
    if (text.startsWith(QLatin1Char('['))) {
      inside = text == QLatin1String("[Desktop Entry]");
      continue;
    }
    const qsizetype equals = text.indexOf(QLatin1Char('='));
    if (!inside || equals <= 0 || text.startsWith(QLatin1Char('#'))) continue;
    entry.insert(text.left(equals).trimmed(), text.mid(equals + 1).trimmed());
  }
  return entry;
}

QString localised(const QHash<QString, QString>& entry, const QString& key, const QString& language) {
  for (const QString& name : {language, language.section(QLatin1Char('_'), 0, 0)}) {
    const auto found = entry.constFind(QStringLiteral("%1[%2]").arg(key, name));
    if (found != entry.constEnd()) return unescaped(*found);
  }
  return unescaped(entry.value(key));
}

std::optional<DesktopProgram> programOf(const QString& id, const QHash<QString, QString>& entry,
                                        const QStringList& mimeTypes, const QString& language,
                                        const MimeAssociations& said) {
  const auto isTrue = [&](const char* key) { return entry.value(QString::fromLatin1(key)) == QLatin1String("true"); };
  if (entry.value(QStringLiteral("Type")) != QLatin1String("Application")) return std::nullopt;
  if (isTrue("Hidden") || isTrue("Terminal") || id.startsWith(QLatin1String("tilescout"))) return std::nullopt;
  const QStringList opens = entry.value(QStringLiteral("MimeType")).split(QLatin1Char(';'), Qt::SkipEmptyParts);
  const bool saysSo =
      std::any_of(opens.begin(), opens.end(), [&](const QString& type) { return mimeTypes.contains(type); });
  const bool preferred = said.preferred.contains(id);
  if (!preferred && (said.removed.contains(id) || !(saysSo || said.added.contains(id)))) return std::nullopt;
  const QString tried = entry.value(QStringLiteral("TryExec"));
  if (!tried.isEmpty() && QStandardPaths::findExecutable(tried).isEmpty()) return std::nullopt;
  DesktopProgram program{id, localised(entry, QStringLiteral("Name"), language), entry.value(QStringLiteral("Icon")),
                         unescaped(entry.value(QStringLiteral("Exec")))};
  const QStringList command = commandFor(program, QString());
  if (command.isEmpty() || QStandardPaths::findExecutable(command.front()).isEmpty()) return std::nullopt;
  return program;
}

/// Words of an Exec line: quoted ones hold spaces and `\"`, `` \` ``, `\$` and `\\`. Nothing: a quote has no end.
std::optional<QStringList> wordsOfCommand(const QString& exec) {
  QStringList words;
  QString word;
  bool quoted = false, begun = false;
  for (qsizetype i = 0; i < exec.size(); ++i) {
    const QChar sign = exec[i];
    if (quoted && sign == QLatin1Char('\\') && i + 1 < exec.size()) {
      word += exec[++i];
    } else if (sign == QLatin1Char('"')) {
      quoted = !quoted;
      begun = true;
    } else if (!quoted && sign.isSpace()) {
      if (begun) words.append(std::exchange(word, {}));
      begun = false;
    } else {
      word += sign;
      begun = true;
    }
  }
  if (begun) words.append(word);
  if (quoted) return std::nullopt;
  return words;
}

/// A word with its field codes filled in; nothing: it was a code that stands for nothing.
std::optional<QString> filled(const QString& word, const DesktopProgram& program, const QString& file, bool& named) {
  if (word == QLatin1String("%i") || word == QLatin1String("%d") || word == QLatin1String("%D") ||
      word == QLatin1String("%n") || word == QLatin1String("%N") || word == QLatin1String("%v") ||
      word == QLatin1String("%m") || word == QLatin1String("%k"))
    return std::nullopt;
  QString text;
  for (qsizetype i = 0; i < word.size(); ++i) {
    if (word[i] != QLatin1Char('%') || i + 1 == word.size()) {
      text += word[i];
      continue;
    }
    const char16_t code = word[++i].unicode();
    const bool isFile = code == u'f' || code == u'F', isUrl = code == u'u' || code == u'U';
    named = named || isFile || isUrl;
    if (isFile) text += file;
    if (isUrl) text += QUrl::fromLocalFile(file).toString(QUrl::FullyEncoded);
    if (code == u'c') text += program.name;
    if (code == u'%') text += QLatin1Char('%');
  }
  return text;
}

}  // namespace

std::vector<DesktopProgram> programsFor(const QStringList& mimeTypes, const QString& language,
                                        const QStringList& folders, const MimeAssociations& said) {
  std::vector<DesktopProgram> programs;
  QSet<QString> seen;
  for (const QString& folder : folders) {
    QDirIterator files(folder, {QStringLiteral("*.desktop")}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
      const QString path = files.next();
      QString id = QDir(folder).relativeFilePath(path).chopped(8);  // ".desktop"
      id.replace(QLatin1Char('/'), QLatin1Char('-'));
      if (seen.contains(id)) continue;  // the nearer file stands for the farther
      seen.insert(id);
      if (const auto program = programOf(id, desktopEntryOf(path), mimeTypes, language, said))
        programs.push_back(*program);
    }
  }
  const auto isQgis = [](const DesktopProgram& program) { return program.id.contains(QLatin1String("qgis")); };
  const auto choice = [&](const DesktopProgram& program) {
    const qsizetype at = said.preferred.indexOf(program.id);
    return at < 0 ? said.preferred.size() : at;
  };
  std::stable_sort(programs.begin(), programs.end(), [&](const DesktopProgram& a, const DesktopProgram& b) {
    if (choice(a) != choice(b)) return choice(a) < choice(b);
    if (isQgis(a) != isQgis(b)) return isQgis(a);
    return a.name.localeAwareCompare(b.name) < 0;
  });
  return programs;
}

QStringList commandFor(const DesktopProgram& program, const QString& file) {
  if (program.exec.isEmpty()) return {program.id, file};
  const std::optional<QStringList> words = wordsOfCommand(program.exec);
  if (!words) return {};
  QStringList command;
  bool named = false;
  for (const QString& word : *words) {
    if (const auto text = filled(word, program, file, named)) command.append(*text);
  }
  if (!command.isEmpty() && !named) command.append(file);
  return command;
}

}  // namespace tilescout::ui
