#include "ui/support/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

namespace tilescout::ui {

namespace {

QString resolve(const QString& choice) {
  if (choice.startsWith(QLatin1String("zh"))) return QStringLiteral("zh_CN");
  if (!choice.isEmpty()) return QStringLiteral("en");
  const QStringList wanted = QLocale::system().uiLanguages();
  return !wanted.isEmpty() && wanted.first().startsWith(QLatin1String("zh")) ? QStringLiteral("zh_CN")
                                                                            : QStringLiteral("en");
}

}  // namespace

Language::Language(QObject* parent) : QObject(parent) { setChoice({}); }

Language::~Language() {
  for (const auto& translator : translators_) QCoreApplication::removeTranslator(translator.get());
}

void Language::setChoice(const QString& choice) {
  choice_ = choice;
  const QString wanted = resolve(choice);
  if (wanted == current_) return;
  current_ = wanted;
  QLocale::setDefault(QLocale(current_ == QLatin1String("zh_CN") ? QStringLiteral("zh_CN") : QStringLiteral("en_GB")));
  for (const auto& translator : translators_) QCoreApplication::removeTranslator(translator.get());
  translators_.clear();
  install(QStringLiteral("qtbase_") + current_, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
  install(QStringLiteral("tilescout_") + current_, QStringLiteral(":/i18n"));
}

void Language::install(const QString& name, const QString& folder) {
  auto translator = std::make_unique<QTranslator>();
  if (!translator->load(name, folder)) return;
  QCoreApplication::installTranslator(translator.get());
  translators_.push_back(std::move(translator));
}

}  // namespace tilescout::ui
