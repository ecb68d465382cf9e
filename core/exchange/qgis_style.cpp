#include "exchange/qgis_style.h"

#include <cstdio>

#include "base/category_palette.h"
#include "exchange/score_classes.h"
#include "exchange/xml_text.h"

namespace tilescout::exchange {
namespace {

std::string colourOf(const ScoreClass& shown, int alpha) {
  return std::to_string(shown.colour[0]) + "," + std::to_string(shown.colour[1]) + "," +
         std::to_string(shown.colour[2]) + "," + std::to_string(alpha);
}

std::string prop(const char* key, const std::string& value) {
  return std::string("<prop k=\"") + key + "\" v=\"" + value + "\"/>";
}

std::string rangeOf(const ScoreClass& shown, std::size_t index) {
  const std::string low = plainNumber(shown.low), high = plainNumber(shown.high);
  char label[64];
  const auto thousandths = [](double value) { return static_cast<int>(value * 1000.0 + (value < 0 ? -0.5 : 0.5)); };
  // Not %f: it would write a locale's decimal comma.
  const auto part = [&](double value) {
    const int all = thousandths(value);
    const int size = all < 0 ? -all : all;
    std::snprintf(label, sizeof label, "%s%d.%03d", all < 0 ? "-" : "", size / 1000, size % 1000);
    return std::string(label);
  };
  return "<range lower=\"" + low + "\" upper=\"" + high + "\" symbol=\"" + std::to_string(index) + "\" label=\"" +
         part(shown.low) + " - " + part(shown.high) + "\" render=\"true\"/>";
}

std::string fillSymbol(const std::string& name, const std::string& fill, const std::string& outline,
                       const char* style) {
  return "<symbol type=\"fill\" name=\"" + name +
         "\" alpha=\"1\" clip_to_extent=\"1\" force_rhr=\"0\"><layer class=\"SimpleFill\" enabled=\"1\" pass=\"0\" "
         "locked=\"0\">" +
         prop("color", fill) + prop("style", style) + prop("outline_color", outline) + prop("outline_style", "solid") +
         prop("outline_width", "0.5") + prop("outline_width_unit", "MM") + prop("joinstyle", "miter") +
         "</layer></symbol>";
}

std::string symbolOf(const ScoreClass& shown, const std::string& name) {
  return fillSymbol(name, colourOf(shown, 70), colourOf(shown, 255), "solid");
}

std::string styleFile(const std::string& renderer) {
  return "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n<qgis version=\"3.22.0\" "
         "styleCategories=\"Symbology\">" +
         renderer + "<layerGeometryType>2</layerGeometryType></qgis>\n";
}

std::string categorySymbol(const StyleCategory& category, const std::string& name) {
  // In the order of MarkShape: what tells the second seven categories from the first.
  static constexpr const char* hatches[kMarkShapes] = {"solid",      "b_diagonal", "cross",
                                                       "horizontal", "f_diagonal", "vertical"};
  const CategoryStyle style =
      category.place < 0 ? CategoryStyle{noCategoryColour(false)} : categoryStyle(category.place, false);
  const auto& [red, green, blue] = style.colour;
  const std::string colour = std::to_string(red) + "," + std::to_string(green) + "," + std::to_string(blue) + ",";
  const bool solid = style.shape == MarkShape::Disc;
  return fillSymbol(name, colour + (solid ? "110" : "255"), colour + "255",
                    hatches[static_cast<std::size_t>(style.shape)]);
}

}  // namespace

std::string qgisRenderer(const std::vector<Hit>& hits) {
  const std::vector<ScoreClass> classes = scoreClasses(hits);
  std::string ranges, symbols;
  for (std::size_t i = 0; i < classes.size(); ++i) {
    ranges += rangeOf(classes[i], i);
    symbols += symbolOf(classes[i], std::to_string(i));
  }
  return "<renderer-v2 type=\"graduatedSymbol\" attr=\"score\" graduatedMethod=\"GraduatedColor\" symbollevels=\"0\" "
         "enableorderby=\"0\" forceraster=\"0\"><ranges>" +
         ranges + "</ranges><symbols>" + symbols + "</symbols></renderer-v2>";
}

std::string qgisStyle(const std::vector<Hit>& hits) { return styleFile(qgisRenderer(hits)); }

std::string qgisCategories(const std::string& attribute, const std::vector<StyleCategory>& categories) {
  std::string lines, symbols;
  for (std::size_t i = 0; i < categories.size(); ++i) {
    const std::string symbol = std::to_string(i);
    lines += "<category value=\"" + std::to_string(categories[i].value) + "\" symbol=\"" + symbol + "\" label=\"" +
             xmlText(categories[i].label) + "\" render=\"true\"/>";
    symbols += categorySymbol(categories[i], symbol);
  }
  return styleFile("<renderer-v2 type=\"categorizedSymbol\" attr=\"" + xmlText(attribute) +
                   "\" symbollevels=\"0\" enableorderby=\"0\" forceraster=\"0\"><categories>" + lines +
                   "</categories><symbols>" + symbols + "</symbols></renderer-v2>");
}

}  // namespace tilescout::exchange
