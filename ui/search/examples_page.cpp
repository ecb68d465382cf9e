#include "ui/search/examples_page.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <array>

#include "ui/support/retranslate.h"

namespace tilescout::ui {

namespace {

/// The queries stay English in every language: it is what the shipped model reads. The labels are translated.
constexpr std::array<const char*, 6> kExamples = {
    QT_TRANSLATE_NOOP("tilescout::ui::ExamplesPage", "ships in a harbour"),
    QT_TRANSLATE_NOOP("tilescout::ui::ExamplesPage", "an airport with a runway"),
    QT_TRANSLATE_NOOP("tilescout::ui::ExamplesPage", "a river between fields"),
    QT_TRANSLATE_NOOP("tilescout::ui::ExamplesPage", "dense houses along streets"),
    QT_TRANSLATE_NOOP("tilescout::ui::ExamplesPage", "round storage tanks"),
    QT_TRANSLATE_NOOP("tilescout::ui::ExamplesPage", "a bare mountain"),
};

}  // namespace

ExamplesPage::ExamplesPage(QWidget* parent) : QWidget(parent) {
  title_ = new QLabel(this);
  title_->setAlignment(Qt::AlignCenter);
  QFont font = title_->font();
  font.setPixelSize(16);
  title_->setFont(font);
  text_ = new QLabel(this);
  text_->setAlignment(Qt::AlignCenter);
  text_->setWordWrap(true);
  text_->setForegroundRole(QPalette::PlaceholderText);
  auto* grid = new QGridLayout;
  grid->setSpacing(8);
  for (std::size_t i = 0; i < kExamples.size(); ++i) {
    auto* button = new QPushButton(this);
    button->setObjectName(QStringLiteral("example%1").arg(i));
    buttons_.append(button);
    grid->addWidget(button, static_cast<int>(i) / 2, static_cast<int>(i) % 2);
    connect(button, &QPushButton::clicked, this, [this, i] { Q_EMIT chosen(QString::fromUtf8(kExamples[i])); });
  }
  auto* column = new QVBoxLayout(this);
  column->setSpacing(8);
  column->addStretch(2);
  column->addWidget(title_);
  column->addWidget(text_);
  column->addSpacing(8);
  auto* middle = new QHBoxLayout;
  middle->addStretch(1);
  middle->addLayout(grid);
  middle->addStretch(1);
  column->addLayout(middle);
  column->addStretch(3);
  onLanguageChange(this, [this] { retranslate(); });
}

void ExamplesPage::retranslate() {
  title_->setText(tr("What are you looking for?"));
  text_->setText(tr("Type it above in your own words, or try one of these."));
  for (qsizetype i = 0; i < buttons_.size(); ++i) {
    const char* query = kExamples[static_cast<std::size_t>(i)];
    buttons_[i]->setText(tr(query));
    buttons_[i]->setToolTip(tr("Searches for “%1”").arg(QString::fromUtf8(query)));
  }
}

}  // namespace tilescout::ui
