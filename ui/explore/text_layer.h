#pragma once
#include <QObject>
#include <QStringList>
#include <memory>
#include <vector>

#include "jobs/text_points.h"
#include "ui/explore/text_mark.h"
#include "ui/support/background.h"

namespace tilescout::ui {

class AppContext;
class LayoutController;

/// Texts among the tiles of the layout: the present query, and captions or words when they are asked for.
class TextLayer : public QObject {
  Q_OBJECT
 public:
  enum class Kind { None, Captions, LandCover, Words };

  TextLayer(AppContext* context, LayoutController* layouts, QObject* parent = nullptr);
  ~TextLayer() override;

  Kind kind() const { return kind_; }
  /// `words`: one's own, for Kind::Words.
  void show(Kind kind, const QStringList& words = {});
  bool showsQuery() const { return query_; }
  void setShowsQuery(bool on);
  bool isReading() const { return reading_; }
  /// Why the texts asked for are not there; "" = nothing is wrong.
  const QString& trouble() const { return trouble_; }

  std::vector<TextMark> marks() const;

 Q_SIGNALS:
  void changed();

 private:
  void layoutChanged();
  void read();
  void placeQuery();

  AppContext* const context_;
  LayoutController* const layouts_;
  Kind kind_ = Kind::None;
  QStringList words_;
  bool query_ = false;
  bool reading_ = false;
  QString trouble_;
  std::int64_t layout_ = -1;  ///< whose texts points_ are
  std::vector<jobs::TextPoint> points_;
  std::vector<TextMark> asked_;  ///< the query's, none or one
  Background reader_;
};

}  // namespace tilescout::ui
