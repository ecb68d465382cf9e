#include "ui/map/map_background.h"

#include <QAction>
#include <QSignalBlocker>

#include "ui/app_context.h"
#include "ui/map/map_canvas.h"
#include "ui/support/notice_bar.h"
#include "ui/window_actions.h"

namespace tilescout::ui {

namespace {

const QLatin1String kChoiceKey("mapBackground"), kShownKey("mapBackgroundShown");

}  // namespace

MapBackground::MapBackground(AppContext* context, MapCanvas* canvas, NoticeBar* notice, QWidget* page)
    : QObject(page), context_(context), canvas_(canvas), notice_(notice), page_(page) {
  toggle_ = new QAction(this);
  toggle_->setCheckable(true);
  choose_ = new QAction(this);
  choice_ = BackgroundChoice::fromJson(context->settings().view(kChoiceKey).toString());
  connect(toggle_, &QAction::toggled, this, [this](bool on) {
    if (on && !choice_.mayShow()) {
      choose();
    } else {
      show(on);
    }
  });
  connect(choose_, &QAction::triggered, this, &MapBackground::choose);
  connect(canvas, &MapCanvas::backgroundFailed, this, &MapBackground::failed);
  connect(notice, &NoticeBar::actionTriggered, this, [this] { show(true); });
  if (choice_.mayShow() && !choice_.isWeb() && !choice_.allowed && context->settings().view(kShownKey).toBool())
    toggle_->setChecked(true);
}

void MapBackground::addActions(WindowActions* actions, QWidget* scope) {
  actions_ = actions;
  ActionSpec shown{"mapBackground",
                   "layer-visible-on",
                   {Qt::Key_K},
                   MenuPlace::Map,
                   [] { return tr("Background"); },
                   [this] {
                     return choice_.isEmpty() ? tr("Show a map of your own, or a web map, under the scenes")
                                              : tr("Show what you chose under the scenes: %1").arg(choice_.address);
                   }};
  ActionSpec chosen{"mapChooseBackground",
                    "configure",
                    {Qt::SHIFT | Qt::Key_K},
                    MenuPlace::Map,
                    [] { return tr("Choose a background…"); },
                    [] { return tr("Choose a file or an address for the background"); }};
  shown.scope = chosen.scope = scope;
  actions->adopt(toggle_, shown);
  actions->adopt(choose_, chosen);
}

void MapBackground::choose() {
  BackgroundDialog dialog(choice_, context_->settings().lastFolder(), page_);
  if (dialog.exec() == QDialog::Accepted) {
    take(dialog.choice());
  } else if (!choice_.mayShow()) {
    const QSignalBlocker quiet(toggle_);
    toggle_->setChecked(false);
  }
}

void MapBackground::take(const BackgroundChoice& choice) {
  choice_ = choice;
  context_->settings().setView(kChoiceKey, choice.toJson());
  {
    const QSignalBlocker quiet(toggle_);
    toggle_->setChecked(choice.mayShow());
  }
  show(choice.mayShow());
  if (actions_) actions_->refreshText(toggle_);
}

void MapBackground::show(bool on) {
  notice_->setNotice(NoticeBar::Kind::Information, {});
  context_->settings().setView(kShownKey, on);
  if (on && choice_.mayShow()) {
    canvas_->setBackground(jobs::BackgroundSource{choice_.address.toStdString(), choice_.allowed}, choice_.attribution);
  } else {
    canvas_->setBackground(std::nullopt, {});
  }
}

void MapBackground::failed(const UiError& error) {
  QString text;
  if (!choice_.isWeb()) {
    text = tr("The background does not show: %1 The map goes on without it.").arg(errorSentence(error));
  } else if (error.code == ErrorCode::InvalidInput) {
    text = tr("“%1” is no address that the map can use: it needs {z}, {x} and {y}, or a WMS that names its LAYERS.")
               .arg(choice_.address);
  } else {
    text = tr("“%1” cannot be reached: this computer is offline, or the server refuses. The map goes on without it.")
               .arg(choice_.address);
  }
  notice_->setNotice(NoticeBar::Kind::Warning, text, tr("Try again"));
  notice_->setToolTip(errorDetails(error));
}

}  // namespace tilescout::ui
