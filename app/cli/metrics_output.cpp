#include "app/cli/metrics_output.h"

#include <fmt/format.h>

#include "app/cli/progress_bar.h"

namespace tilescout::cli {

std::string metricsTable(const train::RetrievalMetrics& metrics) {
  std::string text = fmt::format("{} images, {} texts\n", countText(metrics.images), countText(metrics.texts));
  text += fmt::format("{:<16}{:>7}{:>7}{:>7}\n", "recall, %", "R@1", "R@5", "R@10");
  text +=
      fmt::format("{:<16}{:>7.2f}{:>7.2f}{:>7.2f}\n", "image to text", metrics.txtR1, metrics.txtR5, metrics.txtR10);
  text +=
      fmt::format("{:<16}{:>7.2f}{:>7.2f}{:>7.2f}\n", "text to image", metrics.imgR1, metrics.imgR5, metrics.imgR10);
  text += fmt::format("{:<16}{:>7.2f}\n", "mean (mR)", metrics.meanRecall);
  text += fmt::format("alignment {:.3f}, uniformity of images {:.3f}, of texts {:.3f}\n", metrics.alignment,
                      metrics.uniformityImage, metrics.uniformityText);
  return text;
}

}  // namespace tilescout::cli
