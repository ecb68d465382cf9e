#pragma once
#include <QDialog>
#include <QStringList>
#include <QTimer>
#include <array>
#include <memory>

#include "jobs/index_preview.h"
#include "ui/support/background.h"

class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QListWidget;
class QPlainTextEdit;
class QProgressBar;
class QPushButton;
class QSpinBox;
class QToolButton;

namespace tilescout::ui {

class AppContext;

/// What is to be indexed, how it is cut into tiles and shown to the model, and what will come of it: scenes, tiles,
/// space and time, told from the files' headers before anything starts.
class AddScenesDialog : public QDialog {
  Q_OBJECT
 public:
  explicit AddScenesDialog(AppContext* context, QWidget* parent = nullptr);
  ~AddScenesDialog() override;

  /// More files and folders; those that are in the list already stay once.
  void addPaths(const QStringList& paths);
  QStringList paths() const;
  /// As the choices are now.
  jobs::IndexOptions options() const;

 Q_SIGNALS:
  void folderRequested();
  void filesRequested();

 protected:
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  enum class Cut { AsBefore, Seen, Pixels, Ground };
  enum class Contrast { Automatic, Percent, Range, Deviations, None };

  void build();
  QFormLayout* buildChoices();
  void wire();
  void retranslate();
  void retranslateChoices();
  void retranslateUnits();
  Cut cut() const;
  Contrast contrast() const;
  StretchSpec stretch() const;
  void showChoices();
  void changed();
  void look();
  void took(const jobs::IndexPreview& preview);
  void failed(const UiError& error);
  void offerBands();
  void showPreview();
  QStringList previewLines() const;
  void start();

  AppContext* const context_;
  QLabel *intro_, *cutLabel_, *overlapLabel_, *bandsLabel_, *contrastLabel_, *state_;
  QListWidget* list_;
  QPushButton *addFolder_, *addFiles_, *remove_, *start_, *close_;
  QComboBox *cut_, *bands_, *contrast_;
  QSpinBox *tile_, *levels_, *overlap_;
  QDoubleSpinBox *ground_, *low_, *high_;
  std::array<QComboBox*, 3> band_{};
  QToolButton* unfold_;
  QPlainTextEdit* problems_;
  QProgressBar* bar_;
  QTimer pause_;
  enum class Phase { Empty, Looking, Known, Failed } phase_ = Phase::Empty;
  jobs::IndexPreview preview_;
  std::shared_ptr<jobs::PreviewMemory> memory_ = std::make_shared<jobs::PreviewMemory>();  ///< of its one worker
  UiError error_;
  Background calls_;
};

}  // namespace tilescout::ui
