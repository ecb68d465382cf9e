#include "ui/explore/text_layer.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "ui/app_context.h"
#include "ui/backend/explore_session.h"
#include "ui/explore/cluster_words.h"
#include "ui/explore/layout_controller.h"

namespace tilescout::ui {

TextLayer::TextLayer(AppContext* context, LayoutController* layouts, QObject* parent)
    : QObject(parent), context_(context), layouts_(layouts) {
  connect(layouts, &LayoutController::changed, this, &TextLayer::layoutChanged);
  connect(layouts, &LayoutController::scoresChanged, this, &TextLayer::placeQuery);
}

TextLayer::~TextLayer() = default;

void TextLayer::show(Kind kind, const QStringList& words) {
  if (kind == kind_ && words == words_) return;
  kind_ = kind;
  words_ = words;
  read();
}

void TextLayer::setShowsQuery(bool on) {
  if (on == query_) return;
  query_ = on;
  placeQuery();
}

void TextLayer::layoutChanged() {
  const std::int64_t layout = layouts_->view() ? layouts_->view()->id : -1;
  if (layout == layout_) return;
  layout_ = layout;
  read();
  placeQuery();
}

void TextLayer::read() {
  reader_.drop();
  points_.clear();
  trouble_.clear();
  reading_ = false;
  const std::shared_ptr<ArchiveSession> session = context_->archive().session();
  const auto view = layouts_->view();
  if (kind_ != Kind::None && session && view) {
    jobs::TextPointOptions options;
    options.source = kind_ == Kind::Captions    ? jobs::TextSource::Captions
                     : kind_ == Kind::LandCover ? jobs::TextSource::LandCover
                                                : jobs::TextSource::Words;
    for (const QString& word : words_) options.words.push_back(word.toStdString());
    reading_ = true;
    reader_.call(
        [session, view, options](const std::stop_token& stop) {
          JobContext job(stop);
          return session->explore().texts(*view, options, job);
        },
        [this](const std::vector<jobs::TextPoint>& points) {
          reading_ = false;
          points_ = points;
          if (points.empty()) trouble_ = tr("The tiles of this layout have no captions yet.");
          Q_EMIT changed();
        },
        [this](const UiError& error) {
          reading_ = false;
          trouble_ = errorSentence(error);
          Q_EMIT changed();
        });
  }
  Q_EMIT changed();
}

/// The best tiles are known already: the scores that colour the plot.
void TextLayer::placeQuery() {
  asked_.clear();
  const auto& scores = layouts_->scores();
  const auto& view = layouts_->view();
  if (query_ && view && !scores.empty() && scores.size() == view->tiles.size()) {
    std::vector<std::int32_t> order;
    for (std::size_t i = 0; i < scores.size(); ++i) {
      if (!std::isnan(scores[i])) order.push_back(static_cast<std::int32_t>(i));
    }
    const auto count = static_cast<std::ptrdiff_t>(std::min(jobs::kTextNeighbours, order.size()));
    std::partial_sort(order.begin(), order.begin() + count, order.end(), [&](std::int32_t a, std::int32_t b) {
      const float x = scores[static_cast<std::size_t>(a)], y = scores[static_cast<std::size_t>(b)];
      return x != y ? x > y : a < b;
    });
    order.resize(static_cast<std::size_t>(count));
    if (!order.empty()) {
      const jobs::TextPoint place = jobs::placeText(*view, layouts_->scoredText().toStdString(), order);
      // A query of examples alone has no words to be called by.
      const QString text = layouts_->scoredText();
      asked_.push_back({text, text.isEmpty() ? tr("The query") : text, place.x, place.y, place.nearest, true});
    }
  }
  Q_EMIT changed();
}

std::vector<TextMark> TextLayer::marks() const {
  std::vector<TextMark> marks = asked_;
  for (const jobs::TextPoint& point : points_) {
    const QString text = QString::fromStdString(point.text);
    marks.push_back(
        {text, kind_ == Kind::LandCover ? clusterNameShown(point.text) : text, point.x, point.y, point.nearest, false});
  }
  return marks;
}

}  // namespace tilescout::ui
