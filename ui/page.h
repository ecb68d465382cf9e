#pragma once

namespace tilescout::ui {

/// What a page of the window's centre may do beyond being a widget; a page derives from QWidget and from this.
class Page {
 public:
  virtual ~Page() = default;

  /// Esc: undoes one thing of the page (closes what lies above it, leaves a tool). False when there was nothing.
  virtual bool takeBack() { return false; }
  /// The page was chosen by its key, tab or the palette: put the focus where work begins.
  virtual void enter() {}
};

}  // namespace tilescout::ui
