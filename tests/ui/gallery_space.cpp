// The pages of the embedding plot.
#include <QAction>
#include <QComboBox>
#include <QDialog>
#include <QMouseEvent>
#include <QToolButton>

#include "fake_explore_session.h"
#include "gallery.h"
#include "gallery_support.h"
#include "ui/explore/comparison_controller.h"
#include "ui/explore/embedding_page.h"
#include "ui/explore/layout_options.h"
#include "ui/explore/scatter_view.h"
#include "ui/explore/text_layer.h"
#include "ui/support/fold_section.h"
#include "ui/window_actions.h"

namespace tilescout::test {

void Gallery::embedding() {
  world_->space->tiles = 6000;
  world_->space->tilesPerScene = 1500;
  open();
  window_->actions()->find("embedding")->trigger();
  save("28_embedding_none");
  world_->space->made = true;
  world_->space->unplaced = 1204;
  open();
  auto* page = window_->findChild<ui::EmbeddingPage*>();
  spin(150);
  context_->selection().set({1, 4, 7, 10, 13, 16}, 4);
  save("29_embedding");
  page->findChild<ui::FoldSection*>()->setOpen(true);
  page->plot()->zoomBy(40, page->plot()->placeOf(TileId(200)));
  spin(400);
  save("30_embedding_thumbnails");
  world_->space->tiles = 600;
  world_->space->tilesPerScene = 30;
  open();
  context_->selection().set({1, 4, 7, 10, 13, 16}, 4);
  window_->findChild<QComboBox*>(QStringLiteral("colourBy"))->setCurrentIndex(static_cast<int>(ui::ColourBy::Scene));
  spin(150);
  save("30_embedding_shapes");
  window_->findChild<QToolButton*>(QStringLiteral("scatterExport"))->click();
  if (auto* dialog = page->findChild<QDialog*>(QStringLiteral("plotExportDialog"))) save("30_embedding_export", dialog);
  for (int t = 0; t < 60; ++t)
    world_->space->laidOut.push_back("a wide river between fields, text " + std::to_string(t));
  open();
  spin(150);
  const QPoint mark = page->plot()->map().toView(40.0, 40.0).toPoint();
  QMouseEvent move(QEvent::MouseMove, mark, page->plot()->mapToGlobal(mark), Qt::NoButton, Qt::NoButton,
                   Qt::NoModifier);
  QCoreApplication::sendEvent(page->plot(), &move);
  save("30_embedding_texts");
  world_->space->laidOut.clear();
  window_->findChild<QToolButton*>(QStringLiteral("scatterMake"))->click();
  if (auto* dialog = page->findChild<ui::LayoutOptionsDialog*>()) save("30_embedding_layout", dialog);
}

void Gallery::comparison() {
  world_->space->tiles = 3000;
  world_->space->tilesPerScene = 1000;
  world_->space->made = true;
  world_->space->compared = true;
  open();
  window_->actions()->find("embedding")->trigger();
  auto* page = window_->findChild<ui::EmbeddingPage*>();
  spin(150);
  page->texts()->show(ui::TextLayer::Kind::LandCover);
  page->finder()->find(ui::FindKind::Duplicates);
  spin(600);
  save("35_embedding_found");
  page->finder()->clear();
  window_->findChild<QToolButton*>(QStringLiteral("scatterList"))->click();
  save("36_embedding_list");
  window_->findChild<QToolButton*>(QStringLiteral("scatterList"))->click();
  page->comparison()->compare("f-base", "f-tuned");
  spin(300);
  window_->findChild<QComboBox*>(QStringLiteral("colourBy"))->setCurrentIndex(static_cast<int>(ui::ColourBy::Drift));
  page->findChild<ui::FoldSection*>()->setOpen(true);
  context_->selection().set({11, 21, 31}, 21);
  save("37_embedding_compared");
  page->askModels();
  if (auto* dialog = page->findChild<QDialog*>()) save("38_compare_dialog", dialog);
}

}  // namespace tilescout::test
