#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/job.h"
#include "base/label_row.h"

namespace tilescout::jobs {

/// Formats by name, as the command line takes them: "auto", "authors", "karpathy", "coco", "csv", "folders", "vector".
struct LabelImportOptions {
  std::filesystem::path path;
  std::string format = "auto";
  std::string classTemplate = "a satellite image of {}.";  ///< the sentence that a class name becomes
  std::string author;                                      ///< of captions that name none themselves
  bool preview = false;                                    ///< nothing is stored; the report says what would be new
};

struct LabelRowProblem {
  std::string subject, message;  ///< file and row; why it was passed over, in English
  LabelRow row;                  ///< the same for other languages
  RowProblem problem;
};

/// A caption as it was understood: which row, which scene's tile, which sentence.
struct LabelSample {
  LabelRow row;
  std::string scene, text;
};

struct LabelImportReport {
  std::string format;            ///< what the file was read as
  std::int64_t rows = 0;         ///< read, without the damaged ones
  std::int64_t matched = 0;      ///< whose tiles were found
  std::int64_t captions = 0;     ///< added; what was there already is not added again
  std::int64_t tags = 0;         ///< tiles that got a tag
  std::int64_t tiles = 0;        ///< distinct tiles labelled
  std::vector<LabelRowProblem> problems;
  std::vector<LabelSample> samples;  ///< the first few new captions
};

/// Reads labels into an archive. A row's tile is found
/// * by its scene and window: the tile nearest to the window in place and size;
/// * by its image alone: the image's scene (same path, else the longest common end of the path, else the same name
///   without its ending), and of it the tile nearest to the whole picture;
/// * by a point on the ground: the smallest tile of each scene that holds it;
/// * by an area: tiles whose centre lies in it, else the smallest tile of each scene that holds the area's middle.
/// Rows that name no tile of the archive are problems. Class names become captions through `classTemplate`, and tags.
/// Everything is added in one step of the history or, when it is stopped, not at all; reading the same file again adds
/// nothing. Stage: "match".
LabelImportReport importLabels(const std::filesystem::path& archiveFile, const LabelImportOptions& options,
                               JobContext& job);

struct LabelExportReport {
  std::int64_t tiles = 0, captions = 0;
  std::int64_t orphans = 0;  ///< captions left out because their tiles are gone
  std::vector<LabelRowProblem> problems;  ///< tiles whose pictures could not be read; they are left out
};

/// Writes the archive's labelled tiles; see exchange::writeLabels for the formats. Stage: "export".
LabelExportReport exportLabels(const std::filesystem::path& archiveFile, const std::string& format,
                               const std::filesystem::path& path, JobContext& job);

}  // namespace tilescout::jobs
