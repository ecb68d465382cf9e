#include "exchange/layout_page.h"

#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <span>
#include <unordered_map>

#include "base/atomic_file.h"
#include "base/category_palette.h"
#include "base/error.h"
#include "exchange/layout_page_template.h"

namespace tilescout::exchange {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMostThumbnails = 1600;
constexpr int kColumns = 40;
constexpr int kCell = 64;
constexpr int kJpegQuality = 80;

std::string base64(std::span<const std::byte> bytes) {
  static constexpr char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    std::uint32_t group = 0;
    const std::size_t some = std::min<std::size_t>(3, bytes.size() - at);
    for (std::size_t i = 0; i < 3; ++i)
      group = group << 8 | (i < some ? std::to_integer<std::uint32_t>(bytes[at + i]) : 0);
    for (std::size_t i = 0; i < 4; ++i) text += i <= some ? digits[group >> (18 - 6 * i) & 63] : '=';
  }
  return text;
}

template <typename Value>
std::string base64Of(const std::vector<Value>& values) {
  return base64(std::as_bytes(std::span(values)));
}

/// All pictures beside and below one another in one JPEG.
std::string sheetOf(const std::vector<PageThumbnail>& thumbnails, std::size_t count,
                    const std::filesystem::path& file) {
  if (count == 0) return {};
  const int lines = static_cast<int>((count + kColumns - 1) / kColumns);
  cv::Mat sheet(lines * kCell, kColumns * kCell, CV_8UC3, cv::Scalar(128, 128, 128));
  for (std::size_t i = 0; i < count; ++i) {
    Image image = thumbnails[i].image;
    if (image.empty()) continue;
    const cv::Mat rgb(image.height, image.width, CV_8UC3, image.pixels.data());
    cv::Mat small;
    cv::resize(rgb, small, cv::Size(kCell, kCell), 0, 0, cv::INTER_AREA);
    const int column = static_cast<int>(i) % kColumns, line = static_cast<int>(i) / kColumns;
    cv::cvtColor(small, sheet(cv::Rect(column * kCell, line * kCell, kCell, kCell)), cv::COLOR_RGB2BGR);
  }
  std::vector<unsigned char> bytes;
  if (!cv::imencode(".jpg", sheet, bytes, {cv::IMWRITE_JPEG_QUALITY, kJpegQuality})) {
    throw Error(ErrorCode::Internal, "the pictures cannot be encoded", file.string());
  }
  return "data:image/jpeg;base64," + base64(std::as_bytes(std::span(bytes)));
}

Json wordsOf(const PageWords& given, const std::string& model) {
  PageWords words = {{"lang", "en"},
                     {"title", "Tiles by likeness"},
                     {"tiles", "Tiles"},
                     {"cluster", "Cluster"},
                     {"scene", "Scene"},
                     {"date", "Date"},
                     {"colour", "Colour by"},
                     {"all", "Show all"},
                     {"noCluster", "In no cluster"},
                     {"noDate", "Date unknown"},
                     {"texts", "Texts"},
                     {"help", "Drag to move, wheel to zoom; ticks show and hide"},
                     {"list", "As a list"},
                     {"madeWith", "Model: " + model}};
  for (const auto& [key, text] : given) words[key] = text;
  return words;
}

std::string cssOf(const Rgb& colour) {
  return "rgb(" + std::to_string(colour[0]) + "," + std::to_string(colour[1]) + "," + std::to_string(colour[2]) + ")";
}

/// Of the categories, of what is in none, and of ordered values, for one ground.
Json coloursOf(bool dark) {
  Json categories = Json::array(), ordered = Json::array();
  for (const Rgb& colour : dark ? kOnDark : kOnLight) categories.push_back(cssOf(colour));
  for (int step = 0; step <= 16; ++step) ordered.push_back(cssOf(orderedColour(step / 16.0, dark)));
  return {{"categories", categories}, {"none", cssOf(noCategoryColour(dark))}, {"ordered", ordered}};
}

/// Scenes in the order of their first tile; fills `of`, one a row.
Json scenesOf(const std::vector<LayoutRow>& rows, std::vector<std::int32_t>& of) {
  Json scenes = Json::array();
  std::unordered_map<std::string, std::int32_t> numbers;
  for (const LayoutRow& row : rows) {
    if (row.scene.empty()) {
      of.push_back(-1);
      continue;
    }
    const auto [found, added] = numbers.emplace(row.scene + '\n' + row.date, static_cast<std::int32_t>(numbers.size()));
    if (added) scenes.push_back({{"name", row.scene}, {"date", row.date}});
    of.push_back(found->second);
  }
  return scenes;
}

/// JSON that cannot end the script element it stands in.
std::string withoutTags(const std::string& json) {
  std::string text;
  text.reserve(json.size());
  for (const char c : json) c == '<' ? text += "\\u003c" : text += c;
  return text;
}

}  // namespace

void writeLayoutPage(const std::vector<LayoutRow>& rows, const LayoutFacts& facts,
                     const std::vector<PageThumbnail>& thumbnails, const PageWords& words,
                     const std::filesystem::path& file) {
  std::vector<float> xy;
  std::vector<std::int32_t> cluster, scene;
  std::vector<double> tile;
  for (const LayoutRow& row : rows) {
    xy.insert(xy.end(), {static_cast<float>(row.x), static_cast<float>(row.y)});
    cluster.push_back(row.cluster);
    tile.push_back(static_cast<double>(row.tile));
  }
  Json data;
  data["words"] = wordsOf(words, facts.model);
  data["clusters"] = Json::array();
  for (const LayoutLabel& label : facts.labels) {
    const int colour = palettePlace(label, data["clusters"].size());
    data["clusters"].push_back({{"id", label.cluster}, {"name", label.name}, {"colour", colour}});
  }
  data["palette"] = {{"light", coloursOf(false)}, {"dark", coloursOf(true)}};
  data["texts"] = Json::array();
  for (const LayoutTextRow& text : facts.texts) {
    data["texts"].push_back({{"t", text.text}, {"x", static_cast<float>(text.x)}, {"y", static_cast<float>(text.y)}});
  }
  data["scenes"] = scenesOf(rows, scene);
  data["xy"] = base64Of(xy);
  data["cluster"] = base64Of(cluster);
  data["scene"] = base64Of(scene);
  data["tile"] = base64Of(tile);
  const std::size_t count = std::min(kMostThumbnails, thumbnails.size());
  data["columns"] = kColumns;
  data["cell"] = kCell;
  data["sheet"] = sheetOf(thumbnails, count, file);
  data["thumbs"] = Json::array();
  for (std::size_t i = 0; i < count; ++i) data["thumbs"].push_back(thumbnails[i].row);
  AtomicFile out(file);
  out.write(std::string_view(kPageHead));
  // Names come from strangers' files: what is no UTF-8 is replaced.
  out.write(withoutTags(data.dump(-1, ' ', false, Json::error_handler_t::replace)));
  out.write(std::string_view(kPageTail));
  out.commit();
}

}  // namespace tilescout::exchange
