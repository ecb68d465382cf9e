#include "ui/explore/compare_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>

#include "ui/support/format.h"

namespace tilescout::ui {

CompareDialog::CompareDialog(const std::vector<jobs::SpaceModel>& models, QWidget* parent) : QDialog(parent) {
  setWindowTitle(tr("Compare two models"));
  note_ = new QLabel(this);
  note_->setWordWrap(true);
  note_->setMinimumWidth(380);
  before_ = new QComboBox(this);
  before_->setObjectName(QStringLiteral("compareBefore"));
  after_ = new QComboBox(this);
  after_->setObjectName(QStringLiteral("compareAfter"));
  int active = 0;
  for (const jobs::SpaceModel& model : models) {
    const QString text = tr("%1 (%2 tiles)").arg(QString::fromStdString(model.name), formatCount(model.tiles));
    if (model.active) active = after_->count();
    for (QComboBox* box : {before_, after_}) box->addItem(text, QString::fromStdString(model.fingerprint));
  }
  after_->setCurrentIndex(active);
  before_->setCurrentIndex(active > 0 ? active - 1 : std::min(1, static_cast<int>(models.size()) - 1));
  buttons_ = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
  buttons_->button(QDialogButtonBox::Ok)->setText(tr("Compare"));
  connect(buttons_, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons_, &QDialogButtonBox::rejected, this, &QDialog::reject);
  for (QComboBox* box : {before_, after_}) connect(box, &QComboBox::currentIndexChanged, this, &CompareDialog::refresh);
  auto* form = new QFormLayout(this);
  form->addRow(note_);
  form->addRow(tr("Before"), before_);
  form->addRow(tr("After"), after_);
  form->addRow(buttons_);
  refresh();
}

void CompareDialog::refresh() {
  const bool enough = before_->count() > 1;
  before_->setEnabled(enough);
  after_->setEnabled(enough);
  buttons_->button(QDialogButtonBox::Ok)->setEnabled(enough && before() != after());
  note_->setText(
      !enough ? tr("This archive holds the embeddings of one model only. Let it answer with another one (menu Model), "
                   "for instance one that you have fine-tuned; those of the first stay, and the two can be compared.")
      : before() == after() ? tr("Choose two different models.")
                            : tr("Both are laid out together, so that tiles that mean the same to both stay in place "
                                 "and the others move."));
}

std::string CompareDialog::before() const { return before_->currentData().toString().toStdString(); }

std::string CompareDialog::after() const { return after_->currentData().toString().toStdString(); }

}  // namespace tilescout::ui
