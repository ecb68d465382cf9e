#pragma once
#include <QWidget>
#include <memory>

#include "jobs/finetune_job.h"

class QComboBox;
class QLabel;
class QPushButton;
class QTableWidget;
class QTabWidget;
class QTreeWidget;
class QVBoxLayout;

namespace tilescout::ui {

class ArchiveSession;
class QueryComparison;
class SamplePictures;

/// How far the archive is on the way to a run's model.
enum class UseState { NotUsed, Working, Used, Failed };

/// Last page: what the fine-tuning came to, in words first, then in figures, classes and examples.
class ResultPage : public QWidget {
  Q_OBJECT
 public:
  explicit ResultPage(QWidget* parent = nullptr);

  void setReport(const std::shared_ptr<ArchiveSession>& session, const jobs::FinetuneSource& source,
                 const jobs::FinetuneReport& report);
  void setUse(UseState state, const QString& text = {});

 Q_SIGNALS:
  void useRequested();
  void keepRequested();
  void discardRequested();
  void compareRequested();
  void tileRequested(qint64 tile);

 private:
  QWidget* buildExamples();
  QWidget* buildButtons();
  void retranslate();
  void refresh();
  void fillRecalls();
  void fillClasses(const std::vector<train::ClassChange>& classes);
  void fillDetails();
  /// What happened to the split that is chosen above the classes and examples.
  train::SplitDetail detail() const;
  static QString splitName(const std::string& split);
  void fillExamples(QVBoxLayout* column, const std::vector<train::ExampleChange>& changes);

  std::shared_ptr<ArchiveSession> session_;
  jobs::FinetuneSource source_;
  jobs::FinetuneReport report_;
  UseState use_ = UseState::NotUsed;
  QString useText_;
  SamplePictures* pictures_;
  QLabel *verdict_ = nullptr, *effort_ = nullptr, *space_ = nullptr, *forgetting_ = nullptr, *useLabel_ = nullptr;
  QLabel *betterTitle_ = nullptr, *worseTitle_ = nullptr;
  QTabWidget* tabs_ = nullptr;
  QComboBox* of_ = nullptr;
  QTableWidget* recalls_ = nullptr;
  QTreeWidget* classes_ = nullptr;
  QueryComparison* queries_ = nullptr;
  QVBoxLayout *better_ = nullptr, *worse_ = nullptr;
  QPushButton *useIt_ = nullptr, *keep_ = nullptr, *discard_ = nullptr, *compare_ = nullptr;
};

}  // namespace tilescout::ui
