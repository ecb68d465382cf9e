// Windows beside the main one.
#include <QComboBox>
#include <QToolButton>

#include "gallery.h"
#include "gallery_support.h"
#include "preview_sample.h"
#include "ui/archive/add_scenes_dialog.h"
#include "ui/main_window.h"

namespace tilescout::test {

void Gallery::adding() {
  world_->preview = somePreview();
  ui::AddScenesDialog dialog(context_, window_);
  dialog.addPaths({QStringLiteral("/data/landsat/2021"), QStringLiteral("/data/naip/fargo"),
                   QStringLiteral("/data/dem/n46_w097.dt2")});
  dialog.show();
  spin(800);
  save("52_add_scenes", &dialog);
  dialog.findChild<QComboBox*>(QStringLiteral("addScenesCut"))->setCurrentIndex(2);
  dialog.findChild<QComboBox*>(QStringLiteral("addScenesBands"))->setCurrentIndex(1);
  dialog.findChild<QComboBox*>(QStringLiteral("addScenesContrast"))->setCurrentIndex(2);
  dialog.findChild<QToolButton*>(QStringLiteral("addScenesUnfold"))->setChecked(true);
  spin(800);
  dialog.findChild<QToolButton*>(QStringLiteral("addScenesUnfold"))->setChecked(true);
  spin(200);
  save("53_add_scenes_chosen", &dialog);
}

}  // namespace tilescout::test
