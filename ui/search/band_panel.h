#pragma once
#include <QPointer>
#include <QWidget>
#include <array>

#include "jobs/map_service.h"

class QComboBox;
class QLabel;

namespace tilescout::ui {

/// Which bands of a scene are red, green and blue, and how their values are stretched; a few combinations by name. Says
/// what was chosen; changes no picture itself.
class BandPanel : public QWidget {
  Q_OBJECT
 public:
  explicit BandPanel(QWidget* parent = nullptr);

  /// Nothing can be chosen until the bands of another scene are known: a choice would be one among the bands of the
  /// scene before. The keyboard focus comes back then, unless it was taken elsewhere.
  void expectScene();
  /// Shows the scene's bands and how it was indexed. Says nothing.
  void setScene(const jobs::SceneView& scene);
  std::array<int, 3> bands() const;
  StretchSpec stretch() const;
  /// As the scene was indexed: no stretch has to be computed.
  bool isOriginal() const;
  const Rendering& original() const { return scene_.rendering; }

 Q_SIGNALS:
  void changed();

 private:
  void retranslate();
  void fillNames();
  void useCombination(int index);
  int bandNamed(const char* name) const;

  jobs::SceneView scene_;
  QPointer<QWidget> focused_, focusedSince_;  ///< what had the focus as the scene went, and what Qt gave it to
  bool filling_ = false;
  QLabel *bandsLabel_, *stretchLabel_;
  QComboBox *combination_, *stretch_;
  std::array<QComboBox*, 3> band_;
};

}  // namespace tilescout::ui
