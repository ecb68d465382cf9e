#include "ui/explore/layout_options.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>

#include "ui/support/format.h"

namespace tilescout::ui {

namespace {

QString costText(const jobs::LayoutCost& cost) {
  const QString memory =
      LayoutOptionsDialog::tr("Needs about %1 of memory; %2 are free.")
          .arg(formatBytes(static_cast<std::int64_t>(cost.bytes)), formatBytes(static_cast<std::int64_t>(cost.free)));
  if (cost.laidOut >= cost.tiles) return memory;
  return memory + QLatin1Char(' ') +
         LayoutOptionsDialog::tr("That is %1 of %2 tiles; the others are placed among them afterwards.")
             .arg(formatCount(cost.laidOut), formatCount(cost.tiles));
}

}  // namespace

QStringList wordLines(const QString& text) {
  QStringList words;
  for (const QString& line : text.split(QLatin1Char('\n'))) {
    const QString word = line.simplified();
    if (!word.isEmpty() && !words.contains(word)) words.append(word);
  }
  return words;
}

LayoutOptionsDialog::LayoutOptionsDialog(const std::optional<jobs::LayoutCost>& cost, const QStringList& words,
                                         QWidget* parent)
    : QDialog(parent) {
  setWindowTitle(tr("Layout"));
  method_ = new QComboBox(this);
  method_->addItem(tr("By neighbours (UMAP)"), QStringLiteral("umap"));
  method_->addItem(tr("By neighbours, from the graph's eigenvectors (UMAP)"), QStringLiteral("spectral"));
  method_->addItem(tr("By greatest differences (PCA)"), QStringLiteral("pca"));
  texts_ = new QCheckBox(tr("Texts too, in the same layout"), this);
  texts_->setObjectName(QStringLiteral("layoutTexts"));
  texts_->setToolTip(
      tr("The archive's captions (land-cover words where there are none) become points of their own, so "
         "that you see how far texts and tiles lie apart"));
  clusters_ = new QSpinBox(this);
  clusters_->setRange(0, 500);
  clusters_->setSpecialValueText(tr("as many as the tiles form"));
  names_ = new QComboBox(this);
  names_->setObjectName(QStringLiteral("layoutNames"));
  names_->addItem(tr("Land cover"));
  names_->addItem(tr("The archive's captions"));
  names_->addItem(tr("My own words"));
  words_ = new QPlainTextEdit(words.join(QLatin1Char('\n')), this);
  words_->setObjectName(QStringLiteral("layoutWords"));
  words_->setPlaceholderText(tr("One word or short text a line"));
  words_->setAccessibleName(tr("My own words"));
  words_->setMaximumHeight(120);
  seed_ = new QSpinBox(this);
  seed_->setRange(1, 1'000'000);
  seed_->setValue(42);
  seed_->setToolTip(tr("The same number gives the same picture"));
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
  make_ = buttons->button(QDialogButtonBox::Ok);
  make_->setText(tr("Make layout"));
  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(names_, &QComboBox::currentIndexChanged, this, &LayoutOptionsDialog::refresh);
  connect(words_, &QPlainTextEdit::textChanged, this, &LayoutOptionsDialog::refresh);
  auto* form = new QFormLayout(this);
  form->addRow(tr("Arrange tiles"), method_);
  form->addRow(QString(), texts_);
  form->addRow(tr("Clusters"), clusters_);
  form->addRow(tr("Name clusters by"), names_);
  form->addRow(words_);
  form->addRow(tr("Seed"), seed_);
  if (cost && cost->tiles > 0) {
    auto* memory = new QLabel(costText(*cost), this);
    memory->setWordWrap(true);
    memory->setForegroundRole(QPalette::PlaceholderText);
    form->addRow(memory);
  }
  form->addRow(buttons);
  refresh();
}

void LayoutOptionsDialog::refresh() {
  const bool own = names_->currentIndex() == 2;
  words_->setVisible(own);
  make_->setEnabled(!own || !words().isEmpty());
}

void LayoutOptionsDialog::setWithTexts(bool on) { texts_->setChecked(on); }

QStringList LayoutOptionsDialog::words() const {
  return names_->currentIndex() == 2 ? wordLines(words_->toPlainText()) : QStringList();
}

jobs::ExploreOptions LayoutOptionsDialog::options() const {
  jobs::ExploreOptions options;
  options.method = method_->currentData().toString().toStdString();
  if (options.method == "spectral") {
    options.method = "umap";
    options.start = "spectral";
  }
  options.withTexts = texts_->isChecked();
  options.clusters = clusters_->value();
  options.names = names_->currentIndex() == 1   ? jobs::NameSource::Captions
                  : names_->currentIndex() == 2 ? jobs::NameSource::Words
                                                : jobs::NameSource::LandCover;
  for (const QString& word : words()) options.words.push_back(word.toStdString());
  options.seed = static_cast<std::uint64_t>(seed_->value());
  options.anew = true;
  return options;
}

}  // namespace tilescout::ui
