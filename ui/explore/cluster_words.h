#pragma once
#include <QString>
#include <string>

namespace tilescout::ui {

/// A cluster's name, or a text about land cover, in the language of the window: the program's own words ("rice paddies",
/// and with a number "rice paddies 2") are stored in English and translated when shown. What people wrote, and names
/// from captions, stay as they are.
QString clusterNameShown(const std::string& stored);

}  // namespace tilescout::ui
