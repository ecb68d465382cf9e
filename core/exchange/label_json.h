#pragma once
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "exchange/label_file.h"

/// What the readers of JSON labels share.
namespace tilescout::exchange {

/// Why a row is passed over.
struct BadRow {
  RowFlaw flaw;
};

/// Throws Error{Corrupt, NotFound, Io} naming the file.
nlohmann::json parseJsonFile(const std::filesystem::path& file);

/// A member that is a text; "" when it is not there or something else.
std::string jsonText(const nlohmann::json& object, const char* key);

/// Our own exports say which window of which scene a picture shows ("scene", "window"); other programs pass these
/// fields over. Without them the picture's name may tell. Throws BadRow.
void readJsonPlace(const nlohmann::json& object, LabelRecord& record);

}  // namespace tilescout::exchange
