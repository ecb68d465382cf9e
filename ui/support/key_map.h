#pragma once
#include <QKeySequence>
#include <QList>
#include <QObject>

class QAction;
class QWidget;

namespace tilescout::ui {

class Settings;

/// Keys of all actions: what they are by default, what the user made of them, and who has which. Two actions that can
/// hear the same key never get it.
class KeyMap : public QObject {
  Q_OBJECT
 public:
  explicit KeyMap(Settings* settings, QObject* parent = nullptr);

  /// Gives the action its keys: the user's, else `defaults`. Its object name is what they are remembered under. `scope`
  /// is the widget in which they are heard; null: the whole window.
  void add(QAction* action, const QList<QKeySequence>& defaults, const QWidget* scope);
  const QList<QKeySequence>& defaults(const QAction* action) const;
  bool isDefault(const QAction* action) const;
  /// Another action that has `key`, or one that begins with it, where `action` is heard; null: it is free.
  QAction* holder(const QKeySequence& key, const QAction* action) const;
  /// Sets and remembers the keys. False, and nothing changed, when another action has one of them.
  bool set(QAction* action, const QList<QKeySequence>& keys);
  /// Back to the default, as far as nobody else has taken those keys; false when somebody has.
  bool reset(QAction* action);
  void resetAll();

 Q_SIGNALS:
  void changed();

 private:
  struct Entry {
    QAction* action;
    QList<QKeySequence> defaults;
    const QWidget* scope;
  };
  const Entry& entry(const QAction* action) const;

  Settings* const settings_;
  QList<Entry> entries_;
};

}  // namespace tilescout::ui
