#pragma once
#include <QStringListModel>
#include <QTimer>
#include <QWidget>

class QFrame;
class QLabel;
class QLineEdit;
class QMenu;
class QToolButton;

namespace tilescout::ui {

class AppContext;
class AreaTerm;
class FilterPanel;
class QueryChips;
class QueryHistory;

/// What is searched for, always there: back and forward, the line with its history, buttons for pictures, areas and
/// filters, and below it the chips of all that does not stand in the line. Talks to the SearchController itself.
class QueryBar : public QWidget {
  Q_OBJECT
 public:
  explicit QueryBar(AppContext* context, QWidget* parent = nullptr);

  /// Without an archive the line says so instead of taking text.
  void setReady(bool ready);
  void setText(const QString& text);
  QString text() const;
  void focusLine();
  AreaTerm* areaTerm() const { return areaTerm_; }

  void openPicture();
  /// The clipboard's picture as an example; false when it holds none.
  bool pastePicture();
  void openPolygons();
  void excludeWords();
  void openFilters();
  /// What the buttons for pictures and areas offer: actions of the window; null is a line between them.
  void setMenus(const QList<QAction*>& pictures, const QList<QAction*>& areas);
  /// What was asked of this archive lately, to be asked again.
  void openHistory();
  QueryHistory* history() const { return asked_; }

 Q_SIGNALS:
  void textChanged(const QString& text);
  /// Enter.
  void submitted();
  /// Down, when no list of earlier queries is open.
  void resultsRequested();
  /// The area is to be seen, and changed, on the map.
  void showAreaRequested();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  QToolButton* button(const char* name, const char* icon);
  void build();
  void buildMenus();
  void wire();
  void retranslate();
  void refreshButtons();
  void refreshCount();
  void submit();
  void restore();
  void editTranslation();
  void addPasted(const QImage& picture);

  AppContext* const context_;
  QToolButton *back_, *forward_, *pictures_, *area_, *filters_;
  QMenu *pictureMenu_, *areaMenu_;
  QLineEdit* line_;
  QLabel* count_;
  QFrame* busy_;
  QAction* icon_;
  QueryChips* chips_;
  FilterPanel* panel_;
  AreaTerm* areaTerm_;
  QStringListModel* history_;  ///< texts, for completing what is typed
  QueryHistory* asked_;
  QAction* openHistory_;
  QMenu* historyMenu_;
  QTimer busyDelay_;  ///< most searches are over before a mark would be seen
  QTimer savePause_;
  bool ready_ = false;
};

}  // namespace tilescout::ui
