#pragma once
#include <QObject>

class QDockWidget;

namespace tilescout::ui {

class AppContext;
class CollectionsPanel;
class FoldSection;
class LabelPanel;
class MainWindow;

/// Labelling in the window: the Labels dock, the collections, undo and redo, and the keys to label with.
class LabelActions : public QObject {
  Q_OBJECT
 public:
  LabelActions(MainWindow* window, AppContext* context);

 private:
  void addHistory();
  void addLabelling();
  void addTagKeys();
  void addCollections();
  void refresh();
  void showPanel();
  /// Goes to the next (or the one before) of the selected tiles, or of the results when not more than one is selected.
  void walk(int by);

  MainWindow* const window_;
  AppContext* const context_;
  LabelPanel* panel_;
  CollectionsPanel* collections_;
  QDockWidget* dock_;
  FoldSection* section_;
  QAction *undo_ = nullptr, *redo_ = nullptr, *label_ = nullptr, *tag_ = nullptr, *training_ = nullptr,
          *saveAndNext_ = nullptr;
  QAction *next_ = nullptr, *previous_ = nullptr, *collect_ = nullptr;
  QList<QAction*> tagKeys_;
};

/// For ui/pages.cpp.
void addLabelling(MainWindow* window, AppContext* context);

}  // namespace tilescout::ui
