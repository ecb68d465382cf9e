#include "model/weights/safetensors_header.h"

#include <limits>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "base/error.h"
#include "model/weights/checks.h"

namespace tilescout::model::weights {

namespace {

// The header has one fixed form, so the handler is a small state machine; whatever does not fit is refused on the spot.
enum class Place { Outside, Top, Tensor, Shape, Offsets, Metadata };

class HeaderHandler : public nlohmann::json_sax<nlohmann::json> {
 public:
  explicit HeaderHandler(std::string subject) : subject_(std::move(subject)) {}
  SafetensorsHeader take() { return std::move(header_); }

  bool start_object(std::size_t) override {
    if (place_ == Place::Outside) return move(Place::Top);
    if (place_ != Place::Top) refuse("nests its header deeper than a safetensors header can be");
    if (key_ == "__metadata__") return move(Place::Metadata);
    if (header_.entries.size() >= maxTensors) refuse("names more tensors than a model can have");
    header_.entries.push_back({key_, {}, {}, {}});
    fields_.clear();
    return move(Place::Tensor);
  }

  bool end_object() override {
    if (place_ == Place::Top) return move(Place::Outside);
    if (place_ == Place::Tensor && fields_.size() != 3) {
      refuse("gives tensor '" + printable(current().name) + "' without all of dtype, shape and data_offsets");
    }
    return move(Place::Top);
  }

  bool start_array(std::size_t) override {
    if (place_ == Place::Tensor && key_ == "shape") return move(Place::Shape);
    if (place_ == Place::Tensor && key_ == "data_offsets") {
      offsetCount_ = 0;
      return move(Place::Offsets);
    }
    refuse(place_ == Place::Outside ? "has a header that is a list (nested lists, perhaps), not an object"
                                    : "has a list in its header where none belongs");
  }

  bool end_array() override {
    if (place_ == Place::Offsets && offsetCount_ != 2) {
      refuse("gives tensor '" + printable(current().name) + "' other than two data_offsets");
    }
    return move(Place::Tensor);
  }

  bool key(std::string& name) override {
    key_ = name;
    if (place_ == Place::Top) {
      if (!names_.insert(name).second) refuse("names tensor '" + printable(name) + "' twice");
      if (name != "__metadata__" && !goodTensorName(name)) refuse("has a tensor with an unusable name");
    } else if (place_ == Place::Tensor) {
      if (name != "dtype" && name != "shape" && name != "data_offsets") {
        refuse("gives tensor '" + printable(current().name) + "' an unknown field '" + printable(name) + "'");
      }
      if (!fields_.insert(name).second) refuse("gives '" + name + "' of '" + printable(current().name) + "' twice");
    } else if (header_.metadata.count(name) != 0) {
      refuse("has the metadata '" + printable(name) + "' twice");
    }
    return true;
  }

  bool string(std::string& value) override {
    if (place_ == Place::Metadata) {
      header_.metadata[key_] = value;
      return true;
    }
    if (place_ != Place::Tensor || key_ != "dtype") refuse("has text in its header where none belongs");
    current().dtype = value;
    return true;
  }

  bool number_unsigned(std::uint64_t value) override {
    if (place_ == Place::Shape) {
      if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) badShape();
      if (current().shape.size() >= maxRank) badShape();
      current().shape.push_back(static_cast<std::int64_t>(value));
      return true;
    }
    if (place_ == Place::Offsets && offsetCount_ < 2) {
      current().offsets[offsetCount_++] = value;
      return true;
    }
    refuse("has a number in its header where none belongs");
  }

  bool number_integer(std::int64_t) override {  // the parser calls this for negative numbers only
    if (place_ == Place::Shape) {
      refuse("gives tensor '" + printable(current().name) + "' a negative size");
    }
    refuse("has a negative number in its header where none belongs");
  }

  bool number_float(double, const std::string&) override { refuse("has a fraction in its header"); }
  bool null() override { refuse("has a null in its header"); }
  bool boolean(bool) override { refuse("has a truth value in its header"); }
  bool binary(nlohmann::json::binary_t&) override { refuse("has binary data in its header"); }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::json::exception&) override {
    refuse("has a header that is no JSON (from byte " + std::to_string(position) + " on)");
  }

 private:
  bool move(Place place) {
    place_ = place;
    return true;
  }
  HeaderEntry& current() { return header_.entries.back(); }
  [[noreturn]] void badShape() { refuse("gives tensor '" + printable(current().name) + "' an impossible shape"); }
  [[noreturn]] void refuse(const std::string& reason) const { throw Error(ErrorCode::Corrupt, reason, subject_); }

  std::string subject_;
  SafetensorsHeader header_;
  Place place_ = Place::Outside;
  std::string key_;
  std::set<std::string> names_, fields_;
  std::size_t offsetCount_ = 0;
};

}  // namespace

SafetensorsHeader parseSafetensorsHeader(std::string_view json, const std::string& subject) {
  HeaderHandler handler(subject);
  nlohmann::json::sax_parse(json.begin(), json.end(), &handler);
  return handler.take();
}

}  // namespace tilescout::model::weights
