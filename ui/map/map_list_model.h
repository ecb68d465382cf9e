#pragma once
#include <QAbstractTableModel>
#include <vector>

#include "base/scene.h"

namespace tilescout::ui {

class MapCanvas;

/// What the map shows, as rows: the best results in view and the scenes in view, each with its place, score and how far
/// it lies from the middle of the map, and in which direction. A snapshot; take() makes the next one.
class MapListModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column { Name, Score, Place, Distance, Columns };
  static constexpr std::size_t kMostResults = 2000;

  /// Either a result (`tile`) or a scene (`tile` 0).
  struct Row {
    TileId tile = 0;
    SceneId scene = 0;
    int rank = 0;
    double score = 0.0;
    QString name;
    LonLat place;
    double metres = 0.0, bearing = 0.0;  ///< from the middle of the map; degrees from north, eastwards
  };

  using QAbstractTableModel::QAbstractTableModel;

  /// Reads the map anew; the order stays.
  void take(const MapCanvas& map);
  const std::vector<Row>& rows() const { return rows_; }
  /// Results in view, also those that are not listed; scenes in view.
  std::int64_t results() const { return results_; }
  std::int64_t scenes() const { return scenes_; }
  /// -1: not listed.
  int rowOf(TileId tile) const;

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : Columns; }
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
  /// By rank within results, then by name (Name, Score), from north to south (Place), nearest first (Distance).
  void sort(int column, Qt::SortOrder order) override;
  /// In another language.
  void retranslate();

 private:
  void arrange();

  std::vector<Row> rows_;
  std::int64_t results_ = 0, scenes_ = 0;
  int column_ = Name;
  Qt::SortOrder order_ = Qt::AscendingOrder;
};

}  // namespace tilescout::ui
