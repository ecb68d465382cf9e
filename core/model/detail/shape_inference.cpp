#include "model/detail/shape_inference.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <vector>

#include "base/error.h"
#include "model/weights/checks.h"

namespace tilescout::model::detail {

namespace {

using Tensors = std::map<std::string, weights::MappedTensor>;

/// Shapes of a file's tensors, asked for by name.
class Shapes {
 public:
  Shapes(const Tensors& tensors, const std::string& subject) : tensors_(tensors), subject_(subject) {}

  const std::vector<std::int64_t>& of(const std::string& name, std::size_t rank) const {
    const auto found = tensors_.find(name);
    if (found == tensors_.end()) refuse("lacks the tensor '" + name + "'");
    const auto& shape = found->second.shape;
    const bool usable = shape.size() == rank && std::all_of(shape.begin(), shape.end(), [](std::int64_t size) {
                          return size > 0 && size < std::numeric_limits<std::int32_t>::max();
                        });
    if (!usable) {
      refuse("has the tensor '" + name + "' with the shape " + weights::shapeText(shape) + ", not " +
             std::to_string(rank) + " sizes");
    }
    return shape;
  }
  int size(const std::string& name, std::size_t rank, std::size_t dimension) const {
    return static_cast<int>(of(name, rank)[dimension]);
  }
  void require(const std::string& name, const std::vector<std::int64_t>& expected) const {
    const auto& shape = of(name, expected.size());
    if (shape == expected) return;
    refuse("has the tensor '" + name + "' with the shape " + weights::shapeText(shape) + ", not " +
           weights::shapeText(expected));
  }
  [[noreturn]] void refuse(const std::string& reason) const { throw Error(ErrorCode::Incompatible, reason, subject_); }

 private:
  const Tensors& tensors_;
  const std::string& subject_;
};

/// One more than the highest block number under `stem`; every block must be there in full, which bounds it.
int countBlocks(const Tensors& tensors, const std::string& stem) {
  int count = 0;
  for (auto entry = tensors.lower_bound(stem); entry != tensors.end() && entry->first.starts_with(stem); ++entry) {
    int number = 0;
    const char* digits = entry->first.data() + stem.size();
    std::from_chars(digits, entry->first.data() + entry->first.size(), number);
    count = std::max(count, number + 1);
  }
  return count;
}

int inferLayers(const Tensors& tensors, const Shapes& shapes, const std::string& stem, int width) {
  const int layers = countBlocks(tensors, stem);
  for (int i = 0; i < layers; ++i) {
    shapes.require(stem + std::to_string(i) + ".mlp.c_fc.weight", {std::int64_t{4} * width, width});
  }
  if (layers == 0) shapes.refuse("lacks the tensors '" + stem + "...'");
  return layers;
}

int inferHeads(int asked, int configured, int width, bool vision, const std::string& subject) {
  int heads = asked > 0 ? asked : configured;
  if (heads == 0 && vision && width == 1280) heads = 16;  // ViT-H/14
  // ViT-g and ViT-bigG are multiples of 64 too, but their heads are 88 and 104 wide.
  const bool otherHeads = vision && (width == 1408 || width == 1664);
  if (heads == 0 && width % 64 == 0 && !otherHeads) heads = width / 64;
  const std::string tower = vision ? "image" : "text";
  if (heads == 0) {
    throw Error(
        ErrorCode::InvalidInput,
        "does not show how many attention heads its " + tower + " tower of width " + std::to_string(width) +
            " has; put its configuration (open_clip_config.json or config.json) beside it and import the folder",
        subject);
  }
  if (width % heads != 0) {
    throw Error(ErrorCode::Incompatible,
                "has an " + tower + " tower of width " + std::to_string(width) + " that cannot be split among " +
                    std::to_string(heads) + " heads",
                subject);
  }
  return heads;
}

}  // namespace

ClipShape inferClipShape(const weights::CanonicalTensors& tensors, const ClipConfig* config, int visionHeads,
                         int textHeads, const std::string& subject) {
  const Shapes shapes(tensors.backbone, subject);
  ClipShape shape;
  shape.visionWidth = shapes.size("visual.conv1.weight", 4, 0);
  shape.patchSize = shapes.size("visual.conv1.weight", 4, 2);
  shapes.require("visual.conv1.weight", {shape.visionWidth, 3, shape.patchSize, shape.patchSize});
  const int positions = shapes.size("visual.positional_embedding", 2, 0);
  const int grid = static_cast<int>(std::lround(std::sqrt(positions - 1.0)));
  if (grid < 1 || std::int64_t{grid} * grid != positions - 1) {
    shapes.refuse("has " + std::to_string(positions) + " image positions: not one and the patches of a square");
  }
  const std::int64_t imageSize = std::int64_t{grid} * shape.patchSize;
  if (imageSize > 8192)
    shapes.refuse("is for images of " + std::to_string(imageSize) + " pixels, which is not supported");
  shape.imageSize = static_cast<int>(imageSize);
  shapes.require("visual.positional_embedding", {positions, shape.visionWidth});
  shape.embedDim = shapes.size("visual.proj", 2, 1);
  shapes.require("visual.proj", {shape.visionWidth, shape.embedDim});
  shape.vocabularySize = shapes.size("token_embedding.weight", 2, 0);
  shape.textWidth = shapes.size("token_embedding.weight", 2, 1);
  shape.contextLength = shapes.size("positional_embedding", 2, 0);
  shapes.require("positional_embedding", {shape.contextLength, shape.textWidth});
  shapes.require("text_projection", {shape.textWidth, shape.embedDim});
  shape.visionLayers = inferLayers(tensors.backbone, shapes, "visual.transformer.resblocks.", shape.visionWidth);
  shape.textLayers = inferLayers(tensors.backbone, shapes, "transformer.resblocks.", shape.textWidth);
  shape.visionHeads = inferHeads(visionHeads, config ? config->visionHeads : 0, shape.visionWidth, true, subject);
  shape.textHeads = inferHeads(textHeads, config ? config->textHeads : 0, shape.textWidth, false, subject);
  return shape;
}

AdapterShape inferAdapterShape(const weights::CanonicalTensors& tensors, int heads, const std::string& subject) {
  const Shapes shapes(tensors.adapter, subject);
  const std::string stem = "transformer.resblocks.", adapter = ".mmadapter.";
  AdapterShape shape;
  const auto has = [&](const std::string& name) { return tensors.adapter.count(stem + "0" + adapter + name) != 0; };
  shape.variant = has("gate2") ? AdapterVariant::Paper : AdapterVariant::Released;
  if (!has("gate1") && !has("multihead_attention.in_proj_weight")) shape.variant = AdapterVariant::Plain;
  const bool plain = shape.variant == AdapterVariant::Plain;
  shape.shared = has("BiShareAdapterxx.l1.weight");
  shape.bottleneck = shapes.size(stem + "0" + adapter + "img_proj_down.weight", 2, 0);
  for (const std::string& tower : {std::string("visual."), std::string()}) {
    const int layers = countBlocks(tensors.adapter, tower + stem);
    if (layers == 0) shapes.refuse("lacks the tensors '" + tower + stem + "...mmadapter'");
    for (int i = 0; i < layers && !plain; ++i) {
      shapes.require(tower + stem + std::to_string(i) + adapter + "multihead_attention.in_proj_weight",
                     {std::int64_t{3} * shape.bottleneck, shape.bottleneck});
    }
  }
  if (plain) return shape;
  shape.heads = heads > 0 ? heads : shape.bottleneck == 128 ? 8 : 0;
  if (shape.heads == 0) {
    throw Error(ErrorCode::InvalidInput,
                "has adapters " + std::to_string(shape.bottleneck) +
                    " wide and nothing says how many heads they have; import the model folder with its card.json",
                subject);
  }
  if (shape.bottleneck % (2 * shape.heads) != 0) {
    shapes.refuse("has adapters of width " + std::to_string(shape.bottleneck) + " that cannot be split among " +
                  std::to_string(shape.heads) + " heads");
  }
  return shape;
}

std::string contradiction(const ClipConfig& config, const ClipShape& shape) {
  struct Pair {
    const char* name;
    int configured, actual;
  };
  const Pair pairs[] = {{"image size", config.imageSize, shape.imageSize},
                        {"patch size", config.patchSize, shape.patchSize},
                        {"image width", config.visionWidth, shape.visionWidth},
                        {"number of image layers", config.visionLayers, shape.visionLayers},
                        {"text width", config.textWidth, shape.textWidth},
                        {"number of text layers", config.textLayers, shape.textLayers},
                        {"context length", config.contextLength, shape.contextLength},
                        {"vocabulary size", config.vocabularySize, shape.vocabularySize},
                        {"embedding size", config.embedDim, shape.embedDim}};
  for (const Pair& pair : pairs) {
    if (pair.configured != 0 && pair.configured != pair.actual) {
      return "says that the " + std::string(pair.name) + " is " + std::to_string(pair.configured) +
             ", but the weights have " + std::to_string(pair.actual);
    }
  }
  return {};
}

}  // namespace tilescout::model::detail
