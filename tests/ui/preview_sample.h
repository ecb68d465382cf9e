#pragma once
#include "jobs/index_preview.h"

namespace tilescout::test {

/// What a preview of a large folder tells, for tests and pictures.
inline jobs::IndexPreview somePreview() {
  jobs::IndexPreview preview;
  preview.files = 1204;
  preview.looked = 400;
  preview.refused = 1;
  preview.bytes = 312'000'000'000;
  preview.tiles = 1'240'000;
  preview.finestMetres = 0.6;
  preview.coarsestMetres = 1.0;
  preview.smallestTileMetres = 128;
  preview.largestTileMetres = 512;
  preview.archiveBytes = 1'900'000'000;
  preview.seconds = 7800;
  preview.problems = {{"/data/dem.tif", "not_a_picture", "holds a surface, not a picture (format DTED)"}};
  preview.bandScene = "naip.tif";
  preview.bands = {{1, "", "red", "Byte"}, {2, "", "green", "Byte"}, {3, "", "blue", "Byte"}, {4, "NIR", "", "Byte"}};
  preview.shown = {1, 2, 3};
  return preview;
}

}  // namespace tilescout::test
