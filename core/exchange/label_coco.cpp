// Captions as COCO has them (Lin et al. 2014): {"images": [{"id", "file_name"}], "annotations": [{"image_id",
// "caption"}]}; of its instances the categories' names are read as tags.
#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "exchange/label_formats.h"
#include "exchange/label_json.h"

namespace tilescout::exchange {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

/// Ids are numbers, in some files texts.
std::string idOf(const json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end()) return {};
  return found->is_string() ? found->get<std::string>() : found->is_number() ? found->dump() : std::string();
}

const json& arrayOf(const json& document, const char* key, const fs::path& file) {
  const auto found = document.is_object() ? document.find(key) : document.end();
  if (found == document.end() || !found->is_array())
    throw Error(ErrorCode::InvalidInput, std::string("holds no list of \"") + key + "\"", file.string());
  return *found;
}

std::string splitInName(const fs::path& file) {
  const std::string stem = file.stem().string();
  for (const char* split : {"train", "val", "test"})
    if (stem.find(split) != std::string::npos) return split;
  return {};
}

class CocoFile {
 public:
  CocoFile(const fs::path& file, std::string within, std::vector<LabelProblem>& problems)
      : file_(file), within_(std::move(within)), problems_(problems) {}

  std::vector<LabelRecord> read();

 private:
  void readImages(const json& images);
  void readAnnotation(const json& annotation);
  void note(std::size_t entry, RowFlaw flaw);

  const fs::path& file_;
  const std::string within_;
  std::vector<LabelProblem>& problems_;
  std::vector<LabelRecord> records_;
  std::map<std::string, std::size_t> places_;  ///< in records_, by image id
  std::map<std::string, std::string> names_;   ///< of categories, by id
};

std::vector<LabelRecord> CocoFile::read() {
  const json document = parseJsonFile(file_);
  readImages(arrayOf(document, "images", file_));
  if (const auto categories = document.find("categories"); categories != document.end() && categories->is_array()) {
    for (const json& category : *categories)
      if (category.is_object()) names_[idOf(category, "id")] = jsonText(category, "name");
  }
  const json& annotations = arrayOf(document, "annotations", file_);
  for (std::size_t i = 0; i < annotations.size(); ++i) {
    try {
      readAnnotation(annotations[i]);
    } catch (const BadRow& bad) {
      note(i, bad.flaw);
    }
  }
  std::erase_if(records_, [](const LabelRecord& record) { return record.captions.empty() && record.tags.empty(); });
  return std::move(records_);
}

void CocoFile::readImages(const json& images) {
  for (std::size_t i = 0; i < images.size(); ++i) {
    try {
      if (!images[i].is_object()) throw BadRow{RowFlaw::NoObject};
      LabelRecord record;
      record.image = jsonText(images[i], "file_name");
      const std::string id = idOf(images[i], "id");
      if (record.image.empty() || id.empty()) throw BadRow{RowFlaw::NoImage};
      record.split = splitInName(file_);
      record.row = {LabelRow::Kind::Entry, within_, static_cast<std::int64_t>(i) + 1};
      readJsonPlace(images[i], record);
      places_[id] = records_.size();
      records_.push_back(std::move(record));
    } catch (const BadRow& bad) {
      note(i, bad.flaw);
    }
  }
}

void CocoFile::readAnnotation(const json& annotation) {
  if (!annotation.is_object()) throw BadRow{RowFlaw::NoObject};
  const auto place = places_.find(idOf(annotation, "image_id"));
  if (place == places_.end()) throw BadRow{RowFlaw::NoImage};
  LabelRecord& record = records_[place->second];
  const auto caption = annotation.find("caption");
  if (caption != annotation.end()) {
    if (!caption->is_string()) throw BadRow{RowFlaw::CaptionNoText};
    record.captions.push_back({caption->get<std::string>(), jsonText(annotation, "author")});
    return;
  }
  const auto name = names_.find(idOf(annotation, "category_id"));
  if (name == names_.end() || name->second.empty()) throw BadRow{RowFlaw::NoLabel};
  if (std::find(record.tags.begin(), record.tags.end(), name->second) == record.tags.end())
    record.tags.push_back(name->second);
}

void CocoFile::note(std::size_t entry, RowFlaw flaw) {
  const LabelRow row{LabelRow::Kind::Entry, within_, static_cast<std::int64_t>(entry) + 1};
  problems_.push_back({file_.string() + ", " + textOf(row), row, {flaw, {}}});
}

}  // namespace

std::vector<fs::path> cocoFilesOf(const fs::path& path) {
  std::error_code status;
  if (!fs::is_directory(path, status)) return {path};
  std::vector<fs::path> files;
  for (const fs::path& folder : {path, path / "annotations"}) {
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, status)) {
      const std::string name = entry.path().filename().string();
      if (name.starts_with("captions_") && name.ends_with(".json")) files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<LabelRecord> readCocoLabels(const fs::path& path, std::vector<LabelProblem>& problems) {
  const std::vector<fs::path> files = cocoFilesOf(path);
  if (files.empty()) throw Error(ErrorCode::NotFound, "holds no captions_*.json", path.string());
  std::vector<LabelRecord> records;
  for (const fs::path& file : files) {
    std::string within = files.size() > 1 ? file.filename().string() : std::string();
    for (LabelRecord& record : CocoFile(file, std::move(within), problems).read()) records.push_back(std::move(record));
  }
  return records;
}

}  // namespace tilescout::exchange
