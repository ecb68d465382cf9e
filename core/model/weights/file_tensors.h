#pragma once
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "model/weights/tensor_source.h"
#include "model/weights/weight_bytes.h"

namespace tilescout::model::weights {

/// What a reader found: views into one file, which it keeps open.
class FileTensors final : public TensorSource {
 public:
  FileTensors(std::shared_ptr<const WeightFile> file, std::string kind, std::map<std::string, TensorView> tensors,
              std::map<std::string, std::string> metadata)
      : file_(std::move(file)), kind_(std::move(kind)), tensors_(std::move(tensors)), metadata_(std::move(metadata)) {}

  const std::map<std::string, TensorView>& tensors() const override { return tensors_; }
  const std::map<std::string, std::string>& metadata() const override { return metadata_; }
  std::string kind() const override { return kind_; }
  void forget(std::span<const std::byte> bytes) const override { file_->forget(bytes); }

 private:
  std::shared_ptr<const WeightFile> file_;
  std::string kind_;
  std::map<std::string, TensorView> tensors_;
  std::map<std::string, std::string> metadata_;
};

}  // namespace tilescout::model::weights
