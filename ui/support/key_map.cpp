#include "ui/support/key_map.h"

#include <QAction>
#include <QWidget>
#include <algorithm>
#include <iterator>

#include "ui/settings/settings.h"

namespace tilescout::ui {

namespace {

bool overlap(const QKeySequence& a, const QKeySequence& b) {
  return a.matches(b) != QKeySequence::NoMatch || b.matches(a) != QKeySequence::NoMatch;
}

}  // namespace

KeyMap::KeyMap(Settings* settings, QObject* parent) : QObject(parent), settings_(settings) {}

void KeyMap::add(QAction* action, const QList<QKeySequence>& defaults, const QWidget* scope) {
  entries_.append({action, defaults, scope});
  const std::optional<QStringList> changed = settings_->keys(action->objectName());
  QList<QKeySequence> keys;
  if (!changed) {
    // A default that came with a later version gives way to what the user has made of that key.
    std::copy_if(defaults.begin(), defaults.end(), std::back_inserter(keys),
                 [&](const QKeySequence& key) { return !holder(key, action); });
    action->setShortcuts(keys);
    return;
  }
  for (const QString& name : *changed) {
    const QKeySequence key(name, QKeySequence::PortableText);
    while (QAction* other = holder(key, action)) {
      QList<QKeySequence> left = other->shortcuts();
      left.removeIf([&](const QKeySequence& taken) { return overlap(taken, key); });
      other->setShortcuts(left);
    }
    keys.append(key);
  }
  action->setShortcuts(keys);
}

const KeyMap::Entry& KeyMap::entry(const QAction* action) const {
  return *std::find_if(entries_.begin(), entries_.end(), [&](const Entry& e) { return e.action == action; });
}

const QList<QKeySequence>& KeyMap::defaults(const QAction* action) const { return entry(action).defaults; }

bool KeyMap::isDefault(const QAction* action) const { return action->shortcuts() == defaults(action); }

QAction* KeyMap::holder(const QKeySequence& key, const QAction* action) const {
  if (key.isEmpty()) return nullptr;
  const QWidget* scope = entry(action).scope;
  for (const Entry& other : entries_) {
    if (other.action == action) continue;
    // The focus is in one of two pages; in both only where one is a part of the other.
    const bool apart = scope && other.scope && scope != other.scope && !scope->isAncestorOf(other.scope) &&
                       !other.scope->isAncestorOf(scope);
    const QList<QKeySequence> keys = other.action->shortcuts();
    if (!apart && std::any_of(keys.begin(), keys.end(), [&](const auto& taken) { return overlap(taken, key); })) {
      return other.action;
    }
  }
  return nullptr;
}

bool KeyMap::set(QAction* action, const QList<QKeySequence>& keys) {
  if (std::any_of(keys.begin(), keys.end(), [&](const auto& key) { return holder(key, action); })) return false;
  action->setShortcuts(keys);
  if (isDefault(action)) {
    settings_->setKeys(action->objectName(), std::nullopt);
  } else {
    QStringList names;
    for (const QKeySequence& key : keys) names.append(key.toString(QKeySequence::PortableText));
    settings_->setKeys(action->objectName(), names);
  }
  Q_EMIT changed();
  return true;
}

bool KeyMap::reset(QAction* action) { return set(action, defaults(action)); }

void KeyMap::resetAll() {
  for (const Entry& entry : entries_) {
    entry.action->setShortcuts(entry.defaults);
    settings_->setKeys(entry.action->objectName(), std::nullopt);
  }
  Q_EMIT changed();
}

}  // namespace tilescout::ui
