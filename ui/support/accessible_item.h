#pragma once
#include <QAccessible>

namespace tilescout::ui {

/// An item of a view that draws its items itself, as screen readers see it: a list item without widget and children
/// that can be acted on. What it says, where it is and what it does is the view's to say.
class AccessibleItem : public QAccessibleInterface, public QAccessibleActionInterface {
 public:
  QObject* object() const override { return nullptr; }
  QAccessibleInterface* childAt(int, int) const override { return nullptr; }
  QAccessibleInterface* child(int) const override { return nullptr; }
  int childCount() const override { return 0; }
  int indexOfChild(const QAccessibleInterface*) const override { return -1; }
  QAccessible::Role role() const override { return QAccessible::ListItem; }
  void setText(QAccessible::Text, const QString&) override {}
  void* interface_cast(QAccessible::InterfaceType type) override {
    return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface*>(this) : nullptr;
  }
  QStringList keyBindingsForAction(const QString&) const override { return {}; }
};

}  // namespace tilescout::ui
