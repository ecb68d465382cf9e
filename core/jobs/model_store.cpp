#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <map>
#include <string_view>
#include <system_error>
#include <utility>

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/log.h"
#include "base/paths.h"
#include "jobs/model_service.h"
#include "jobs/tokenizer_files.h"
#include "model/model_import.h"

namespace tilescout::jobs {

namespace fs = std::filesystem;

namespace {

constexpr const char* wordsFile = "words.txt";
constexpr const char* stagingPrefix = ".incoming-";
constexpr const char* removedPrefix = ".removed-";
constexpr std::size_t longestName = 100;

fs::path userModels() { return paths::userData() / "models"; }
fs::path choiceFile() { return paths::userData() / "default-model"; }

std::string chosenName() {
  std::error_code status;
  if (!fs::is_regular_file(choiceFile(), status)) return {};
  std::string chosen = readTextFile(choiceFile(), 4096);
  chosen.erase(chosen.find_last_not_of("\r\n") + 1);
  return chosen;
}

bool hidden(const std::string& name) { return name.empty() || name.front() == '.'; }

/// Model folders directly under `parent`, by name. A parent that is absent or cannot be read has none.
std::map<std::string, fs::path> foldersIn(const fs::path& parent) {
  std::map<std::string, fs::path> folders;
  std::error_code status;
  for (fs::directory_iterator entry(parent, status), end; !status && entry != end; entry.increment(status)) {
    const std::string name = entry->path().filename().string();
    std::error_code ignored;
    if (!hidden(name) && fs::is_regular_file(entry->path() / model_files::card, ignored)) folders[name] = entry->path();
  }
  return folders;
}

std::map<std::string, fs::path> shippedFolders() {
  try {
    return foldersIn(paths::resources() / "models");
  } catch (const Error&) {
    return {};  // a program without its own files still serves imported models
  }
}

struct Found {
  fs::path folder;
  bool shipped = false;
};

std::map<std::string, Found> allModels() {
  std::map<std::string, Found> models;
  for (auto& [name, folder] : foldersIn(userModels())) models[name] = {std::move(folder), false};
  for (auto& [name, folder] : shippedFolders()) models[name] = {std::move(folder), true};
  return models;
}

/// The folder is the authority on name and origin: a stranger's card must not call itself the shipped model.
ModelCard cardOf(const std::string& name, const Found& found) {
  ModelCard card = readModelCard(found.folder / model_files::card);
  card.name = name;
  card.shipped = found.shipped;
  return card;
}

void checkName(const std::string& name) {
  const bool usable = !hidden(name) && name.size() <= longestName && std::none_of(name.begin(), name.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f || c == '/' || c == '\\' || c == ':';
  });
  if (!usable) {
    throw Error(ErrorCode::InvalidInput,
                "cannot be a model's name: it must be 1 to 100 bytes without slashes, colons and a leading dot", name);
  }
  if (allModels().count(name) != 0) {
    throw Error(ErrorCode::InvalidInput, "is already a model of the store; remove it first or choose another --name",
                name);
  }
}

/// Folders that a killed import or removal left behind: ".incoming-<process>-name". Those of living processes stay.
void sweepLeftovers() {
  std::error_code status;
  for (fs::directory_iterator entry(userModels(), status), end; !status && entry != end; entry.increment(status)) {
    const std::string name = entry->path().filename().string();
    for (const std::string_view prefix : {stagingPrefix, removedPrefix}) {
      if (!name.starts_with(prefix)) continue;
      int process = 0;
      std::from_chars(name.data() + prefix.size(), name.data() + name.size(), process);
      std::error_code ignored;
      if (process > 0 && ::kill(process, 0) != 0 && errno == ESRCH) fs::remove_all(entry->path(), ignored);
    }
  }
}

/// A name made from a path, with everything unusual turned into dashes.
std::string nameFrom(const ImportOptions& options) {
  std::error_code status;
  fs::path path = fs::weakly_canonical(options.path, status);
  const std::string stem = path.stem().string();
  const bool generic =
      stem == "model" || stem == "open_clip_model" || stem == "pytorch_model" || stem == "open_clip_pytorch_model";
  if (generic) path = path.parent_path();
  std::string name = fs::is_directory(path, status) ? path.filename().string() : stem;
  if (!options.adapter.empty()) name += "-" + options.adapter.stem().string();
  for (char& letter : name) {
    const bool plain = (letter >= '0' && letter <= '9') || (letter >= 'A' && letter <= 'Z') ||
                       (letter >= 'a' && letter <= 'z') || letter == '.' || letter == '_' || letter == '-';
    if (!plain) letter = '-';
  }
  const std::size_t start = name.find_first_not_of(".-");
  name = start == name.npos ? "model" : name.substr(start, longestName);
  return name;
}

/// What another Tilescout knew of a model and shapes do not show.
void inheritCard(const fs::path& path, const fs::path& staged, ModelCard& card) {
  std::error_code status;
  if (!fs::is_regular_file(path / model_files::card, status)) return;
  const ModelCard known = readModelCard(path / model_files::card);
  card.title = known.title;
  card.resize = known.resize;
  card.mean = known.mean;
  card.std = known.std;
  card.groundExtent = known.groundExtent;
  card.notes.insert(card.notes.begin(), known.notes.begin(), known.notes.end());
  if (fs::is_regular_file(path / wordsFile, status)) fs::copy_file(path / wordsFile, staged / wordsFile, status);
}

/// Adapters that a training elsewhere wrote have its card beside them: how they were trained, and how good they are.
void inheritTraining(const fs::path& adapter, ModelCard& card) {
  std::error_code status;
  const fs::path file = adapter.parent_path() / model_files::card;
  if (adapter.empty() || !fs::is_regular_file(file, status)) return;
  const ModelCard known = readModelCard(file);
  if (known.adapterBottleneck != card.adapterBottleneck || known.adapter != card.adapter) return;  // of something else
  card.title = known.title;
  card.trainableParameters = known.trainableParameters;
  card.notes = known.notes;
}

/// Another model of the store may be named instead of its folder.
fs::path realPlace(const fs::path& path) {
  std::error_code status;
  if (fs::exists(path, status)) return path;
  const auto models = allModels();
  const auto found = models.find(path.string());
  if (found == models.end()) throw Error(ErrorCode::NotFound, "does not exist", path.string());
  return found->second.folder;
}

/// Removes the staged folder unless the import got to its end.
class Staging {
 public:
  Staging(const ModelStore& store, const std::string& name) : store_(store), folder_(store.stage(name)) {}
  ~Staging() { store_.discard(folder_); }
  Staging(const Staging&) = delete;
  Staging& operator=(const Staging&) = delete;
  const fs::path& folder() const { return folder_; }

 private:
  const ModelStore& store_;
  fs::path folder_;
};

}  // namespace

ModelStore::ModelStore() = default;

std::vector<ModelCard> ModelStore::list() const {
  std::vector<ModelCard> cards;
  for (const auto& [name, found] : allModels()) {
    try {
      cards.push_back(cardOf(name, found));
    } catch (const Error& error) {
      log::warn(std::string("left out of the list of models: ") + error.what());
    }
  }
  std::stable_partition(cards.begin(), cards.end(), [](const ModelCard& card) { return card.shipped; });
  return cards;
}

ModelCard ModelStore::find(const std::string& name) const {
  const std::string wanted = name.empty() ? defaultName() : name;
  const auto models = allModels();
  const auto found = models.find(wanted);
  if (found != models.end()) return cardOf(wanted, found->second);
  const std::string subject = wanted.empty() ? userModels().string() : wanted;
  if (models.empty()) throw Error(ErrorCode::NotFound, "there is no model yet; import one with 'models import'", subject);
  std::string names;
  for (const auto& [known, place] : models) names += (names.empty() ? "" : ", ") + known;
  if (wanted.empty()) {
    throw Error(ErrorCode::NotFound, "no model is chosen; choose with 'models use' among: " + names, subject);
  }
  throw Error(ErrorCode::NotFound, "is no model of the store; there are: " + names, subject);
}

fs::path ModelStore::folderOf(const std::string& name) const { return allModels().at(find(name).name).folder; }

std::string ModelStore::defaultName() const {
  const auto models = allModels();
  const std::string chosen = chosenName();
  if (models.count(chosen) != 0) return chosen;
  for (const auto& [name, found] : models) {
    if (found.shipped) return name;
  }
  return models.size() == 1 ? models.begin()->first : std::string();
}

void ModelStore::use(const std::string& name) {
  AtomicFile choice(choiceFile());
  choice.write(find(name).name + "\n");
  choice.commit();
}

void ModelStore::remove(const std::string& name) {
  if (name.empty()) throw Error(ErrorCode::InvalidInput, "name the model that is to be removed");
  const ModelCard card = find(name);
  if (card.shipped) throw Error(ErrorCode::InvalidInput, "comes with the program and stays", name);
  // Out of sight in one step first: a half-removed model must not be found.
  const fs::path folder = userModels() / name;
  const fs::path going = userModels() / (removedPrefix + std::to_string(::getpid()) + "-" + name);
  std::error_code status;
  fs::rename(folder, going, status);
  if (status) throw Error(ErrorCode::Io, "cannot be removed (" + status.message() + ")", folder.string());
  // A later model of the same name is another model, and nobody's choice yet.
  if (chosenName() == name) fs::remove(choiceFile(), status);
  fs::remove_all(going, status);
  if (status) throw Error(ErrorCode::Io, "cannot be removed in full (" + status.message() + ")", going.string());
}

fs::path ModelStore::stage(const std::string& name) const {
  checkName(name);
  sweepLeftovers();
  const fs::path folder = userModels() / (stagingPrefix + std::to_string(::getpid()) + "-" + name);
  std::error_code status;
  fs::remove_all(folder, status);
  fs::create_directories(folder, status);
  if (status) throw Error(ErrorCode::Io, "cannot be made (" + status.message() + ")", folder.string());
  return folder;
}

ModelCard ModelStore::install(const fs::path& staged, const std::string& name, ModelCard card) const {
  checkName(name);
  card.name = name;
  card.shipped = false;
  card.fingerprint = modelFingerprint(card, staged);
  writeModelCard(card, staged / model_files::card);
  std::error_code status;
  fs::rename(staged, userModels() / name, status);
  if (status) {
    throw Error(ErrorCode::Io, "cannot be put in place (" + status.message() + ")", (userModels() / name).string());
  }
  return card;
}

void ModelStore::discard(const fs::path& staged) const noexcept {
  std::error_code ignored;
  if (staged.filename().string().starts_with(stagingPrefix)) fs::remove_all(staged, ignored);
}

ModelCard ModelStore::import(const ImportOptions& asked) {
  ImportOptions options = asked;
  options.path = realPlace(asked.path);
  const std::string name = options.name.empty() ? nameFrom(options) : options.name;
  checkName(name);
  const Staging staging(*this, name);

  model::LoadOptions load;
  load.activation = options.activation;
  load.adapterFile = options.adapter;
  load.adapterHeads = options.adapterHeads;
  ModelCard card = model::importModel(options.path, load, staging.folder());
  // After the weights, so that a damaged or hostile file is refused for what it is.
  const fs::path tokenizer = findTokenizer(options.tokenizer, options.path);
  installTokenizer(tokenizer, staging.folder(), card.vocabularySize);
  inheritCard(options.path, staging.folder(), card);
  inheritTraining(options.adapter, card);
  if (card.title.empty()) card.title = name + " (" + card.architecture + ")";
  card.source = asked.path.string();
  if (!options.adapter.empty()) card.source += " + " + options.adapter.string();
  return install(staging.folder(), name, std::move(card));
}

void ModelStore::exportHarma(const std::string& name, const fs::path& file) const {
  const ModelCard card = find(name);
  std::error_code status;
  if (fs::exists(file, status)) {
    throw Error(ErrorCode::InvalidInput, "is there already; name a new file", file.string());
  }
  model::exportHarma(folderOf(card.name), card, file);
}

}  // namespace tilescout::jobs
