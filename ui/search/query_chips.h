#pragma once
#include <QIcon>
#include <QWidget>
#include <functional>
#include <memory>
#include <vector>

#include "search/query.h"
#include "ui/search/query_draft.h"

class QSlider;

namespace tilescout::ui {

class AppContext;

/// Everything of the query that does not stand in its line, each as a chip that says what it is and can be taken away;
/// between text and examples a slider that weighs them. Hidden when there is nothing.
class QueryChips : public QWidget {
  Q_OBJECT
 public:
  explicit QueryChips(AppContext* context, QWidget* parent = nullptr);

 Q_SIGNALS:
  /// A chip was clicked that is edited in the filter panel, or the translation's.
  void filtersRequested();
  void translationRequested();
  void templatesRequested();

 private:
  struct Chip {
    QString name;  ///< object name
    QString text, tip;
    std::function<void(QueryDraft&)> remove;
    std::function<void()> open;
    TileId tile = 0;  ///< its picture stands on the chip
  };
  void refresh();
  void retranslate();
  std::vector<Chip> subjectChips() const;
  std::vector<Chip> filterChips() const;
  std::vector<Chip> scoreChips() const;
  void show(const std::vector<Chip>& chips);
  QWidget* makeChip(const Chip& chip);
  void refreshMixture();

  AppContext* const context_;
  QWidget* chips_;
  QWidget* mixture_;
  QSlider* slider_;
  QString shown_;  ///< what the present chips were made from
};

}  // namespace tilescout::ui
