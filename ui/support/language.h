#pragma once
#include <QObject>
#include <QTranslator>
#include <memory>
#include <vector>

namespace tilescout::ui {

/// The language of the interface: translators, number format, and Qt's own dialogs.
class Language : public QObject {
  Q_OBJECT
 public:
  explicit Language(QObject* parent = nullptr);
  ~Language() override;

  /// "" follows the system; else "en" or "zh_CN". What is unknown becomes English.
  void setChoice(const QString& choice);
  const QString& choice() const { return choice_; }
  /// What the choice came to: "en" or "zh_CN".
  const QString& current() const { return current_; }

 private:
  void install(const QString& name, const QString& folder);

  QString choice_;
  QString current_;
  std::vector<std::unique_ptr<QTranslator>> translators_;
};

}  // namespace tilescout::ui
