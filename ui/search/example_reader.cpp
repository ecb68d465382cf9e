#include "ui/search/example_reader.h"

#include "ui/backend/backend.h"
#include "ui/backend/query_session.h"

namespace tilescout::ui {

void readExamples(ArchiveSession& session, Query& query) {
  for (ExampleImage& image : query.images)
    if (image.pixels.empty()) image.pixels = session.query().readPicture(image.name);
}

}  // namespace tilescout::ui
