#pragma once
#include <QColor>
#include <QCoreApplication>
#include <QString>
#include <span>
#include <vector>

#include "base/category_palette.h"
#include "jobs/layout_view.h"
#include "jobs/tile_labels.h"

namespace tilescout::ui {

enum class ColourBy { Cluster, Scene, Date, Score, Tag, Caption, Split, Drift };

/// What some ways of colouring need beside the layout; each has one value a point.
struct ColourData {
  std::span<const float> scores = {};        ///< NaN: not among the answers
  const jobs::TileLabels* labels = nullptr;  ///< null: not read yet
  std::span<const float> drift = {};         ///< 0 … 1
  bool darkGround = false;                   ///< what the colours have to be seen on
};

/// A line of the legend.
struct LegendEntry {
  /// Key of the texts that were laid out with the tiles: the one line that stands for no tiles.
  static constexpr qint64 kTexts = -2;

  qint64 key = 0;  ///< cluster id, scene id, …; −1: what belongs to none
  QString label;
  QColor colour;
  int count = 0;
  MarkShape shape = MarkShape::Disc;
  bool ownName = false;  ///< the user gave it, in place of the program's

  bool isTexts() const { return key == kTexts; }
};

/// A colour and a legend entry for each point. Categories have Okabe and Ito's hues, then the same in other shapes;
/// ordered values viridis: both can be told apart by colour-blind readers and seen on the ground they are meant for.
struct Colouring {
  ColourBy by = ColourBy::Cluster;
  std::vector<QRgb> colour;
  std::vector<std::uint8_t> shape;  ///< MarkShape of each; empty: all are discs
  std::vector<int> entry;
  std::vector<LegendEntry> entries;

  Q_DECLARE_TR_FUNCTIONS(Colouring)
 public:
  static Colouring of(const jobs::LayoutView& view, ColourBy by, const ColourData& data);
};

}  // namespace tilescout::ui
