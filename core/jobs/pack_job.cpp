#include "jobs/pack_job.h"

#include <algorithm>
#include <system_error>

#include "base/error.h"
#include "jobs/finetune_prepare.h"
#include "model/model_folder.h"

namespace tilescout::jobs {

namespace fs = std::filesystem;

namespace {

void makeFolder(const fs::path& folder) {
  std::error_code status;
  fs::create_directories(folder, status);
  if (status) throw Error(ErrorCode::Io, "cannot be made (" + status.message() + ")", folder.string());
}

/// A copy, no link: what is taken elsewhere must not be able to change the store's model.
void copyModel(const TuneBase& base, const fs::path& folder) {
  makeFolder(folder);
  std::vector<std::string> names = model::modelParts();
  names.emplace_back(model_files::card);
  for (const std::string& name : names) {
    std::error_code status;
    fs::remove(folder / name, status);  // of another model that was put there before
    if (!fs::exists(base.folder / name, status)) continue;
    fs::copy_file(base.folder / name, folder / name, fs::copy_options::overwrite_existing, status);
    if (status)
      throw Error(ErrorCode::Io, "cannot be copied (" + status.message() + ")", (base.folder / name).string());
  }
}

void writeSplit(const train::CaptionData& data, const fs::path& file) {
  std::error_code status;
  if (data.imageCount() > 0) {
    train::writePackedData(data, file);
  } else if (fs::remove(file, status); status) {
    throw Error(ErrorCode::Io, "is of an earlier packing and cannot be removed (" + status.message() + ")",
                file.string());
  }
}

}  // namespace

PackReport packLabelled(const PackRequest& request, JobContext& job) {
  const TuneBase base = findBase(request.baseModel);
  PackReport report;
  report.pixels = request.pixels > 0 ? request.pixels : base.card.imageSize;
  makeFolder(request.folder);
  PreparedData prepared = prepareData(request.source, request.config, base, std::max(request.pixels, 0), job);
  refuseUnusable(prepared.report);
  for (const char* split : {"train", "val", "test"}) {
    job.checkpoint();
    writeSplit(prepared.splits[split].data, request.folder / (std::string(split) + ".safetensors"));
    prepared.splits[split] = {};  // large, and not needed any more
  }
  writeSplit(paintGeneral(base, job), request.folder / "general.safetensors");
  if (request.withModel) copyModel(base, request.folder / "model");
  report.data = std::move(prepared.report);
  return report;
}

}  // namespace tilescout::jobs
