#include "model/weights/torch_zip_file.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/error.h"
#include "model/weights/checks.h"
#include "model/weights/file_tensors.h"
#include "model/weights/pickle_globals.h"
#include "model/weights/pickle_reader.h"
#include "model/weights/zip_directory.h"

namespace tilescout::model::weights {

namespace {

using Records = std::map<std::string, ZipRecord>;

std::string_view textOf(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// Turns the pickle's descriptions into checked views of the archive's records.
class TorchZip {
 public:
  explicit TorchZip(std::shared_ptr<const WeightFile> file)
      : file_(std::move(file)), records_(readZipDirectory(*file_)), folder_(findFolder()) {
    const auto order = records_.find(folder_ + "byteorder");
    if (order != records_.end() && textOf(stored(order->first)) == "big") {
      throw Error(ErrorCode::Incompatible, "was written on a big-endian machine", file_->path().string());
    }
    tree_ = readPickle(stored(folder_ + "data.pkl"), file_->path().string());
  }

  std::unique_ptr<TensorSource> read() {
    const PickleNode& root = tree_.at(tree_.root);
    if (root.kind == NodeKind::Object && isScript(root)) {
      readModule();
    } else if (root.kind == NodeKind::Dict) {
      readDictionary(unwrap(root));
    } else if (root.kind == NodeKind::Object) {
      throw Error(ErrorCode::Incompatible,
                  "is a pickled object of the class '" + printable(root.text) +
                      "'; save its state dictionary (model.state_dict()) instead",
                  file_->path().string());
    } else {
      corrupt("holds no dictionary of tensors");
    }
    if (tensors_.empty()) corrupt("holds no tensors");
    return std::make_unique<FileTensors>(std::move(file_), kind_, std::move(tensors_), std::move(metadata_));
  }

 private:
  std::string findFolder() const;
  WeightBytes stored(const std::string& name) const;
  const PickleNode& unwrap(const PickleNode& root);
  void readDictionary(const PickleNode& dictionary);
  void readModule();
  void readAttribute(const std::string& name, const PickleNode& value);
  void addTensor(const std::string& name, const PickleNode& node);

  static bool isScript(const PickleNode& node) {
    return node.kind == NodeKind::Object && node.number == static_cast<std::int64_t>(GlobalRole::ScriptModule);
  }
  bool holdsTensors(const PickleNode& dictionary) const {
    for (std::size_t i = 1; i < dictionary.items.size(); i += 2) {
      if (tree_.at(dictionary.items[i]).kind == NodeKind::Tensor) return true;
    }
    return false;
  }
  [[noreturn]] void corrupt(const std::string& reason) const {
    throw Error(ErrorCode::Corrupt, reason, file_->path().string());
  }

  std::shared_ptr<const WeightFile> file_;
  Records records_;
  std::string folder_;
  PickleTree tree_;
  std::uint64_t claimed_ = 0;  // bytes of all tensors so far
  std::string kind_ = "torch-zip";
  std::map<std::string, TensorView> tensors_;
  std::map<std::string, std::string> metadata_;
};

/// torch puts every record under one folder, named after the file.
std::string TorchZip::findFolder() const {
  constexpr std::string_view pickle = "/data.pkl";
  std::string folder;
  for (const auto& [name, record] : records_) {
    if (!name.ends_with(pickle) || name.find('/') != name.size() - pickle.size()) continue;
    if (!folder.empty()) corrupt("holds two archives of torch in one zip file");
    folder = name.substr(0, name.size() - pickle.size() + 1);
  }
  if (folder.empty()) corrupt("is a zip file, but none that torch wrote: it has no data.pkl");
  return folder;
}

WeightBytes TorchZip::stored(const std::string& name) const {
  const auto found = records_.find(name);
  if (found == records_.end()) corrupt("has no record '" + printable(name) + "', which its pickle refers to");
  if (found->second.compressed) corrupt("has its record '" + printable(name) + "' compressed, which torch never does");
  return found->second.stored;
}

const PickleNode& TorchZip::unwrap(const PickleNode& root) {
  const PickleNode* dictionary = &root;
  for (int depth = 0; depth < 3 && !holdsTensors(*dictionary); ++depth) {
    const PickleNode* inner = nullptr;
    for (const std::string_view wrapper : {"state_dict", "model_state_dict", "model"}) {
      inner = tree_.find(*dictionary, wrapper);
      if (inner == nullptr) continue;
      if (inner->kind == NodeKind::Dict) {
        if (wrapper == "model") kind_ = "harma";  // confirmed by the names in readDictionary
        break;
      }
      if (inner->kind == NodeKind::Object) {
        throw Error(ErrorCode::Incompatible,
                    "has an object of the class '" + printable(inner->text) + "' as its '" + std::string(wrapper) +
                        "', not a dictionary of tensors",
                    file_->path().string());
      }
      inner = nullptr;
    }
    if (inner == nullptr) return *dictionary;
    dictionary = inner;
  }
  return *dictionary;
}

void TorchZip::readDictionary(const PickleNode& dictionary) {
  bool prefixed = false;
  for (std::size_t i = 0; i + 1 < dictionary.items.size(); i += 2) {
    const PickleNode& key = tree_.at(dictionary.items[i]);
    const PickleNode& value = tree_.at(dictionary.items[i + 1]);
    if (key.kind != NodeKind::Text) continue;
    const std::string name(key.text);
    if (value.kind == NodeKind::Object) {
      throw Error(
          ErrorCode::Incompatible,
          "has an object of the class '" + printable(value.text) + "' among its tensors, as '" + printable(name) + "'",
          file_->path().string());
    }
    if (value.kind != NodeKind::Tensor) continue;
    prefixed |= name.starts_with("model.");
    addTensor(name, value);
  }
  if (!prefixed) kind_ = "torch-zip";
}

/// A module's attributes are modules again: walked with a list of what is left to do, never by recursion. The bounds
/// end a file whose modules share one another until they would unfold without end.
void TorchZip::readModule() {
  constexpr std::size_t deepest = 64;
  struct Step {
    std::string prefix;
    const PickleNode* module;
    std::size_t depth;
  };
  kind_ = "torchscript";
  std::vector<Step> steps{{"", &tree_.at(tree_.root), 0}};
  std::size_t modules = 0;
  while (!steps.empty()) {
    const Step step = std::move(steps.back());
    steps.pop_back();
    if (++modules > maxTensors || step.depth > deepest) corrupt("has more modules than a model can have");
    if (step.module->items.empty()) continue;
    const PickleNode& state = tree_.at(step.module->items.front());
    if (state.kind != NodeKind::Dict) continue;
    for (std::size_t i = 0; i + 1 < state.items.size(); i += 2) {
      const PickleNode& key = tree_.at(state.items[i]);
      const PickleNode& value = tree_.at(state.items[i + 1]);
      if (key.kind != NodeKind::Text || !goodTensorName(key.text)) continue;
      const std::string name = step.prefix + std::string(key.text);
      if (isScript(value)) {
        steps.push_back({name + ".", &value, step.depth + 1});
      } else {
        readAttribute(name, value);
      }
    }
  }
}

void TorchZip::readAttribute(const std::string& name, const PickleNode& value) {
  if (value.kind == NodeKind::Tensor) addTensor(name, value);
  if (value.kind == NodeKind::Int && name.find('.') == name.npos) metadata_[name] = std::to_string(value.number);
}

void TorchZip::addTensor(const std::string& name, const PickleNode& node) {
  const std::string named = "tensor '" + printable(name) + "'";
  if (!goodTensorName(name)) corrupt("has a tensor with an unusable name");
  const PickledTensor& tensor = tree_.tensors[static_cast<std::size_t>(node.number)];
  const PickledStorage& storage = tree_.storages[tensor.storage];
  const WeightBytes bytes = stored(folder_ + "data/" + std::string(storage.key));
  const std::size_t elementSize = dtypeSize(storage.dtype);
  if (storage.elements > bytes.size() / elementSize) {
    corrupt(named + " needs a storage of " + std::to_string(storage.elements) +
            " elements, but the record holds only " + std::to_string(bytes.size()) + " bytes");
  }
  const auto count = elementCount(tensor.shape);
  const auto extent = stridedExtent(tensor.shape, tensor.strides);
  if (!count || !extent) corrupt(named + " has an impossible shape " + shapeText(tensor.shape));
  if (tensor.offset > storage.elements || *extent > storage.elements - tensor.offset) {
    corrupt(named + " of shape " + shapeText(tensor.shape) + " reaches beyond its storage");
  }
  if (*count > storage.elements) corrupt(named + " claims more elements than its storage has");
  TensorView view{storage.dtype, tensor.shape, tensor.strides,
                  bytes.subspan(tensor.offset * elementSize, *extent * elementSize)};
  // Tied weights are honest; a thousand large tensors in one small storage are not, and would be copied one day.
  claimed_ += view.bytes.size();
  if (claimed_ / 4 > file_->size()) corrupt("has tensors that share their storages beyond reason");
  if (!tensors_.emplace(name, std::move(view)).second) corrupt("has the " + named + " twice");
  if (tensors_.size() > maxTensors) corrupt("has more tensors than a model can have");
}

}  // namespace

std::unique_ptr<TensorSource> readTorchZip(std::shared_ptr<const WeightFile> file) {
  return TorchZip(std::move(file)).read();
}

}  // namespace tilescout::model::weights
