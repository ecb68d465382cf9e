#include "exchange/label_writer.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <nlohmann/json.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <set>

#include "base/atomic_file.h"
#include "base/error.h"
#include "exchange/csv_text.h"
#include "exchange/hit_geometry.h"
#include "exchange/vector_writer.h"

namespace tilescout::exchange {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

namespace {

std::string dumpedLine(const Json& value) { return value.dump(-1, ' ', false, Json::error_handler_t::replace); }

void writeText(const fs::path& file, const std::string& text) {
  AtomicFile out(file);
  out.write(text);
  out.commit();
}

std::string plainNumber(double value) {
  char buffer[32];
  return {buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr};
}

std::string joined(const std::vector<std::string>& values) {
  std::string text;
  for (const std::string& value : values) text += (text.empty() ? "" : ";") + value;
  return text;
}

std::string labelsCsv(const std::vector<LabelledTile>& tiles) {
  std::string text = "path,x,y,width,height,caption,author,tags,split\r\n";
  for (const LabelledTile& tile : tiles) {
    std::string place = csvCell(tile.scenePath);
    for (const double value : tile.window) place += "," + plainNumber(value);
    const std::string rest = "," + csvCell(joined(tile.tags)) + "," + csvCell(tile.split) + "\r\n";
    for (const LabelText& caption : tile.captions) {
      text += place + "," + csvCell(caption.text) + "," + csvCell(caption.author) + rest;
    }
    if (tile.captions.empty()) text += place + ",," + rest;
  }
  return text;
}

Json textsOf(const LabelledTile& tile) {
  Json texts = Json::array();
  for (const LabelText& caption : tile.captions) texts.push_back(caption.text);
  return texts;
}

Json footprintOf(const LabelledTile& tile) {
  if (tile.footprint.size() < 3) return nullptr;
  Json ring = Json::array();
  for (const LonLat& point : closedCounterClockwise(tile.footprint)) ring.push_back({point.lon, point.lat});
  return {{"type", "Polygon"}, {"coordinates", Json::array({ring})}};
}

/// A feature a caption: lists of texts are no field type that every program reads.
std::string labelsGeoJson(const std::vector<LabelledTile>& tiles) {
  Json features = Json::array();
  for (const LabelledTile& tile : tiles) {
    Json properties{{"path", tile.scenePath},   {"scene", tile.sceneName}, {"x", tile.window[0]},
                    {"y", tile.window[1]},      {"width", tile.window[2]}, {"height", tile.window[3]},
                    {"tags", joined(tile.tags)}, {"split", tile.split}};
    std::vector<LabelText> captions = tile.captions;
    if (captions.empty()) captions.emplace_back();
    for (const LabelText& caption : captions) {
      properties["caption"] = caption.text;
      properties["author"] = caption.author;
      features.push_back({{"type", "Feature"}, {"geometry", footprintOf(tile)}, {"properties", properties}});
    }
  }
  return dumpedLine({{"type", "FeatureCollection"}, {"features", features}});
}

std::string pictureOf(const LabelledTile& tile) {
  return chipName(fs::path(tile.sceneName).stem().string(), tile.window) + ".png";
}

/// Fields of our own beside the format's, by which the same archive finds the very tile again.
void addPlace(Json& object, const LabelledTile& tile) {
  object["scene"] = tile.scenePath;
  object["window"] = tile.window;
}

/// Numbers of class names in alphabetical order.
std::map<std::string, int> classNumbers(const std::vector<LabelledTile>& tiles) {
  std::map<std::string, int> numbers;
  for (const LabelledTile& tile : tiles) {
    if (!tile.tags.empty()) numbers[tile.tags.front()];
  }
  int next = 0;
  for (auto& [name, value] : numbers) value = next++;
  return numbers;
}

/// Train as the authors have it, one object a caption; the others one object an image.
Json authorsJson(const std::vector<LabelledTile>& tiles, const std::string& split, const std::string& folder) {
  const std::map<std::string, int> classes = classNumbers(tiles);
  Json list = Json::array();
  std::int64_t id = 0;
  for (const LabelledTile& tile : tiles) {
    if (tile.captions.empty()) continue;
    Json object{{"image", folder + pictureOf(tile)}, {"image_id", id++}};
    object["label_name"] = tile.tags.empty() ? "unlabelled" : tile.tags.front();
    object["label"] = tile.tags.empty() ? -1 : classes.at(tile.tags.front());
    addPlace(object, tile);
    if (split != "train") {
      object["caption"] = textsOf(tile);
      if (!tile.split.empty()) object["split"] = tile.split;
      list.push_back(std::move(object));
      continue;
    }
    for (const LabelText& caption : tile.captions) {
      object["caption"] = caption.text;
      list.push_back(object);
    }
  }
  return list;
}

Json karpathyJson(const std::vector<LabelledTile>& tiles) {
  Json images = Json::array();
  std::int64_t image = 0, sentence = 0;
  for (const LabelledTile& tile : tiles) {
    if (tile.captions.empty()) continue;
    Json sentences = Json::array(), ids = Json::array();
    for (const LabelText& caption : tile.captions) {
      sentences.push_back({{"raw", caption.text}, {"imgid", image}, {"sentid", sentence}});
      ids.push_back(sentence++);
    }
    Json object{{"filename", pictureOf(tile)}, {"imgid", image++}, {"sentids", ids}, {"sentences", sentences}};
    object["split"] = tile.split.empty() ? "train" : tile.split;
    if (!tile.tags.empty()) object["label_name"] = tile.tags.front();
    addPlace(object, tile);
    images.push_back(std::move(object));
  }
  return {{"images", images}, {"dataset", "tilescout"}};
}

Json cocoJson(const std::vector<LabelledTile>& tiles, const std::string& folder) {
  Json images = Json::array(), annotations = Json::array();
  for (const LabelledTile& tile : tiles) {
    if (tile.captions.empty()) continue;
    const std::size_t image = images.size() + 1;
    Json object{{"id", image}, {"file_name", folder + pictureOf(tile)}};
    addPlace(object, tile);
    images.push_back(std::move(object));
    for (const LabelText& caption : tile.captions) {
      Json annotation{{"id", annotations.size() + 1}, {"image_id", image}, {"caption", caption.text}};
      if (!caption.author.empty()) annotation["author"] = caption.author;
      annotations.push_back(std::move(annotation));
    }
  }
  return {{"info", {{"description", "tilescout"}}}, {"images", images}, {"annotations", annotations}};
}

void writeTilePicture(const fs::path& file, const Image& image) {
  const cv::Mat rgb(image.height, image.width, CV_8UC3, const_cast<std::uint8_t*>(image.pixels.data()));
  cv::Mat bgr;
  cv::cvtColor(rgb, bgr, cv::COLOR_RGB2BGR);
  std::vector<std::uint8_t> bytes;
  cv::imencode(".png", bgr, bytes);
  AtomicFile out(file);
  out.write(std::as_bytes(std::span(bytes)));
  out.commit();
}

/// A folder that is filled beside its place and then moved there; goes away when it never is.
class NewFolder {
 public:
  explicit NewFolder(fs::path target) : target_(std::move(target)), path_(target_) {
    std::error_code status;
    if (fs::exists(target_, status) && !fs::is_empty(target_, status)) {
      throw Error(ErrorCode::InvalidInput, "exists already; name a new folder", target_.string());
    }
    path_ += ".part";
    fs::remove_all(path_, status);
    fs::create_directories(path_, status);
    if (status) throw Error(ErrorCode::Io, "cannot be made (" + status.message() + ")", path_.string());
  }
  ~NewFolder() {
    std::error_code status;
    fs::remove_all(path_, status);
  }
  NewFolder(const NewFolder&) = delete;
  NewFolder& operator=(const NewFolder&) = delete;

  fs::path sub(const std::string& name) const {
    std::error_code status;
    fs::create_directories(path_ / name, status);
    if (status) throw Error(ErrorCode::Io, "cannot be made (" + status.message() + ")", (path_ / name).string());
    return path_ / name;
  }
  const fs::path& path() const { return path_; }
  void commit() {
    std::error_code status;
    fs::remove(target_, status);  // an empty one
    fs::rename(path_, target_, status);
    if (status) throw Error(ErrorCode::Io, "cannot be written (" + status.message() + ")", target_.string());
  }

 private:
  fs::path target_, path_;
};

using SplitJson = Json (*)(const std::vector<LabelledTile>& tiles, const std::string& split, const std::string& folder);

/// A folder with `images/` and one JSON a split, named `prefix` + split.
void writeSplits(const std::vector<LabelledTile>& tiles, const fs::path& path, const ChipSource& chip,
                 const std::string& prefix, SplitJson json) {
  NewFolder folder(path);
  const fs::path images = folder.sub("images");
  std::map<std::string, std::vector<LabelledTile>> splits;
  for (std::size_t i = 0; i < tiles.size(); ++i) {
    if (tiles[i].captions.empty()) continue;
    writeTilePicture(images / pictureOf(tiles[i]), chip(i));
    splits[tiles[i].split.empty() ? "train" : tiles[i].split].push_back(tiles[i]);
  }
  for (const auto& [split, members] : splits) {
    const std::string name = fs::path(split).filename().string();
    writeText(folder.path() / (prefix + name + ".json"), dumpedLine(json(members, split, "images/")));
  }
  folder.commit();
}

void writeAuthors(const std::vector<LabelledTile>& tiles, const fs::path& path, const ChipSource& chip) {
  if (path.extension() == ".json") return writeText(path, dumpedLine(authorsJson(tiles, path.stem().string(), "")));
  writeSplits(tiles, path, chip, "", authorsJson);
}

void writeCoco(const std::vector<LabelledTile>& tiles, const fs::path& path, const ChipSource& chip) {
  const auto json = [](const std::vector<LabelledTile>& members, const std::string&, const std::string& folder) {
    return cocoJson(members, folder);
  };
  if (path.extension() == ".json") return writeText(path, dumpedLine(cocoJson(tiles, "")));
  writeSplits(tiles, path, chip, "captions_", json);
}

void writeKarpathy(const std::vector<LabelledTile>& tiles, const fs::path& path, const ChipSource& chip) {
  if (path.extension() == ".json") return writeText(path, dumpedLine(karpathyJson(tiles)));
  NewFolder folder(path);
  const fs::path images = folder.sub("images");
  for (std::size_t i = 0; i < tiles.size(); ++i) {
    if (!tiles[i].captions.empty()) writeTilePicture(images / pictureOf(tiles[i]), chip(i));
  }
  writeText(folder.path() / "dataset.json", dumpedLine(karpathyJson(tiles)));
  folder.commit();
}

/// A class's folder: words joined by underscores, nothing that a file system or a path could take otherwise.
std::string folderOfClass(const std::string& name) {
  std::string folder;
  for (const char c : name) folder += std::string_view("/\\:*?\"<>| .").find(c) != std::string_view::npos ? '_' : c;
  return folder.substr(0, 120);
}

void writeFolders(const std::vector<LabelledTile>& tiles, const fs::path& path, const ChipSource& chip) {
  NewFolder folder(path);
  for (std::size_t i = 0; i < tiles.size(); ++i) {
    std::set<std::string> classes;
    if (!tiles[i].tags.empty()) {
      classes.insert(tiles[i].tags.begin(), tiles[i].tags.end());
    } else {
      for (const LabelText& caption : tiles[i].captions) classes.insert(caption.text);
    }
    for (const std::string& name : classes)
      writeTilePicture(folder.sub(folderOfClass(name)) / pictureOf(tiles[i]), chip(i));
  }
  folder.commit();
}

}  // namespace

LabelFormat formatForWriting(const fs::path& path) {
  const std::string ending = path.extension().string();
  if (ending == ".csv") return LabelFormat::Csv;
  return ending == ".geojson" || ending == ".gpkg" ? LabelFormat::Vector : LabelFormat::Authors;
}

void writeLabels(const std::vector<LabelledTile>& tiles, LabelFormat format, const fs::path& path,
                 const ChipSource& chip) {
  switch (format == LabelFormat::Auto ? formatForWriting(path) : format) {
    case LabelFormat::Csv: return writeText(path, labelsCsv(tiles));
    case LabelFormat::Vector:
      if (path.extension() == ".gpkg") return writeGeoJsonAsGeoPackage(labelsGeoJson(tiles), "labels", path);
      return writeText(path, labelsGeoJson(tiles));
    case LabelFormat::Karpathy: return writeKarpathy(tiles, path, chip);
    case LabelFormat::Coco: return writeCoco(tiles, path, chip);
    case LabelFormat::Folders: return writeFolders(tiles, path, chip);
    default: return writeAuthors(tiles, path, chip);
  }
}

}  // namespace tilescout::exchange
