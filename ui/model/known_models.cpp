#include "ui/model/known_models.h"

namespace tilescout::ui {

namespace {

/// OpenAI puts the SHA-256 into the address, and its own loader (clip/clip.py, _MODELS and _download) checks it.
KnownModel openai(const char* name, const char* sum, const char* file) {
  const QString hash = QString::fromLatin1(sum);
  return {QStringLiteral("OpenAI CLIP %1").arg(QLatin1String(name)), QStringLiteral("https://github.com/openai/CLIP"),
          QStringLiteral("https://openaipublic.azureedge.net/clip/models/%1/%2").arg(hash, QLatin1String(file)), hash,
          QStringLiteral("quickgelu")};
}

KnownModel hub(const char* title, const char* repository, const char* file) {
  const QString page = QStringLiteral("https://huggingface.co/") + QLatin1String(repository);
  return {QString::fromLatin1(title),
          page,
          page + QStringLiteral("/resolve/main/") + QLatin1String(file),
          {},
          QStringLiteral("quickgelu")};
}

}  // namespace

std::vector<KnownModel> knownModels() {
  return {
      openai("ViT-B/32", "40d365715913c9da98579312b702a82c18be219cc2a73407c4526f58eba950af", "ViT-B-32.pt"),
      openai("ViT-B/16", "5806e77cd80f8b59890b7e101eabd078d9fb84e6937f9e85e4ecb61988df416f", "ViT-B-16.pt"),
      openai("ViT-L/14", "b8cca3fd41ae0c99ba7e8951adf17d267cdb84cd88be6f7c2e0eca1737a03836", "ViT-L-14.pt"),
      // File names as the projects' own instructions give them; no sums are stated there.
      hub("RemoteCLIP ViT-B/32", "chendelong/RemoteCLIP", "RemoteCLIP-ViT-B-32.pt"),
      hub("RemoteCLIP ViT-L/14", "chendelong/RemoteCLIP", "RemoteCLIP-ViT-L-14.pt"),
      hub("GeoRSCLIP ViT-B/32", "Zilun/GeoRSCLIP", "ckpt/RS5M_ViT-B-32.pt"),
      hub("GeoRSCLIP ViT-B/32 RET-2", "Zilun/GeoRSCLIP", "ckpt/RS5M_ViT-B-32_RET-2.pt"),
      // A release page with several checkpoints (README of seekerhuang/HarMA, "Checkpoints-v1.0.0").
      {QStringLiteral("HarMA"),
       QStringLiteral("https://github.com/seekerhuang/HarMA/releases/tag/checkpoints"),
       {},
       {},
       QStringLiteral("quickgelu")},
  };
}

QString clipVocabularyUrl() {
  return QStringLiteral("https://raw.githubusercontent.com/openai/CLIP/main/clip/bpe_simple_vocab_16e6.txt.gz");
}

}  // namespace tilescout::ui
