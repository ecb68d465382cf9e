#pragma once
#include <QCoreApplication>
#include <QString>

#include "model/model_card.h"

namespace tilescout::ui {

/// A model's card as a page of rich text. The names of the notes that Tilescout's own training writes, and what the
/// shipped model's notes say, are translated; what others wrote stays as it is.
class ModelCardText {
  Q_DECLARE_TR_FUNCTIONS(ModelCardText)
 public:
  /// `device`: where it computes now; empty: it is not loaded.
  static QString html(const ModelCard& card, const QString& device);
  static QString noteName(const QString& name);
  static QString noteText(const QString& text);
};

}  // namespace tilescout::ui
