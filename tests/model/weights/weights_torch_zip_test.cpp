#include <doctest/doctest.h>

#include <cstring>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "base/error.h"
#include "model/weights/tensor_source.h"
#include "support/test_files.h"
#include "zip_writer.h"

using namespace tilescout;
using namespace tilescout::model::weights;
namespace pickle = tilescout::test::pickle;
using tilescout::test::ZipWriter;

namespace {

const std::string twelveFloats = [] {
  std::string bytes;
  for (int i = 0; i < 12; ++i) bytes += test::bytesOf(static_cast<float>(i));
  return bytes;
}();

std::filesystem::path archive(const test::TempFolder& folder, const std::string& value) {
  ZipWriter zip;
  zip.add("m/data.pkl", pickle::program(value));
  zip.add("m/data/0", twelveFloats);
  zip.add("m/version", "3\n");
  return zip.write(folder / "m.pt");
}

std::string refusal(const std::filesystem::path& file) {
  try {
    openTensorSource(file);
  } catch (const Error& error) {
    return error.message();
  }
  return "";
}

std::string refusalOf(const std::string& value) {
  test::TempFolder folder;
  return refusal(archive(folder, value));
}

bool mentions(const std::string& message, const std::string& part) {
  CAPTURE(message);
  return message.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("offsetsAndStridesOfATensorSelectItsNumbers") {
  test::TempFolder folder;
  const auto source = openTensorSource(archive(
      folder,
      pickle::dictionary({{"turned", pickle::tensor("0", 12, 2, {2, 3}, {1, 3})}, {"epoch", pickle::number(7)}})));
  CHECK(source->kind() == "torch-zip");
  REQUIRE(source->tensors().size() == 1);
  const TensorView& view = source->tensors().at("turned");
  CHECK(view.shape == std::vector<std::int64_t>{2, 3});
  CHECK(view.strides == std::vector<std::int64_t>{1, 3});
  REQUIRE(view.bytes.size() == 8 * sizeof(float));
  float first = 0, last = 0;
  std::memcpy(&first, view.bytes.data(), sizeof first);
  std::memcpy(&last, view.bytes.data() + 7 * sizeof(float), sizeof last);
  CHECK(first == 2.0f);
  CHECK(last == 9.0f);
}

TEST_CASE("wrappedStateDictionariesAreUnwrappedAndUnknownConfigurationsSkipped") {
  const std::string weights = pickle::dictionary({{"module.proj", pickle::tensor("0", 12, 0, {12}, {1})}});
  const std::string config =
      pickle::global("somebody.settings", "Config") + ")\x81" + pickle::dictionary({{"lr", pickle::number(1)}}) + "b";
  for (const std::string wrapper : {"state_dict", "model_state_dict", "model"}) {
    CAPTURE(wrapper);
    test::TempFolder folder;
    const auto source = openTensorSource(archive(folder, pickle::dictionary({{"config", config}, {wrapper, weights}})));
    CHECK(source->tensors().count("module.proj") == 1);
  }
}

TEST_CASE("whatTrainingRunsLeaveInCheckpointsIsSkipped") {
  const std::string weights = pickle::dictionary({{"proj", pickle::tensor("0", 12, 0, {12}, {1})}});
  const std::string nothing = pickle::tuple({});
  for (const auto& [module, name] : {std::pair<std::string, std::string>{"argparse", "Namespace"},
                                     {"pathlib", "PosixPath"},
                                     {"datetime", "datetime"},
                                     {"collections", "deque"},
                                     {"types", "SimpleNamespace"},
                                     {"__main__", "Config"},
                                     {"builtins", "set"}}) {
    CAPTURE(name);
    test::TempFolder folder;
    const std::string object = pickle::global(module, name) + nothing + "R";
    const auto source =
        openTensorSource(archive(folder, pickle::dictionary({{"args", object}, {"state_dict", weights}})));
    CHECK(source->tensors().size() == 1);
  }
}

TEST_CASE("kindHarmaNeedsTheModelWrapperAndThePrefix") {
  test::TempFolder folder;
  const std::string tensor = pickle::tensor("0", 12, 0, {12}, {1});
  const auto kindOf = [&](const std::string& wrapper, const std::string& name) {
    const std::string inner = pickle::dictionary({{name, tensor}});
    return openTensorSource(archive(folder, pickle::dictionary({{wrapper, inner}})))->kind();
  };
  CHECK(kindOf("model", "model.visual.proj") == "harma");
  CHECK(kindOf("model", "visual.proj") == "torch-zip");
  CHECK(kindOf("state_dict", "model.visual.proj") == "torch-zip");
}

TEST_CASE("parametersAndTiedTensorsAreRead") {
  test::TempFolder folder;
  const std::string tied = pickle::tensor("0", 12, 0, {3, 4}, {4, 1});
  const std::string parameter = pickle::global("torch._utils", "_rebuild_parameter") +
                                pickle::tuple({tied, "\x88", pickle::global("collections", "OrderedDict") + ")R"}) +
                                "R";
  const auto source = openTensorSource(archive(folder, pickle::dictionary({{"a", tied}, {"b", parameter}})));
  CHECK(source->tensors().at("a").bytes.data() == source->tensors().at("b").bytes.data());
}

TEST_CASE("whateverWouldCallSomethingIsRefusedWithItsName") {
  const std::string argument = pickle::tuple({pickle::text("touch tilescout_was_here")});
  struct Case {
    std::string module, name;
  };
  for (const Case& hostile :
       {Case{"os", "system"}, Case{"subprocess", "Popen"}, Case{"builtins", "exec"}, Case{"__builtin__", "getattr"},
        Case{"somebody.tools", "run"}, Case{"torch.storage", "_load_from_bytes"}, Case{"torch.hub", "load"},
        Case{"somebody", "Config.__init__.__globals__"}, Case{"numpy", "load"}}) {
    const std::string name = hostile.module + "." + hostile.name;
    CAPTURE(name);
    const std::string called = pickle::global(hostile.module, hostile.name) + argument + "R";
    CHECK(mentions(refusalOf(called), name));
    CHECK(mentions(refusalOf(pickle::dictionary({{"config", called}})), name));
    const std::string stacked = pickle::text(hostile.module) + pickle::text(hostile.name) + "\x93" + argument + "\x81";
    CHECK(mentions(refusalOf(stacked), name));
  }
  CHECK_FALSE(std::filesystem::exists("tilescout_was_here"));
}

TEST_CASE("anUnknownObjectAmongTheTensorsOrAsTheModelIsRefusedWithItsClass") {
  const std::string object = pickle::global("somebody.layers", "Quantised") + ")\x81";
  const std::string tensor = pickle::tensor("0", 12, 0, {12}, {1});
  CHECK(mentions(refusalOf(pickle::dictionary({{"visual.proj", object}, {"b", tensor}})), "somebody.layers.Quantised"));
  CHECK(mentions(refusalOf(pickle::dictionary({{"model", object}})), "somebody.layers.Quantised"));
  CHECK(mentions(refusalOf(object), "state dictionary"));
}

TEST_CASE("opcodesThatNoWeightFileNeedsAreRefused") {
  CHECK(mentions(refusalOf("(S'touch x'\nios\nsystem\n"), "opcode 0x53"));
  CHECK(mentions(refusalOf("(ios\nsystem\n"), "opcode 0x69"));
  CHECK(mentions(refusalOf("\x82\x01"), "opcode 0x82"));
}

TEST_CASE("damagedPicklesAreRefused") {
  CHECK(mentions(refusalOf("h\x05"), "never stored"));
  CHECK(mentions(refusalOf("r\xff\xff\xff\xff"), "memo"));
  CHECK(mentions(refusalOf("0"), "takes more values"));
  CHECK(mentions(refusalOf("t"), "takes more values"));
  CHECK(mentions(refusalOf("X\xff\xff\xff\x7f"), "cut short"));
  CHECK(mentions(refusalOf("\x8d\xff\xff\xff\xff\xff\xff\xff\xff"), "cut short"));
  CHECK(mentions(refusalOf("}}"), "one value"));
  CHECK(mentions(refusalOf("K\x01K\x02\x61"), "appends"));
  CHECK(mentions(refusalOf("}q" + std::string(1, '\0') + pickle::text("a") + "h" + std::string(1, '\0') + "s"),
                 "contains itself"));
  CHECK(mentions(refusalOf(std::string(2'000'000, 'N')), "more values"));
  CHECK(mentions(refusalOf(std::string(400'000, ']') + std::string(399'999, 'a')), "no dictionary of tensors"));
}

TEST_CASE("tensorsThatReachBeyondTheirStorageAreRefused") {
  const auto refused = [](const std::string& tensor) { return refusalOf(pickle::dictionary({{"a", tensor}})); };
  CHECK(refused(pickle::tensor("0", 12, 0, {12}, {1})).empty());
  CHECK(mentions(refused(pickle::tensor("0", 13, 0, {13}, {1})), "holds only 48 bytes"));
  CHECK(mentions(refused(pickle::tensor("0", 12, 1, {12}, {1})), "beyond its storage"));
  CHECK(mentions(refused(pickle::tensor("0", 12, -1, {12}, {1})), "negative offset"));
  CHECK(mentions(refused(pickle::tensor("0", 12, 0, {3, 4}, {5, 1})), "beyond its storage"));
  CHECK(mentions(refused(pickle::tensor("0", 12, 0, {2, 4}, {-4, 1})), "impossible shape"));
  CHECK(mentions(refused(pickle::tensor("0", 12, 0, {-2}, {1})), "impossible shape"));
  CHECK(mentions(refused(pickle::tensor("0", 12, 0, {4}, {1, 1})), "impossible shape"));
  CHECK(mentions(refused(pickle::tensor("0", 12, 0, {2000000000}, {0})), "claims more elements"));
  CHECK(mentions(refused(pickle::tensor("0", 12, 0, {2000000000, 2000000000, 2000000000}, {0, 0, 0})), "impossible"));
  CHECK(mentions(refused(pickle::tensor("9", 12, 0, {12}, {1})), "no record 'm/data/9'"));
  CHECK(mentions(refused(pickle::tensor("../x", 12, 0, {12}, {1})), "no record"));
  CHECK(mentions(refused(pickle::tensor("0", 12, 0, {12}, {1}, "ComplexFloatStorage")), "ComplexFloatStorage"));
}

TEST_CASE("scriptModulesThatUnfoldWithoutEndAreRefused") {
  // Each module holds the next one twice: 2^40 modules from 40 small values.
  std::string value = pickle::global("__torch__", "Leaf") + ")\x81" + "}b";
  for (int level = 0; level < 40; ++level) {
    const auto slot = std::string(1, static_cast<char>(level));
    value += "q" + slot + "0" + pickle::global("__torch__", "Node") + ")\x81" +
             pickle::dictionary({{"a", "h" + slot}, {"b", "h" + slot}}) + "b";
  }
  CHECK(mentions(refusalOf(value), "more modules"));
}

TEST_CASE("lyingZipDirectoriesAreRefused") {
  test::TempFolder folder;
  const std::string good = pickle::program(pickle::dictionary({{"a", pickle::tensor("0", 12, 0, {12}, {1})}}));
  const auto with = [&](auto lie) {
    ZipWriter zip;
    zip.add("m/data.pkl", good);
    lie(zip);
    zip.add("m/data/0", twelveFloats);
    return refusal(zip.write(folder / "lie.pt"));
  };
  CHECK(with([](ZipWriter&) {}).empty());
  CHECK(mentions(with([](ZipWriter& zip) { zip.offsetLie = 1; }), "where its directory says"));
  CHECK(mentions(with([](ZipWriter& zip) { zip.offsetLie = 0x7fffffff; }), "where its directory says"));
  CHECK(mentions(with([](ZipWriter& zip) { zip.countLie = 60000; }), "more zip records"));
  CHECK(mentions(with([](ZipWriter& zip) { zip.countLie = 1; }), "more zip records"));
  CHECK(mentions(with([](ZipWriter& zip) { zip.flags = 1; }), "encrypted"));
  CHECK(mentions(with([](ZipWriter& zip) { zip.method = 8; }), "compressed"));
  CHECK(mentions(with([&](ZipWriter& zip) { zip.add("m/data.pkl", good); }), "twice"));
  CHECK(mentions(with([&](ZipWriter& zip) { zip.add("n/data.pkl", good); }), "two archives"));
  for (const std::string name : {"/etc/x", "m/../../x", "..", "m\\..\\x", "C:x"}) {
    CHECK(mentions(with([&](ZipWriter& zip) { zip.add(name, "x"); }), "out of the archive"));
  }
}

TEST_CASE("randomDamageIsRefusedOrStaysWithinTheFile") {
  test::TempFolder folder;
  const std::string tensor = pickle::tensor("0", 12, 2, {2, 3}, {1, 3});
  const std::string config = pickle::global("somebody.settings", "Config") + ")\x81}b";
  const auto good =
      archive(folder, pickle::dictionary({{"model", pickle::dictionary({{"model.a", tensor}, {"model.b", tensor}})},
                                          {"config", config}}));
  const std::vector<float> numbers(12, 1.0f);
  const TensorToWrite plain[] = {{"a", DType::F32, {3, 4}, std::as_bytes(std::span(numbers))}};
  writeSafetensors(folder / "plain.safetensors", plain);

  std::mt19937 random(20240229);
  std::size_t refused = 0, read = 0;
  for (const auto& original : {good, folder / "plain.safetensors"}) {
    std::stringstream content;
    content << std::ifstream(original, std::ios::binary).rdbuf();
    const std::string bytes = content.str();
    for (int round = 0; round < 1500; ++round) {
      std::string damaged = bytes;
      for (unsigned flips = 1 + random() % 3; flips > 0; --flips) {
        damaged[random() % damaged.size()] = static_cast<char>(random());
      }
      std::ofstream(folder / "damaged", std::ios::binary) << damaged;
      try {
        const auto source = openTensorSource(folder / "damaged");
        unsigned sum = 0;
        for (const auto& [name, view] : source->tensors()) {
          for (const std::byte byte : view.bytes.span()) sum += std::to_integer<unsigned>(byte);
        }
        REQUIRE(sum < 256 * 2 * damaged.size());
        ++read;
      } catch (const Error&) {
        ++refused;
      }
    }
  }
  CHECK(refused > 100);
  CHECK(read > 100);
}
