#include "ui/explore/layout_options.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QPushButton>
#include <QSpinBox>

namespace tilescout::ui {

LayoutOptionsDialog::LayoutOptionsDialog(QWidget* parent) : QDialog(parent) {
  setWindowTitle(tr("Layout"));
  method_ = new QComboBox(this);
  method_->addItem(tr("By neighbours (UMAP)"), QStringLiteral("umap"));
  method_->addItem(tr("By greatest differences (PCA)"), QStringLiteral("pca"));
  clusters_ = new QSpinBox(this);
  clusters_->setRange(0, 500);
  clusters_->setSpecialValueText(tr("as many as there are"));
  names_ = new QComboBox(this);
  names_->addItem(tr("Land cover"));
  names_->addItem(tr("The archive's captions"));
  seed_ = new QSpinBox(this);
  seed_->setRange(1, 1'000'000);
  seed_->setValue(42);
  seed_->setToolTip(tr("The same number gives the same picture"));
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
  buttons->button(QDialogButtonBox::Ok)->setText(tr("Make layout"));
  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  auto* form = new QFormLayout(this);
  form->addRow(tr("Arrange tiles"), method_);
  form->addRow(tr("Clusters"), clusters_);
  form->addRow(tr("Name clusters by"), names_);
  form->addRow(tr("Seed"), seed_);
  form->addRow(buttons);
}

jobs::ExploreOptions LayoutOptionsDialog::options() const {
  jobs::ExploreOptions options;
  options.method = method_->currentData().toString().toStdString();
  options.clusters = clusters_->value();
  options.names = names_->currentIndex() == 1 ? jobs::NameSource::Captions : jobs::NameSource::LandCover;
  options.seed = static_cast<std::uint64_t>(seed_->value());
  options.anew = true;
  return options;
}

}  // namespace tilescout::ui
