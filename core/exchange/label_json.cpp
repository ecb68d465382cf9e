#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/atomic_file.h"
#include "base/error.h"
#include "exchange/label_formats.h"
#include "exchange/label_json.h"

namespace tilescout::exchange {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

std::string captionOf(const json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_object() && !jsonText(value, "raw").empty()) return jsonText(value, "raw");
  throw BadRow{RowFlaw::CaptionNoText};
}

std::vector<LabelText> textsOf(const json& object) {
  for (const char* key : {"captions", "caption", "sentences"}) {
    const auto found = object.find(key);
    if (found == object.end()) continue;
    std::vector<LabelText> captions;
    if (found->is_array()) {
      for (const json& caption : *found) captions.push_back({captionOf(caption), ""});
    } else {
      captions.push_back({captionOf(*found), ""});
    }
    return captions;
  }
  throw BadRow{RowFlaw::NoCaption};
}

LabelRecord recordOf(const json& object, const char* imageKey) {
  if (!object.is_object()) throw BadRow{RowFlaw::NoObject};
  LabelRecord record;
  record.image = jsonText(object, imageKey);
  if (record.image.empty()) throw BadRow{RowFlaw::NoImage};
  record.captions = textsOf(object);
  const std::string label = jsonText(object, "label_name");
  if (!label.empty() && label != "unlabelled") record.tags.push_back(label);
  record.split = jsonText(object, "split");
  readJsonPlace(object, record);
  return record;
}

std::vector<LabelRecord> recordsOf(const json& list, const char* imageKey, const fs::path& file,
                                   std::vector<LabelProblem>& problems) {
  std::vector<LabelRecord> records;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const LabelRow row{LabelRow::Kind::Entry, {}, static_cast<std::int64_t>(i) + 1};
    try {
      records.push_back(recordOf(list[i], imageKey));
      records.back().row = row;
    } catch (const BadRow& bad) {
      problems.push_back({file.string() + ", " + textOf(row), row, {bad.flaw, {}}});
    }
  }
  return records;
}

}  // namespace

json parseJsonFile(const fs::path& file) {
  try {
    return json::parse(readTextFile(file));
  } catch (const json::exception& failure) {
    throw Error(ErrorCode::Corrupt, std::string("is no valid JSON: ") + failure.what(), file.string());
  }
}

std::string jsonText(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

void readJsonPlace(const json& object, LabelRecord& record) {
  const auto window = object.find("window");
  if (window == object.end()) return readChipName(record);
  if (!window->is_array() || window->size() != 4) throw BadRow{RowFlaw::WindowNotFour};
  record.window.emplace();
  for (std::size_t i = 0; i < 4; ++i) {
    if (!(*window)[i].is_number()) throw BadRow{RowFlaw::WindowNotFour};
    (*record.window)[i] = (*window)[i].get<double>();
  }
  const std::string scene = jsonText(object, "scene");
  if (!scene.empty()) record.image = scene;
}

std::vector<fs::path> authorsFilesOf(const fs::path& path) {
  std::error_code status;
  if (!fs::is_directory(path, status)) return {path};
  std::vector<fs::path> files;
  for (const char* name : {"train", "val", "test", "report"}) {
    const fs::path file = path / (std::string(name) + ".json");
    if (fs::is_regular_file(file, status)) files.push_back(file);
  }
  return files;
}

fs::path karpathyFileOf(const fs::path& path) {
  std::error_code status;
  if (!fs::is_directory(path, status)) return path;
  for (const fs::directory_entry& entry : fs::directory_iterator(path, status)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with("dataset") && name.ends_with(".json")) return entry.path();
  }
  return {};
}

std::vector<LabelRecord> readAuthorsLabels(const fs::path& path, std::vector<LabelProblem>& problems) {
  std::vector<LabelRecord> records;
  const std::vector<fs::path> files = authorsFilesOf(path);
  if (files.empty()) throw Error(ErrorCode::NotFound, "holds no train.json, val.json or test.json", path.string());
  for (const fs::path& file : files) {
    const json list = parseJsonFile(file);
    if (!list.is_array()) throw Error(ErrorCode::InvalidInput, "holds no list of captioned images", file.string());
    const std::string stem = file.stem().string();
    const std::string within = files.size() > 1 ? file.filename().string() : std::string();
    const std::size_t before = problems.size();
    std::vector<LabelRecord> ofFile = recordsOf(list, "image", file, problems);
    for (std::size_t i = before; i < problems.size(); ++i) problems[i].row.within = within;
    for (LabelRecord& record : ofFile) {
      const bool split = stem == "train" || stem == "val" || stem == "test" || stem == "report";
      if (record.split.empty() && split) record.split = stem;
      record.row.within = within;
      records.push_back(std::move(record));
    }
  }
  return records;
}

std::vector<LabelRecord> readKarpathyLabels(const fs::path& path, std::vector<LabelProblem>& problems) {
  const fs::path file = karpathyFileOf(path);
  const json document = parseJsonFile(file);
  if (!document.is_object() || !document.contains("images") || !document["images"].is_array()) {
    throw Error(ErrorCode::InvalidInput, "holds no \"images\"", file.string());
  }
  std::vector<LabelRecord> records = recordsOf(document["images"], "filename", file, problems);
  for (LabelRecord& record : records) {
    if (record.split == "restval") record.split = "train";
  }
  return records;
}

}  // namespace tilescout::exchange
