#pragma once
#include <QAbstractListModel>
#include <QHash>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "base/labelled_tiles.h"
#include "ui/search/hit_arrangement.h"

namespace tilescout::ui {

class ThumbnailLoader;

/// The hits of one answer in the order that the user chose; or grey placeholders in the same places while the first
/// answer is on its way.
class ResultModel : public QAbstractListModel {
  Q_OBJECT
 public:
  enum Role {
    TileIdRole = Qt::UserRole + 1,
    ScoreRole,        ///< double, cosine
    BarRole,          ///< double 0..1: place on the archive's percentile scale, logarithmic towards the top
    PictureRole,      ///< int, PictureState
    PlaceholderRole,  ///< bool
    BandRole,         ///< int, ScoreBand
    MarkRole,         ///< int: 1 right, -1 wrong, 0 neither
    CaptionsRole,     ///< int: how many the tile has
    CollectionRole,   ///< bool: the tile is in a collection
    OriginRole        ///< QString: date and scene in one line
  };

  explicit ResultModel(ThumbnailLoader* thumbnails, QObject* parent = nullptr);

  void setResult(std::shared_ptr<const SearchResult> result);
  /// The same answer with more hits behind those that are there.
  void extendResult(std::shared_ptr<const SearchResult> result);
  void setPlaceholders(int count);
  void setOrder(HitOrder order, HitGroups groups);
  HitOrder order() const { return order_; }
  HitGroups groups() const { return groups_; }
  /// Empty when nothing is grouped.
  const std::vector<HitSection>& sections() const { return arranged_.sections; }
  /// Asked while drawing; marksChanged() when its answers are others.
  void setMarks(std::function<std::optional<bool>(TileId)> markOf) { markOf_ = std::move(markOf); }
  void marksChanged();
  /// What tiles carry now, which may have changed since the answer was given; null: as the answer has it.
  void setLabelled(std::shared_ptr<const LabelledTiles> labelled);

  const Hit* hitAt(const QModelIndex& index) const;
  QModelIndex indexOf(TileId tile) const;

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;

 private:
  void arrange();
  void thumbnailChanged(TileId tile);
  double barOf(const Hit& hit) const;
  int captionsOf(const Hit& hit) const;
  QString describe(const Hit& hit) const;

  ThumbnailLoader* const thumbnails_;
  std::shared_ptr<const SearchResult> result_;
  HitOrder order_ = HitOrder::Score;
  HitGroups groups_ = HitGroups::None;
  HitArrangement arranged_;
  mutable QHash<TileId, int> rowOf_;  ///< made when it is first asked for: of 100,000 hits it takes its time
  std::function<std::optional<bool>(TileId)> markOf_;
  std::shared_ptr<const LabelledTiles> labelled_;
  int placeholders_ = 0;
};

/// "airport (caption), fargo (scene name)"; "" when no word was found.
QString describeWords(const std::vector<WordMatch>& words);
/// "2015-06-29 · naip_m_4709963.tif"
QString originOf(const Hit& hit);
/// The band's name in the user's language.
QString bandText(ScoreBand band);

}  // namespace tilescout::ui
