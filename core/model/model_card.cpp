#include "model/model_card.h"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/hash.h"

namespace tilescout {

namespace {

using Json = nlohmann::ordered_json;

// A file's name or a note may hold bytes that are no UTF-8; they must not make the card unwritable.
std::string dump(const Json& json, int indent) { return json.dump(indent, ' ', false, Json::error_handler_t::replace); }

/// Fields of a card, read with checks that name file and field.
class CardReader {
 public:
  CardReader(const Json& json, std::string file) : json_(json), file_(std::move(file)) {}

  void text(const char* name, std::string& value, bool needed = false) const {
    if (const Json* field = find(name, needed)) {
      if (!field->is_string()) refuse(name, "is no text");
      value = field->get<std::string>();
    }
  }
  template <typename Number>
  void number(const char* name, Number& value, std::int64_t least, std::int64_t most, bool needed = true) const {
    if (const Json* field = find(name, needed)) {
      if (!field->is_number_integer()) refuse(name, "is no whole number");
      const auto given = field->get<std::int64_t>();
      if (given < least || given > most) refuse(name, "is out of range");
      value = static_cast<Number>(given);
    }
  }
  template <std::size_t Size>
  void numbers(const char* name, std::array<double, Size>& values) const {
    if (const Json* field = find(name, false)) {
      if (!field->is_array() || field->size() != Size) refuse(name, "is no list of " + std::to_string(Size));
      for (std::size_t i = 0; i < Size; ++i) {
        if (!(*field)[i].is_number()) refuse(name, "holds what is no number");
        values[i] = (*field)[i].template get<double>();
      }
    }
  }
  void flag(const char* name, bool& value) const {
    if (const Json* field = find(name, false)) {
      if (!field->is_boolean()) refuse(name, "is neither true nor false");
      value = field->get<bool>();
    }
  }
  void oneOf(const char* name, const std::string& value, std::initializer_list<const char*> allowed) const {
    if (std::find(allowed.begin(), allowed.end(), value) == allowed.end())
      refuse(name, "has a value that is not known");
  }
  const Json* find(const char* name, bool needed) const {
    const auto found = json_.find(name);
    if (found != json_.end()) return &*found;
    if (needed) refuse(name, "is missing");
    return nullptr;
  }
  [[noreturn]] void refuse(const char* name, const std::string& reason) const {
    throw Error(ErrorCode::Corrupt, std::string("field '") + name + "' " + reason, file_);
  }

 private:
  const Json& json_;
  std::string file_;
};

void readNumbers(const CardReader& reader, ModelCard& card) {
  constexpr std::int64_t wide = 1 << 20;
  reader.number("image_size", card.imageSize, 1, 8192);
  reader.number("patch_size", card.patchSize, 1, 8192);
  reader.number("embed_dim", card.embedDim, 1, wide);
  reader.number("vision_width", card.visionWidth, 1, wide);
  reader.number("vision_layers", card.visionLayers, 1, 1000);
  reader.number("vision_heads", card.visionHeads, 1, wide);
  reader.number("text_width", card.textWidth, 1, wide);
  reader.number("text_layers", card.textLayers, 1, 1000);
  reader.number("text_heads", card.textHeads, 1, wide);
  reader.number("context_length", card.contextLength, 3, 65536);
  reader.number("vocabulary_size", card.vocabularySize, 3, 1 << 28);
  reader.number("adapter_bottleneck", card.adapterBottleneck, 0, wide, false);
  reader.number("adapter_heads", card.adapterHeads, 0, wide, false);
  constexpr std::int64_t anything = std::numeric_limits<std::int64_t>::max();
  reader.number("parameters", card.parameters, 0, anything, false);
  reader.number("trainable_parameters", card.trainableParameters, 0, anything, false);
}

void readNotes(const CardReader& reader, ModelCard& card) {
  const Json* notes = reader.find("notes", false);
  if (notes == nullptr) return;
  if (!notes->is_object()) reader.refuse("notes", "is no object");
  for (const auto& [key, value] : notes->items()) {
    card.notes.emplace_back(key, value.is_string() ? value.get<std::string>() : dump(value, -1));
  }
}

Json notesJson(const ModelCard& card) {
  Json notes = Json::object();
  for (const auto& [key, value] : card.notes) notes[key] = value;
  return notes;
}

}  // namespace

ModelCard readModelCard(const std::filesystem::path& file) {
  const Json json = Json::parse(readTextFile(file, 1 << 20), nullptr, false);
  if (!json.is_object()) throw Error(ErrorCode::Corrupt, "is no JSON object", file.string());
  const CardReader reader(json, file.string());
  ModelCard card;
  reader.text("name", card.name, true);
  reader.text("title", card.title);
  reader.text("architecture", card.architecture);
  readNumbers(reader, card);
  reader.text("activation", card.activation, true);
  reader.oneOf("activation", card.activation, {"quickgelu", "gelu"});
  reader.text("adapter", card.adapter);
  reader.oneOf("adapter", card.adapter, {"none", "released", "paper", "plain"});
  reader.text("fingerprint", card.fingerprint);
  reader.text("source", card.source);
  reader.text("resize", card.resize);
  reader.oneOf("resize", card.resize, {"squash", "crop"});
  reader.numbers("mean", card.mean);
  reader.numbers("std", card.std);
  if (std::any_of(card.std.begin(), card.std.end(), [](double value) { return !(value > 0.0); })) {
    reader.refuse("std", "holds what is not above 0");
  }
  reader.numbers("ground_extent", card.groundExtent);
  reader.flag("shipped", card.shipped);
  readNotes(reader, card);
  return card;
}

void writeModelCard(const ModelCard& card, const std::filesystem::path& file) {
  Json json = {{"name", card.name},
               {"title", card.title},
               {"architecture", card.architecture},
               {"image_size", card.imageSize},
               {"patch_size", card.patchSize},
               {"embed_dim", card.embedDim},
               {"vision_width", card.visionWidth},
               {"vision_layers", card.visionLayers},
               {"vision_heads", card.visionHeads},
               {"text_width", card.textWidth},
               {"text_layers", card.textLayers},
               {"text_heads", card.textHeads},
               {"context_length", card.contextLength},
               {"vocabulary_size", card.vocabularySize},
               {"activation", card.activation},
               {"adapter", card.adapter},
               {"adapter_bottleneck", card.adapterBottleneck},
               {"adapter_heads", card.adapterHeads},
               {"parameters", card.parameters},
               {"trainable_parameters", card.trainableParameters},
               {"fingerprint", card.fingerprint},
               {"source", card.source},
               {"resize", card.resize},
               {"mean", card.mean},
               {"std", card.std},
               {"ground_extent", card.groundExtent},
               {"shipped", card.shipped}};
  json["notes"] = notesJson(card);
  AtomicFile out(file);
  out.write(dump(json, 2) + "\n");
  out.commit();
}

std::string modelCardToJson(const ModelCard& card, bool isDefault) {
  Json json = {{"name", card.name},
               {"default", isDefault},
               {"architecture", card.architecture},
               {"image_size", card.imageSize},
               {"patch_size", card.patchSize},
               {"embed_dim", card.embedDim},
               {"context_length", card.contextLength},
               {"activation", card.activation},
               {"adapter", card.adapter},
               {"parameters", card.parameters},
               {"trainable_parameters", card.trainableParameters},
               {"fingerprint", card.fingerprint},
               {"source", card.source}};
  if (!card.notes.empty()) json["notes"] = notesJson(card);
  return dump(json, -1);
}

std::string modelFingerprint(const ModelCard& card, const std::filesystem::path& folder) {
  Hasher hasher;
  const Json settings = {card.imageSize, card.visionHeads, card.textHeads, card.activation,  card.adapter,
                         card.resize,    card.mean,        card.std,       card.adapterHeads};
  hasher.add(dump(settings, -1));
  for (const char* name : {model_files::weights, model_files::adapter, model_files::vocabulary, model_files::merges,
                           model_files::clipVocabulary}) {
    std::error_code status;
    if (!std::filesystem::is_regular_file(folder / name, status)) continue;
    hasher.add(std::string_view(name));
    hasher.add(hashFile(folder / name));
  }
  return hasher.hex();
}

std::string architectureName(const ModelCard& card) {
  struct Known {
    const char* name;
    int imageSize, patchSize, width, layers, embedDim;
  };
  constexpr Known known[] = {{"ViT-B/32", 224, 32, 768, 12, 512},
                             {"ViT-B/16", 224, 16, 768, 12, 512},
                             {"ViT-L/14", 224, 14, 1024, 24, 768},
                             {"ViT-L/14@336", 336, 14, 1024, 24, 768},
                             {"ViT-H/14", 224, 14, 1280, 32, 1024}};
  for (const Known& one : known) {
    if (one.imageSize == card.imageSize && one.patchSize == card.patchSize && one.width == card.visionWidth &&
        one.layers == card.visionLayers && one.embedDim == card.embedDim) {
      return one.name;
    }
  }
  return "custom";
}

}  // namespace tilescout
