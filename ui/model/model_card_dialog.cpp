#include "ui/model/model_card_dialog.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QTextBrowser>
#include <QVBoxLayout>

#include "ui/archive/archive_controller.h"
#include "ui/support/format.h"
#include "ui/support/icons.h"
#include "ui/support/retranslate.h"

namespace tilescout::ui {

namespace {

QString text(const std::string& value) { return QString::fromStdString(value); }

QString row(const QString& name, const QString& value) {
  if (value.isEmpty()) return {};
  return QStringLiteral("<tr><td style=\"padding:2px 16px 2px 0\">%1</td><td style=\"padding:2px 0\">%2</td></tr>")
      .arg(name.toHtmlEscaped(), value.toHtmlEscaped());
}

}  // namespace

ModelCardDialog::ModelCardDialog(ArchiveController* archive, QWidget* parent) : QDialog(parent), archive_(archive) {
  resize(620, 520);
  text_ = new QTextBrowser(this);
  text_->setFrameShape(QFrame::NoFrame);
  text_->setOpenLinks(false);
  import_ = new QPushButton(this);
  close_ = new QPushButton(this);
  close_->setDefault(true);
  auto* buttons = new QHBoxLayout;
  buttons->addWidget(import_);
  buttons->addStretch(1);
  buttons->addWidget(close_);
  auto* column = new QVBoxLayout(this);
  column->addWidget(text_, 1);
  column->addLayout(buttons);
  connect(import_, &QPushButton::clicked, this, &ModelCardDialog::importRequested);
  connect(close_, &QPushButton::clicked, this, &QDialog::close);
  connect(archive, &ArchiveController::modelChanged, this, &ModelCardDialog::refresh);
  onLanguageChange(this, [this] {
    setWindowTitle(tr("Model"));
    import_->setText(tr("Import a model…"));
    import_->setIcon(themeIcon("document-open"));
    close_->setText(tr("Close"));
    refresh();
  });
}

void ModelCardDialog::refresh() { text_->setHtml(describe()); }

QString ModelCardDialog::describe() const {
  if (!archive_->model()) {
    return QStringLiteral("<p>%1</p>").arg(
        tr("No model is loaded. Open an archive, or import a model: a safetensors file, a checkpoint, or a folder of "
           "Hugging Face.").toHtmlEscaped());
  }
  const ModelCard& card = archive_->model()->card;
  QString html = QStringLiteral("<h3>%1</h3>").arg(modelLabel(*archive_).toHtmlEscaped());
  if (card.shipped) {
    html += QStringLiteral("<p>%1</p>").arg(
        tr("A compact model that comes with Tilescout so that search works at once. It knows what its training images "
           "showed and little else: for serious work import real weights, such as RemoteCLIP, GeoRSCLIP or HarMA.")
            .toHtmlEscaped());
  }
  html += QStringLiteral("<table>");
  html += row(tr("Computes on"), text(archive_->model()->device));
  html += row(tr("Architecture"), text(card.architecture));
  html += row(tr("Picture size"), tr("%1 × %1 pixels").arg(card.imageSize));
  html += row(tr("Embedding"), tr("%1 numbers a tile").arg(card.embedDim));
  html += row(tr("Parameters"), formatCount(card.parameters));
  html += row(tr("Adapters"), card.adapter == "none" ? tr("none") : text(card.adapter));
  if (card.groundExtent[1] > 0) {
    html += row(tr("Tiles it has seen"), tr("%1 to %2 m wide").arg(card.groundExtent[0]).arg(card.groundExtent[1]));
  }
  html += row(tr("Source"), text(card.source));
  html += row(tr("Fingerprint"), text(card.fingerprint));
  for (const auto& [name, value] : card.notes) html += row(text(name), text(value));
  return html + QStringLiteral("</table>");
}

QString modelLabel(const ArchiveController& archive) {
  if (!archive.model()) {
    return archive.modelError() ? ModelCardDialog::tr("no model") : ModelCardDialog::tr("loading the model…");
  }
  const ModelCard& card = archive.model()->card;
  QString title = text(card.title.empty() ? card.name : card.title);
  if (!card.shipped) return title;
  title.remove(QStringLiteral("(shipped)"));
  return ModelCardDialog::tr("%1 (shipped, limited)").arg(title.trimmed());
}

}  // namespace tilescout::ui
