#pragma once
#include <QDialog>
#include <QStringList>
#include <optional>

#include "jobs/explore_job.h"

class QCheckBox;
class QComboBox;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;

namespace tilescout::ui {

/// The lines of a text that hold something, tidied, none twice.
QStringList wordLines(const QString& text);

/// How a layout is to be made.
class LayoutOptionsDialog : public QDialog {
  Q_OBJECT
 public:
  /// `cost`: what it takes, where that is known; `words`: one's own from last time.
  LayoutOptionsDialog(const std::optional<jobs::LayoutCost>& cost, const QStringList& words, QWidget* parent);

  /// Whether texts are laid out with the tiles; not, unless said so.
  void setWithTexts(bool on);

  jobs::ExploreOptions options() const;
  /// Empty unless clusters are to be named by them.
  QStringList words() const;

 private:
  void refresh();

  QComboBox *method_, *names_;
  QSpinBox *clusters_, *seed_;
  QCheckBox* texts_;
  QPlainTextEdit* words_;
  QPushButton* make_;
};

}  // namespace tilescout::ui
