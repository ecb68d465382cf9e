#pragma once
#include <QAbstractListModel>
#include <QHash>
#include <memory>

#include "search/query.h"

namespace tilescout::ui {

class ThumbnailLoader;

/// The hits of one answer, best first; or grey placeholders in the same places while the first answer is on its way.
class ResultModel : public QAbstractListModel {
  Q_OBJECT
 public:
  enum Role {
    TileIdRole = Qt::UserRole + 1,
    ScoreRole,       ///< double, cosine
    BarRole,         ///< double 0..1: place on the archive's percentile scale, logarithmic towards the top
    PictureRole,     ///< int, PictureState
    PlaceholderRole  ///< bool
  };

  explicit ResultModel(ThumbnailLoader* thumbnails, QObject* parent = nullptr);

  void setResult(std::shared_ptr<const SearchResult> result);
  void setPlaceholders(int count);
  const Hit* hitAt(const QModelIndex& index) const;
  QModelIndex indexOf(TileId tile) const;

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;

 private:
  void thumbnailChanged(TileId tile);
  double barOf(const Hit& hit) const;
  QString describe(const Hit& hit) const;

  ThumbnailLoader* const thumbnails_;
  std::shared_ptr<const SearchResult> result_;
  QHash<TileId, int> rowOf_;
  int placeholders_ = 0;
};

}  // namespace tilescout::ui
