#pragma once
#include <filesystem>
#include <memory>
#include <string>

#include "app/cli/console.h"
#include "jobs/model_service.h"

namespace tilescout::cli {

/// The model named, "" = the user's default; a line says which one and on what it runs.
std::shared_ptr<jobs::LoadedModel> loadModel(const std::string& name, const model::DeviceChoice& device,
                                             Console& console);

/// The model whose embeddings the archive answers with (its active one), found by name and fingerprint in the model
/// store. Throws Error{InvalidInput} when the archive holds no embeddings, Error{Incompatible} when the model is not
/// there, saying what to do.
std::shared_ptr<jobs::LoadedModel> loadModelOfArchive(const std::filesystem::path& archive,
                                                      const model::DeviceChoice& device = {});

/// The model named; "" = the one that the archive's tiles are embedded with, else the user's default.
std::shared_ptr<jobs::LoadedModel> loadModelForIndex(const std::filesystem::path& archive, const std::string& name,
                                                     const model::DeviceChoice& device, Console& console);

/// What must stand beside results of the shipped model; "" for every other model.
std::string shippedModelNote(const ModelCard& card);

}  // namespace tilescout::cli
