#pragma once
#include <QByteArray>
#include <QMenu>
#include <QObject>
#include <vector>

#include "base/scene.h"
#include "ui/search/query_draft.h"
#include "ui/support/background.h"

namespace tilescout::ui {

class AppContext;

/// Rings of one polygon: the outer one, then its holes.
using AreaPolygon = std::vector<Ring>;

/// The box of a query as a polygon; beyond 180 where it crosses the date line.
AreaPolygon polygonOf(const std::array<double, 4>& box);

/// A FeatureCollection with one feature a polygon, the area's name as a property.
QByteArray areaGeoJson(const std::vector<AreaPolygon>& polygons, const QString& name);

/// What can be done with the area of the query: give it a name, write it to a file, look at it on the map, take it off.
class AreaTerm : public QObject {
  Q_OBJECT
 public:
  explicit AreaTerm(AppContext* context, QWidget* window);

  /// The menu of the area's chip.
  void openMenu(QWidget* chip);
  void askName();
  void askFile();
  void rename(const QString& name);
  /// Reads the area's polygons where they lie in a file, and writes them; exported() or failed() tells of it.
  void exportTo(const QString& file);

 Q_SIGNALS:
  void mapRequested();
  void exported(const QString& file);
  void failed(const QString& sentence);

 private:
  QString name() const;

  AppContext* const context_;
  QWidget* const window_;
  Background background_;
};

}  // namespace tilescout::ui
