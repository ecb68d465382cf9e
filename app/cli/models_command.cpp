#include "app/cli/models_command.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/cli/progress_bar.h"
#include "jobs/model_service.h"
#include "model/device.h"

namespace tilescout::cli {

namespace {

struct ModelListOptions {
  bool json = false;
};

struct NamedOptions {
  std::string name;
  bool json = false;
};

nlohmann::ordered_json cardJson(const ModelCard& card, const jobs::ModelStore& store) {
  return nlohmann::ordered_json::parse(modelCardToJson(card, card.name == store.defaultName()));
}

Exit list(const ModelListOptions& options, Console& console) {
  const jobs::ModelStore store;
  if (options.json) {
    auto array = nlohmann::ordered_json::array();
    for (const ModelCard& card : store.list()) array.push_back(cardJson(card, store));
    console.printJson(array);
    return Exit::Done;
  }
  if (store.list().empty()) console.note("There is no model yet. Import one with: tilescout-cli models import PATH");
  for (const ModelCard& card : store.list()) {
    console.print(fmt::format("{} {:<24} {:<14} {:>6.1f} M  {}{}", card.name == store.defaultName() ? '*' : ' ',
                              card.name, card.architecture, static_cast<double>(card.parameters) / 1e6,
                              card.adapter == "none" ? "" : "adapter: " + card.adapter + "  ",
                              card.shipped ? "shipped" : card.source));
  }
  return Exit::Done;
}

void printCard(const ModelCard& card, bool isDefault, Console& console) {
  const auto row = [&](const std::string& name, const std::string& value) {
    console.print(fmt::format("{:<14} {}", name, value));
  };
  row("Name", card.name + (isDefault ? " (default)" : ""));
  if (!card.title.empty()) row("Title", card.title);
  row("Architecture", fmt::format("{}: image {} px, patch {} px, {} numbers an embedding", card.architecture,
                                  card.imageSize, card.patchSize, card.embedDim));
  row("Text", fmt::format("{} tokens at most, vocabulary of {}", card.contextLength, countText(card.vocabularySize)));
  row("Activation", card.activation);
  row("Adapter", card.adapter == "none" ? "none"
                                        : fmt::format("{}, bottleneck {}, {} heads", card.adapter,
                                                      card.adapterBottleneck, card.adapterHeads));
  row("Parameters",
      fmt::format("{}, {} of them trainable", countText(card.parameters), countText(card.trainableParameters)));
  if (card.groundExtent[1] > 0.0) {
    row("Ground", fmt::format("tiles of {:.0f} to {:.0f} m", card.groundExtent[0], card.groundExtent[1]));
  }
  row("Fingerprint", card.fingerprint);
  row("Source", card.source);
  for (const auto& [name, text] : card.notes) row(name, text);
}

Exit info(const NamedOptions& options, Console& console) {
  const jobs::ModelStore store;
  const ModelCard card = store.find(options.name);
  // Which devices could compute it here, and why none beside the CPU.
  const std::vector<std::string> devices = model::describeDevices();
  if (options.json) {
    nlohmann::ordered_json object = cardJson(card, store);
    object["devices"] = devices;
    console.printJson(object);
  } else {
    printCard(card, card.name == store.defaultName(), console);
    for (const std::string& device : devices) console.print(fmt::format("{:<14} {}", "Device", device));
  }
  return Exit::Done;
}

Exit use(const NamedOptions& options, Console& console) {
  jobs::ModelStore().use(options.name);
  console.print(options.name + " is the default model now.");
  return Exit::Done;
}

Exit remove(const NamedOptions& options, Console& console) {
  jobs::ModelStore().remove(options.name);
  console.print(options.name + " was removed.");
  return Exit::Done;
}

Exit import(const jobs::ImportOptions& options, Console& console) {
  const ModelCard card = jobs::ModelStore().import(options);
  console.print(fmt::format("{} imported: {}, {:.1f} M parameters, activation {}.", card.name, card.architecture,
                            static_cast<double>(card.parameters) / 1e6, card.activation));
  console.print("Make it the default with: tilescout-cli models use " + card.name);
  return Exit::Done;
}

struct ModelExportOptions {
  std::string name, file;
};

Exit exportModel(const ModelExportOptions& options, Console& console) {
  jobs::ModelStore().exportHarma(options.name, options.file);
  console.print(options.file + " written: backbone and adapters under the names of HarMA's authors.");
  return Exit::Done;
}

void addModelExport(CLI::App& models, Work& chosen) {
  const auto options = std::make_shared<ModelExportOptions>();
  CLI::App& verb = addVerb(models, "export", "Write a model as one file that PyTorch and HarMA's authors' code load",
                           "models export rsicd-harma -o rsicd-harma.pth", chosen, options, exportModel);
  verb.add_option("NAME", options->name, "A model (the default one)")->type_name("");
  verb.add_option("-o,--output", options->file, "The file, new")->type_name("FILE")->required();
}

void addModelImport(CLI::App& models, Work& chosen) {
  const auto options = std::make_shared<jobs::ImportOptions>();
  CLI::App& verb = addVerb(models, "import", "Take a model's weights into the model store",
                           "models import ViT-B-32.pt --name openai-b32 --tokenizer bpe_simple_vocab_16e6.txt.gz",
                           chosen, options, import);
  verb.add_option("PATH", options->path,
                  "A safetensors file, a Hugging Face folder, a torch.save zip, an OpenAI TorchScript archive or an "
                  "authors' HarMA checkpoint; or a model of the store, to put adapters on")
      ->type_name("")
      ->required();
  verb.add_option("--name", options->name, "Name in the store (from the file)")->type_name("NAME");
  verb.add_option("--adapter", options->adapter, "Adapters to put on it")->type_name("FILE");
  verb.add_option("--tokenizer", options->tokenizer, "Merges file or folder, when PATH brings none")->type_name("PATH");
  verb.add_option("--adapter-heads", options->adapterHeads, "Heads of the adapters, when no file says it (128 wide: 8)")
      ->type_name("N")
      ->check(CLI::Range(1, 1024));
  verb.add_option("--activation", options->activation, "quickgelu or gelu, when the weights do not say")
      ->check(CLI::IsMember({"quickgelu", "gelu"}));
}

void addNamed(CLI::App& models, const std::string& name, const std::string& description, bool nameRequired, bool json,
              Work& chosen, Exit (*run)(const NamedOptions&, Console&)) {
  const auto options = std::make_shared<NamedOptions>();
  CLI::App& verb = addVerb(models, name, description, "models " + name + " openai-b32", chosen, options, run);
  verb.add_option("NAME", options->name, nameRequired ? "A model" : "A model (the default one)")
      ->type_name("")
      ->required(nameRequired);
  if (json) verb.add_flag("--json", options->json, "One JSON object");
}

}  // namespace

void addModelsCommand(CLI::App& program, Work& chosen) {
  CLI::App& models = *program.add_subcommand("models", "Import, list, choose and remove models");
  models.require_subcommand(1);
  models.footer("Example:\n  tilescout-cli models list");
  addModelImport(models, chosen);
  addModelExport(models, chosen);
  const auto listOptions = std::make_shared<ModelListOptions>();
  CLI::App& listVerb = addVerb(models, "list", "List all models; * marks the default one", "models list --json", chosen,
                               listOptions, list);
  listVerb.add_flag("--json", listOptions->json, "A JSON array of what `models info --json` gives");
  addNamed(models, "info", "Everything known of a model, its limits included", false, true, chosen, info);
  addNamed(models, "use", "Make a model every verb's default", true, false, chosen, use);
  addNamed(models, "remove", "Remove a model from the store", true, false, chosen, remove);
}

}  // namespace tilescout::cli
