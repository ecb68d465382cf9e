#pragma once
#include <QColor>
#include <QCoreApplication>
#include <QString>
#include <span>
#include <vector>

#include "jobs/layout_view.h"

namespace tilescout::ui {

enum class ColourBy { Cluster, Scene, Date, Score };

/// A line of the legend.
struct LegendEntry {
  qint64 key = 0;  ///< cluster id, scene id, …; −1: what belongs to none
  QString label;
  QColor colour;
  int count = 0;
};

/// A colour and a legend entry for each point. Categories have Okabe and Ito's colours, ordered values viridis: both
/// can be told apart by colour-blind readers.
struct Colouring {
  std::vector<QRgb> colour;
  std::vector<int> entry;
  std::vector<LegendEntry> entries;

  Q_DECLARE_TR_FUNCTIONS(Colouring)
 public:
  /// `scores` are one a point, for ColourBy::Score; NaN: not among the answers.
  static Colouring of(const jobs::LayoutView& view, ColourBy by, std::span<const float> scores);
};

/// Place 0 … of a category.
QColor categoryColour(int place);
/// 0 … 1.
QColor viridis(double value);

}  // namespace tilescout::ui
