#pragma once
#include <QImage>
#include <QWidget>
#include <functional>
#include <memory>
#include <vector>

#include "search/query.h"
#include "ui/search/query_draft.h"

class QSlider;

namespace tilescout::ui {

class AppContext;
class ExamplePopup;

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
  /// The chip of the area was clicked.
  void areaRequested(QWidget* chip);

 private:
  struct Chip {
    QString name;  ///< object name
    QString text, tip;
    std::function<void(QueryDraft&)> remove;
    std::function<void(QWidget*)> open;  ///< gets the chip
    TileId tile = 0;                     ///< its picture stands on the chip
    QImage picture;                      ///< or this one
  };
  void refresh();
  void retranslate();
  std::vector<Chip> subjectChips() const;
  std::vector<Chip> exampleChips() const;
  /// `place`: among the query's pictures.
  Chip pictureChip(std::size_t place) const;
  Chip areaChip() const;
  Chip tileChip(TileId tile, bool like) const;
  void weighPicture(QWidget* chip, std::size_t place);
  void weighTile(QWidget* chip, TileId tile);
  std::vector<Chip> filterChips() const;
  std::vector<Chip> scoreChips() const;
  void show(const std::vector<Chip>& chips);
  QWidget* makeChip(const Chip& chip);
  void refreshMixture();

  AppContext* const context_;
  ExamplePopup* weight_;
  QWidget* chips_;
  QWidget* mixture_;
  QSlider* slider_;
  QString shown_;  ///< what the present chips were made from
};

}  // namespace tilescout::ui
