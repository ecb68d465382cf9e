#include "exchange/training_dataset.h"

#include <algorithm>
#include <cctype>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <system_error>
#include <unordered_map>
#include <utility>

#include "base/atomic_file.h"
#include "base/error.h"
#include "text/prompt_templates.h"

namespace tilescout::exchange {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr const char* splitNames[] = {"train", "val", "test"};

/// One row a caption; an image may have several. Keeps the order in which images come.
class Collector {
 public:
  explicit Collector(TrainingDataset& dataset) : dataset_(dataset) {}
  void add(const std::string& split, const fs::path& image, const std::string& label, const std::string& caption) {
    auto& entries = dataset_.splits[split];
    const auto [place, isNew] = known_.try_emplace(split + '\0' + image.string(), entries.size());
    if (isNew) {
      entries.push_back({image, static_cast<std::int64_t>(known_.size()) - 1, labelNumber(label), label, {}});
    }
    entries[place->second].captions.push_back(caption);
  }

 private:
  std::int64_t labelNumber(const std::string& label) {
    if (label.empty()) return -1;
    return labels_.try_emplace(label, static_cast<std::int64_t>(labels_.size())).first->second;
  }
  TrainingDataset& dataset_;
  std::unordered_map<std::string, std::size_t> known_;
  std::unordered_map<std::string, std::int64_t> labels_;
};

/// "valid", "validation" and "dev" are val; Karpathy's "restval" is train.
std::string splitOf(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
  if (text == "valid" || text == "validation" || text == "dev") return "val";
  if (text == "restval" || text == "training") return "train";
  if (text == "testing") return "test";
  return text.empty() ? "all" : text;
}

bool isTrainingPicture(const fs::path& file) {
  static const std::set<std::string> known{".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".webp", ".jp2", ".gif"};
  std::string extension = file.extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](unsigned char c) { return std::tolower(c); });
  return known.contains(extension);
}

std::vector<fs::path> sorted(const fs::path& folder, bool folders) {
  std::vector<fs::path> out;
  std::error_code status;
  for (fs::directory_iterator entry(folder, status), end; !status && entry != end; entry.increment(status)) {
    const bool wanted = folders ? entry->is_directory(status) : entry->is_regular_file(status);
    if (wanted && !entry->path().filename().string().starts_with(".")) out.push_back(entry->path());
  }
  std::sort(out.begin(), out.end());
  return out;
}

void readAuthors(const fs::path& folder, const fs::path& root, TrainingDataset& dataset) {
  dataset.format = "authors";
  std::error_code status;
  for (const char* split : splitNames) {
    if (!fs::exists(folder / (std::string(split) + ".json"), status)) continue;
    dataset.splits[split] = readDatasetSplit(folder, split, root);
  }
}

void readKarpathy(const fs::path& file, const json& document, const fs::path& root, TrainingDataset& dataset) {
  dataset.format = "karpathy";
  Collector collector(dataset);
  std::size_t index = 0;
  for (const json& image : document.at("images")) {
    ++index;
    try {
      const std::string split = splitOf(image.value("split", ""));
      const fs::path path = root / image.value("filepath", "") / image.at("filename").get<std::string>();
      for (const json& sentence : image.at("sentences")) {
        collector.add(split, path, image.value("label", ""), sentence.at("raw").get<std::string>());
      }
    } catch (const json::exception& error) {
      throw Error(ErrorCode::InvalidInput, "image " + std::to_string(index) + " makes no sense (" + error.what() + ")",
                  file.string());
    }
  }
}

/// One record of RFC 4180 from `at` on: quoted fields may hold separators, quotes and line ends.
std::vector<std::string> csvRecord(const std::string& text, std::size_t& at, char separator) {
  std::vector<std::string> fields(1);
  bool quoted = false;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (quoted) {
      if (c != '"')
        fields.back() += c;
      else if (at + 1 < text.size() && text[at + 1] == '"')
        fields.back() += text[++at];
      else
        quoted = false;
    } else if (c == '"' && fields.back().empty()) {
      quoted = true;
    } else if (c == separator) {
      fields.emplace_back();
    } else if (c == '\n') {
      ++at;
      break;
    } else if (c != '\r') {
      fields.back() += c;
    }
  }
  return fields;
}

std::optional<std::size_t> columnOf(const std::vector<std::string>& header, std::initializer_list<const char*> names) {
  for (std::size_t i = 0; i < header.size(); ++i) {
    std::string name = header[i];
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
    if (std::find(names.begin(), names.end(), name) != names.end()) return i;
  }
  return std::nullopt;
}

void readCsv(const fs::path& file, const std::string& split, const fs::path& root, Collector& collector) {
  std::string text = readTextFile(file);
  if (text.starts_with("\xef\xbb\xbf")) text.erase(0, 3);
  const std::string firstLine = text.substr(0, text.find('\n'));
  const char separator = firstLine.find('\t') != firstLine.npos                                           ? '\t'
                         : firstLine.find(';') != firstLine.npos && firstLine.find(',') == firstLine.npos ? ';'
                                                                                                          : ',';
  std::size_t at = 0, row = 1;
  const auto header = csvRecord(text, at, separator);
  const auto image = columnOf(header, {"image", "file", "filename", "filepath", "path"});
  const auto caption = columnOf(header, {"caption", "captions", "text", "sentence", "title"});
  const auto splits = columnOf(header, {"split"});
  const auto label = columnOf(header, {"label", "class", "label_name", "category"});
  if (!image || !caption) {
    throw Error(ErrorCode::InvalidInput, "needs a first line with the columns 'image' and 'caption'", file.string());
  }
  while (at < text.size()) {
    ++row;
    const auto fields = csvRecord(text, at, separator);
    if (fields.size() == 1 && fields[0].empty()) continue;
    if (fields.size() <= std::max(*image, *caption) || fields[*image].empty()) {
      throw Error(ErrorCode::InvalidInput, "record " + std::to_string(row) + " has no image or no caption",
                  file.string());
    }
    const auto field = [&](const std::optional<std::size_t>& column) {
      return column && *column < fields.size() ? fields[*column] : std::string();
    };
    const std::string named = splits ? splitOf(field(splits)) : split;
    collector.add(named, root / fields[*image], field(label), fields[*caption]);
  }
}

void readClassFolders(const fs::path& top, const std::string& split, Collector& collector) {
  for (const fs::path& folder : sorted(top, true)) {
    const std::string name = classWords(folder.filename().string());
    for (const fs::path& image : sorted(folder, false)) {
      if (!isTrainingPicture(image)) continue;
      for (const std::string& pattern : text::defaultPromptTemplates()) {
        collector.add(split, image, name, text::fillTemplate(pattern, name));
      }
    }
  }
}

/// The one JSON of Karpathy's form in the folder, parsed; others are left alone.
std::optional<std::pair<fs::path, json>> findKarpathy(const fs::path& folder) {
  for (const fs::path& file : sorted(folder, false)) {
    if (file.extension() != ".json") continue;
    json document = json::parse(readTextFile(file), nullptr, false);
    if (document.is_object() && document.contains("images") && document["images"].is_array()) {
      return std::pair{file, std::move(document)};
    }
  }
  return std::nullopt;
}

/// Two images of one id would count as the same image in the loss; the later gets an id of its own.
void separateIds(TrainingDataset& dataset) {
  for (auto& [split, entries] : dataset.splits) {
    std::unordered_map<std::int64_t, const DatasetEntry*> owner;
    std::int64_t next = 0;
    for (const DatasetEntry& entry : entries) next = std::max(next, entry.imageId + 1);
    for (DatasetEntry& entry : entries) {
      const auto [place, isNew] = owner.try_emplace(entry.imageId, &entry);
      if (isNew) continue;
      dataset.problems.push_back({"duplicate_id", entry.image.string(),
                                  "has the image_id " + std::to_string(entry.imageId) + " of " +
                                      place->second->image.filename().string() + "; it was given another"});
      entry.imageId = next++;
    }
  }
}

}  // namespace

std::string classWords(const std::string& folderName) {
  std::string out;
  for (std::size_t i = 0; i < folderName.size(); ++i) {
    const char c = folderName[i];
    const bool capital = c >= 'A' && c <= 'Z',
               afterSmall = i > 0 && folderName[i - 1] >= 'a' && folderName[i - 1] <= 'z';
    if (c == '_' || c == '-' || c == ' ') {
      if (!out.empty() && out.back() != ' ') out += ' ';
      continue;
    }
    if (capital && afterSmall) out += ' ';
    out += capital ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

TrainingDataset readTrainingDataset(const fs::path& folder, const fs::path& imagesRoot) {
  std::error_code status;
  if (!fs::is_directory(folder, status)) throw Error(ErrorCode::NotFound, "is no folder", folder.string());
  const fs::path& root = imagesRoot.empty() ? folder : imagesRoot;
  TrainingDataset dataset;
  Collector collector(dataset);
  if (fs::exists(folder / "train.json", status)) {
    readAuthors(folder, root, dataset);
  } else if (auto karpathy = findKarpathy(folder)) {
    readKarpathy(karpathy->first, karpathy->second, root, dataset);
  } else {
    for (const fs::path& file : sorted(folder, false)) {
      const std::string extension = file.extension().string(), stem = splitOf(file.stem().string());
      if (extension != ".csv" && extension != ".tsv") continue;
      const bool named = std::find(std::begin(splitNames), std::end(splitNames), stem) != std::end(splitNames);
      readCsv(file, named ? stem : "all", root, collector);
      dataset.format = "csv";
    }
    if (dataset.format.empty()) {
      bool parted = false;
      for (const char* split : splitNames) {
        if (!fs::is_directory(folder / split, status)) continue;
        readClassFolders(folder / split, split, collector);
        parted = true;
      }
      if (!parted) readClassFolders(folder, "all", collector);
      dataset.format = "folders";
    }
  }
  std::size_t images = 0;
  for (const auto& [split, entries] : dataset.splits) images += entries.size();
  if (images == 0) {
    throw Error(ErrorCode::NotFound,
                "holds no captioned images: neither train.json, nor a JSON of Karpathy's form, nor a CSV, nor a folder "
                "of pictures a class",
                folder.string());
  }
  separateIds(dataset);
  return dataset;
}

}  // namespace tilescout::exchange
