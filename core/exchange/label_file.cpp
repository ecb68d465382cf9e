#include "exchange/label_file.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <regex>
#include <set>

#include "base/atomic_file.h"
#include "base/error.h"
#include "exchange/label_formats.h"
#include "text/prompt_templates.h"

namespace tilescout::exchange {

namespace fs = std::filesystem;

namespace {

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

bool isPicture(const fs::path& file) {
  static const std::set<std::string> endings = {".png", ".jpg", ".jpeg", ".tif", ".tiff", ".jp2", ".bmp", ".gif", ".webp"};
  return endings.contains(lower(file.extension().string()));
}

bool isVector(const fs::path& file) {
  static const std::set<std::string> endings = {".geojson", ".gpkg", ".shp", ".fgb", ".kml"};
  return endings.contains(lower(file.extension().string()));
}

bool holdsClassFolders(const fs::path& folder) {
  std::error_code status;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, status)) {
    if (!entry.is_directory(status)) continue;
    for (const fs::directory_entry& file : fs::directory_iterator(entry.path(), status)) {
      if (isPicture(file.path())) return true;
    }
  }
  return false;
}

/// JSON files are told apart by how they begin; the rest may be large.
LabelFormat formatOfJson(const fs::path& file) {
  const std::string text = readTextFile(file);
  const std::size_t begin = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (begin != std::string::npos && text[begin] == '[') return LabelFormat::Authors;
  const std::string_view head = std::string_view(text).substr(0, 65536);
  if (head.find("\"FeatureCollection\"") != std::string_view::npos) return LabelFormat::Vector;
  const bool images = text.find("\"images\"") != std::string::npos;
  if (images && text.find("\"annotations\"") != std::string::npos) return LabelFormat::Coco;
  if (images) return LabelFormat::Karpathy;
  throw Error(ErrorCode::InvalidInput, "is none of the label formats (authors, karpathy, coco, csv, folders, vector)",
              file.string());
}

LabelFormat formatOfFolder(const fs::path& folder) {
  if (!karpathyFileOf(folder).empty()) return LabelFormat::Karpathy;
  if (!authorsFilesOf(folder).empty()) return LabelFormat::Authors;
  if (!cocoFilesOf(folder).empty()) return LabelFormat::Coco;
  if (holdsClassFolders(folder)) return LabelFormat::Folders;
  throw Error(ErrorCode::InvalidInput, "holds neither train.json, val.json, test.json or captions_*.json nor folders of pictures",
              folder.string());
}

}  // namespace

LabelFormat parseLabelFormat(std::string_view name) {
  if (name == "auto") return LabelFormat::Auto;
  if (name == "authors") return LabelFormat::Authors;
  if (name == "karpathy") return LabelFormat::Karpathy;
  if (name == "coco") return LabelFormat::Coco;
  if (name == "csv") return LabelFormat::Csv;
  if (name == "folders") return LabelFormat::Folders;
  if (name == "vector") return LabelFormat::Vector;
  throw Error(ErrorCode::InvalidInput, "is no label format; there are authors, karpathy, coco, csv, folders and vector",
              std::string(name));
}

LabelFormat detectLabelFormat(const fs::path& path) {
  std::error_code status;
  if (!fs::exists(path, status)) throw Error(ErrorCode::NotFound, "is not there", path.string());
  if (fs::is_directory(path, status)) return formatOfFolder(path);
  const std::string ending = lower(path.extension().string());
  if (ending == ".csv") return LabelFormat::Csv;
  if (isVector(path)) return LabelFormat::Vector;
  if (ending == ".json") return formatOfJson(path);
  throw Error(ErrorCode::InvalidInput, "is none of the label formats (authors, karpathy, coco, csv, folders, vector)",
              path.string());
}

std::vector<LabelRecord> readLabels(const fs::path& path, const LabelReadOptions& options,
                                    std::vector<LabelProblem>& problems) {
  std::error_code status;
  if (!fs::exists(path, status)) throw Error(ErrorCode::NotFound, "is not there", path.string());
  switch (options.format == LabelFormat::Auto ? detectLabelFormat(path) : options.format) {
    case LabelFormat::Karpathy: return readKarpathyLabels(path, problems);
    case LabelFormat::Coco: return readCocoLabels(path, problems);
    case LabelFormat::Csv: return readCsvLabels(path, problems);
    case LabelFormat::Folders: return readFolderLabels(path, options.classTemplate);
    case LabelFormat::Vector: return readVectorLabels(path, options.classTemplate, problems);
    default: return readAuthorsLabels(path, problems);
  }
}

std::vector<LabelRecord> readFolderLabels(const fs::path& folder, const std::string& classTemplate) {
  std::error_code status;
  if (!fs::is_directory(folder, status)) throw Error(ErrorCode::InvalidInput, "is no folder", folder.string());
  std::set<fs::path> files;  // in one order everywhere
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    if (!entry.is_directory(status)) continue;
    for (const fs::directory_entry& file : fs::directory_iterator(entry.path())) {
      if (isPicture(file.path())) files.insert(file.path());
    }
  }
  if (files.empty()) throw Error(ErrorCode::InvalidInput, "holds no folders with pictures", folder.string());
  std::vector<LabelRecord> records;
  for (const fs::path& file : files) {
    const std::string name = file.parent_path().filename().string();
    LabelRecord record;
    record.row = {LabelRow::Kind::File, name + "/" + file.filename().string()};
    record.image = file.string();
    record.captions.push_back({text::fillTemplate(classTemplate, wordsOfClass(name)), ""});
    record.tags.push_back(wordsOfClass(name));
    readChipName(record);
    records.push_back(std::move(record));
  }
  return records;
}

std::string wordsOfClass(const std::string& name) {
  std::string words;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const auto c = static_cast<unsigned char>(name[i]);
    const bool separator = c == '_' || c == '-' || c == ' ';
    const bool newWord = std::isupper(c) != 0 && i > 0 && std::islower(static_cast<unsigned char>(name[i - 1])) != 0;
    if ((separator || newWord) && !words.empty() && words.back() != ' ') words += ' ';
    if (!separator) words += static_cast<char>(std::tolower(c));
  }
  while (words.ends_with(' ')) words.pop_back();
  return words;
}

std::string chipName(const std::string& sceneStem, const std::array<double, 4>& window) {
  std::string name = sceneStem + "__";
  const char* separators[] = {"_", "_", "x", ""};
  for (std::size_t i = 0; i < 4; ++i) name += std::to_string(std::llround(window[i])) + separators[i];
  return name;
}

void readChipName(LabelRecord& record) {
  static const std::regex form(R"((.+)__(-?\d{1,9})_(-?\d{1,9})_(\d{1,9})x(\d{1,9}))");
  const std::string stem = fs::path(record.image).stem().string();
  std::smatch parts;
  if (!std::regex_match(stem, parts, form)) return;
  record.image = parts[1];
  record.window.emplace();
  for (std::size_t i = 0; i < 4; ++i) (*record.window)[i] = std::stod(parts[static_cast<int>(i) + 2]);
}

}  // namespace tilescout::exchange
