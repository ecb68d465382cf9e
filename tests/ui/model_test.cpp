// Models: the list, taking more in, loading them from a server that breaks off, and switching an archive.
#include <QAction>
#include <QComboBox>
#include <QCryptographicHash>
#include <QDialog>
#include <QDir>
#include <QDropEvent>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTextBrowser>
#include <QToolButton>
#include <thread>

#include "ui/archive/drop_content.h"
#include "ui/model/download.h"
#include "ui/model/import_dialog.h"
#include "ui/model/known_models.h"
#include "ui/model/model_card_text.h"
#include "ui/model/model_controller.h"
#include "ui/search/query_bar.h"
#include "ui/search/results_view.h"
#include "ui/support/state_page.h"
#include "ui/window_actions.h"
#include "window_fixture.h"

using namespace tilescout;
using test::WindowFixture;

namespace {

/// Serves one file over HTTP with ranges; the first `breakAfter` bytes only, while that is set.
class FileServer : public QObject {
 public:
  explicit FileServer(QByteArray content) : content_(std::move(content)) {
    server_.listen(QHostAddress::LocalHost);
    connect(&server_, &QTcpServer::newConnection, this, [this] {
      QTcpSocket* socket = server_.nextPendingConnection();
      connect(socket, &QTcpSocket::readyRead, this, [this, socket] { answer(socket); });
    });
  }
  QUrl url(const char* file) const {
    return QUrl(QStringLiteral("http://127.0.0.1:%1/%2").arg(server_.serverPort()).arg(QLatin1String(file)));
  }

  qint64 breakAfter = -1;
  QByteArray etag = "\"one\"";
  int status = 200;
  QList<qint64> starts;  ///< of each request

 private:
  void answer(QTcpSocket* socket) {
    const QByteArray request = socket->readAll();
    if (status >= 400) {
      socket->write("HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\nConnection: close\r\n\r\ngone");
      socket->disconnectFromHost();
      return;
    }
    qint64 start = 0;
    const qsizetype range = request.indexOf("Range: bytes=");
    if (range >= 0 && request.contains("If-Range: " + etag)) {
      start = request.mid(range + 13, request.indexOf('-', range) - range - 13).toLongLong();
    }
    starts.append(start);
    QByteArray head = start > 0 ? "HTTP/1.1 206 Partial Content\r\n" : "HTTP/1.1 200 OK\r\n";
    head += "ETag: " + etag + "\r\nContent-Length: " + QByteArray::number(content_.size() - start) +
            "\r\nConnection: close\r\n\r\n";
    socket->write(head + (breakAfter >= 0 ? content_.mid(start, breakAfter) : content_.mid(start)));
    socket->flush();
    socket->disconnectFromHost();
  }

  QTcpServer server_;
  const QByteArray content_;
};

QByteArray someBytes() {
  QByteArray bytes(300'000, '\0');
  for (qsizetype i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>(i * 31 + i / 1000);
  return bytes;
}

QString sumOf(const QByteArray& bytes) {
  return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

/// Runs fetch() on a thread of its own while the server answers on this one.
struct Outcome {
  QString sum;
  std::optional<Error> error;
};
Outcome fetchBeside(const ui::Download& download) {
  Outcome outcome;
  std::atomic<bool> done{false};
  std::jthread worker([&] {
    JobContext job;
    try {
      outcome.sum = ui::fetch(download, job);
    } catch (const Error& error) {
      outcome.error = error;
    }
    done = true;
  });
  if (!QTest::qWaitFor([&] { return done.load(); }, 10000)) qWarning("the download does not end");
  worker.join();
  return outcome;
}

}  // namespace

class ModelTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void aBrokenDownloadGoesOnWhereItEnded();
  void aFileThatChangedMeanwhileIsLoadedAnew();
  void anotherSumIsRefusedAndRemoved();
  void noNetworkIsSaidPlainly();
  void theListSaysWhoUsesWhat();
  void noChangeIsLostWhileAnArchiveDoesNotAnswer();
  void weightsAndVocabularyThatDoNotFitAreToldApart();
  void anUnknownActivationIsAskedForInWords();
  void aFolderWithAModelIsImportedAndOthersAreScenes();
  void whatIsDroppedOnTheDialogFillsItsLines();
  void aLoadedModelIsImported();
  void aFileThatIsHereAlreadyIsCheckedAndNotLoadedAgain();
  void theArchiveSwitchesWhileTheOldModelAnswers();
  void anArchiveOfAnotherModelIsEmbeddedAnewFromTheResults();
  void knownModelsStateNoMoreThanTheirSources();
  void theShippedCardIsTranslated();
};

void ModelTest::aBrokenDownloadGoesOnWhereItEnded() {
  QTemporaryDir folder;
  FileServer server(someBytes());
  server.breakAfter = 100'000;
  const ui::Download download{server.url("clip.pt"), folder.filePath(QStringLiteral("clip.pt")), sumOf(someBytes())};
  Outcome first = fetchBeside(download);
  QVERIFY(first.error && first.error->code() == ErrorCode::Io);
  QVERIFY(!QFile::exists(download.target));
  const qint64 kept = QFileInfo(download.target + QStringLiteral(".part")).size();
  QVERIFY(kept > 0);
  server.breakAfter = -1;
  const Outcome second = fetchBeside(download);
  QVERIFY2(!second.error, second.error ? second.error->what() : "");
  QCOMPARE(second.sum, sumOf(someBytes()));
  QCOMPARE(server.starts, (QList<qint64>{0, kept}));
  QFile loaded(download.target);
  QVERIFY(loaded.open(QIODevice::ReadOnly));
  QCOMPARE(loaded.readAll(), someBytes());
  QVERIFY(!QFile::exists(download.target + QStringLiteral(".part")));
}

void ModelTest::aFileThatChangedMeanwhileIsLoadedAnew() {
  QTemporaryDir folder;
  FileServer server(someBytes());
  server.breakAfter = 100'000;
  const ui::Download download{server.url("clip.pt"), folder.filePath(QStringLiteral("clip.pt")), {}};
  fetchBeside(download);
  server.breakAfter = -1;
  server.etag = "\"two\"";
  const Outcome second = fetchBeside(download);
  QVERIFY(!second.error);
  QCOMPARE(second.sum, sumOf(someBytes()));
  QCOMPARE(server.starts.last(), qint64(0));
}

void ModelTest::anotherSumIsRefusedAndRemoved() {
  QTemporaryDir folder;
  FileServer server(someBytes());
  const ui::Download download{server.url("clip.pt"), folder.filePath(QStringLiteral("clip.pt")),
                              QString(64, QLatin1Char('a'))};
  const Outcome outcome = fetchBeside(download);
  QVERIFY(outcome.error && outcome.error->code() == ErrorCode::Corrupt);
  QVERIFY(QString::fromStdString(outcome.error->message()).contains(sumOf(someBytes())));
  QVERIFY(QDir(folder.path()).isEmpty());
}

void ModelTest::noNetworkIsSaidPlainly() {
  QTemporaryDir folder;
  quint16 freePort = 0;
  {
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    freePort = server.serverPort();
  }
  const QUrl nowhere(QStringLiteral("http://127.0.0.1:%1/clip.pt").arg(freePort));
  const Outcome outcome = fetchBeside({nowhere, folder.filePath(QStringLiteral("clip.pt")), {}});
  QVERIFY(outcome.error && outcome.error->message().starts_with("offline"));
  const Outcome local =
      fetchBeside({QUrl(QStringLiteral("file:///etc/passwd")), folder.filePath(QStringLiteral("x")), {}});
  QVERIFY(local.error && local.error->code() == ErrorCode::InvalidInput);

  WindowFixture f;
  f.context->models().download(nowhere, {}, {}, {});
  QTRY_VERIFY(f.find<QLabel>("jobStage") &&
              f.find<QLabel>("jobStage")->text().startsWith(QLatin1String("The server cannot be reached.")));
  auto* again = f.find<QToolButton>("jobFollowUp");
  QCOMPARE(again->text(), QStringLiteral("Try again"));
  const ui::Job* const failed = f.context->jobs().jobs().front().get();
  QSignalSpy added(&f.context->jobs(), &ui::JobList::added);
  again->click();
  QCOMPARE(added.count(), 1);
  QCOMPARE(f.context->jobs().jobs().size(), std::size_t(1));  // the new one in the place of the failed one
  QVERIFY(f.context->jobs().jobs().front().get() != failed);
}

void ModelTest::theListSaysWhoUsesWhat() {
  WindowFixture f;
  QVERIFY(f.open());
  QTRY_VERIFY(f.context->archive().model().has_value());
  f.window->actions()->model->trigger();
  auto* list = f.find<QListWidget>("modelList");
  QTRY_COMPARE(list->count(), 2);
  QTRY_COMPARE(
      list->item(0)->text(),
      QStringLiteral(
          "Tilescout base (shipped, limited)\nanswers in this archive · for new archives · used by 1 archive"));
  QVERIFY(!f.find<QPushButton>("modelRemove")->isEnabled());  // it comes with the program
  QVERIFY(f.find<QTextBrowser>("modelText")->toPlainText().contains(QLatin1String("Archives that use it: Fargo")));
  list->setCurrentRow(1);
  QVERIFY(f.find<QPushButton>("modelRemove")->isEnabled());
  f.find<QPushButton>("modelUse")->click();
  QTRY_COMPARE(f.context->models().defaultName(), QStringLiteral("remoteclip-b32"));
  f.find<QPushButton>("modelRemove")->click();
  QTRY_COMPARE(list->count(), 1);
}

void ModelTest::noChangeIsLostWhileAnArchiveDoesNotAnswer() {
  WindowFixture f;
  f.world->models.hold = true;
  ui::ModelController& models = f.context->models();
  models.refresh({QStringLiteral("/net/far.tilescout")});
  QTRY_COMPARE(models.models().size(), std::size_t(2));  // the list does not wait for the archive
  models.use(QStringLiteral("remoteclip-b32"));
  models.use(QStringLiteral("tilescout-base"));
  models.remove(QStringLiteral("remoteclip-b32"));
  QTRY_COMPARE(models.models().size(), std::size_t(1));
  QCOMPARE(models.defaultName(), QStringLiteral("tilescout-base"));
  QVERIFY(models.usersOf("tilescout-base").isEmpty());
  f.world->models.hold = false;
  QTRY_COMPARE(models.usersOf("tilescout-base"), QStringList(QStringLiteral("/net/far.tilescout")));
}

void ModelTest::weightsAndVocabularyThatDoNotFitAreToldApart() {
  const std::pair<const char*, const char*> cases[] = {
      {"/data/clip.pt", "holds no CLIP that Tilescout knows"},
      {"/data/bpe.txt.gz", "“bpe.txt.gz” does not belong to these weights. Choose the vocabulary"}};
  for (const auto& [subject, said] : cases) {
    WindowFixture f;
    f.world->models.importError = Error(ErrorCode::Incompatible, "has 49408 tokens, the model 3072", subject);
    jobs::ImportOptions options;
    options.path = "/data/clip.pt";
    f.context->models().import(options);
    QTRY_VERIFY(f.find<QLabel>("jobStage"));
    QTRY_VERIFY2(f.find<QLabel>("jobStage")->text().contains(QString::fromUtf8(said)),
                 qPrintable(f.find<QLabel>("jobStage")->text()));
  }
}

void ModelTest::anUnknownActivationIsAskedForInWords() {
  WindowFixture f;
  QFile weights(f.home.filePath(QStringLiteral("unknown.safetensors")));
  QVERIFY(weights.open(QIODevice::WriteOnly));
  f.window->take({weights.fileName()});
  QTRY_VERIFY(f.find<QLabel>("importQuestion"));
  QTRY_VERIFY(f.find<QLabel>("importQuestion")->isVisible());
  QVERIFY(f.context->jobs().jobs().empty());  // a question, not a failure
  QCOMPARE(f.find<QLineEdit>("importPath")->text(), weights.fileName());
  QVERIFY(!f.find<QPushButton>("importStart")->isEnabled());  // until it is answered
  f.find<QComboBox>("importActivation")->setCurrentIndex(1);
  QVERIFY(f.find<QPushButton>("importStart")->isEnabled());
  f.find<QPushButton>("importStart")->click();
  QTRY_COMPARE(f.world->models.imported().size(), std::size_t(1));
  QCOMPARE(f.world->models.imported()[0].activation, std::string("quickgelu"));
}

void ModelTest::aFolderWithAModelIsImportedAndOthersAreScenes() {
  const auto lay = [](const QDir& folder, const char* name) {
    QFile file(folder.filePath(QLatin1String(name)));
    return file.open(QIODevice::WriteOnly) && file.write("{}") == 2;
  };
  WindowFixture f;
  const QDir home(f.home.path());
  for (const char* name : {"clip", "openclip", "scenes", "half"}) QVERIFY(home.mkdir(QLatin1String(name)));
  const QDir clip(home.filePath(QStringLiteral("clip"))), half(home.filePath(QStringLiteral("half")));
  const QDir openClip(home.filePath(QStringLiteral("openclip")));
  QVERIFY(lay(clip, "config.json") && lay(clip, "model.safetensors"));
  QVERIFY(lay(openClip, "open_clip_config.json") && lay(openClip, "open_clip_pytorch_model.bin"));
  QVERIFY(lay(half, "config.json"));  // settings of something else
  QVERIFY(lay(QDir(home.filePath(QStringLiteral("scenes"))), "one.tif"));
  const ui::DropContent both = ui::dropContentOf({home.filePath(QStringLiteral("scenes")), half.path(), clip.path()});
  QCOMPARE(both.model, clip.path());
  QCOMPARE(both.scenes, (QStringList{home.filePath(QStringLiteral("scenes")), half.path()}));
  QCOMPARE(ui::dropContentOf({openClip.path()}).model, openClip.path());

  f.find<QAction>("modelCard")->trigger();
  auto* models = f.find<QListWidget>("modelList")->window();
  QVERIFY(models->acceptDrops());
  QMimeData data;
  data.setUrls({QUrl::fromLocalFile(clip.path())});
  QDragEnterEvent enter(QPoint(200, 200), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
  QCoreApplication::sendEvent(models, &enter);
  QVERIFY(enter.isAccepted());
  QDropEvent drop(QPointF(200, 200), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
  QCoreApplication::sendEvent(models, &drop);
  QTRY_COMPARE(f.world->models.imported().size(), std::size_t(1));
  QCOMPARE(f.world->models.imported()[0].path.string(), clip.path().toStdString());
  QVERIFY(f.world->copyOf(f.world->indexedPaths).empty());
}

void ModelTest::whatIsDroppedOnTheDialogFillsItsLines() {
  WindowFixture f;
  f.find<QAction>("importModel")->trigger();
  auto* path = f.find<QLineEdit>("importPath");
  const auto drop = [](QWidget* target, const QUrl& url) {
    QMimeData data;
    data.setUrls({url});
    data.setText(url.toString());
    QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(target, &enter);
    QDropEvent event(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    if (enter.isAccepted()) QCoreApplication::sendEvent(target, &event);
    return enter.isAccepted();
  };
  QVERIFY(path->window()->acceptDrops());
  QVERIFY(drop(path->window(), QUrl::fromLocalFile(f.home.path())));
  QCOMPARE(path->text(), f.home.path());
  QVERIFY(drop(f.find<QLineEdit>("importAdapter"), QUrl::fromLocalFile(QStringLiteral("/data/harma.pth"))));
  QCOMPARE(f.find<QLineEdit>("importAdapter")->text(), QStringLiteral("/data/harma.pth"));
  QVERIFY(drop(path->window(), QUrl(QStringLiteral("http://models.invalid/clip.pt"))));
  QCOMPARE(f.find<QTabWidget>("importTabs")->currentIndex(), 1);
  QCOMPARE(f.find<QLineEdit>("importUrl")->text(), QStringLiteral("http://models.invalid/clip.pt"));
}

void ModelTest::aLoadedModelIsImported() {
  WindowFixture f;
  FileServer server(someBytes());
  QSignalSpy sums(&f.context->models(), &ui::ModelController::downloaded);
  f.context->models().download(server.url("RemoteCLIP.pt"), {}, server.url("bpe.txt.gz"), QStringLiteral("quickgelu"));
  QTRY_COMPARE_WITH_TIMEOUT(f.world->models.imported().size(), std::size_t(1), 10000);
  const jobs::ImportOptions options = f.world->models.imported()[0];
  QCOMPARE(options.path.filename().string(), std::string("RemoteCLIP.pt"));
  QCOMPARE(options.tokenizer.filename().string(), std::string("bpe.txt.gz"));
  QTRY_COMPARE(sums.count(), 1);
  QCOMPARE(sums[0][1].toString(), sumOf(someBytes()));
}

void ModelTest::aFileThatIsHereAlreadyIsCheckedAndNotLoadedAgain() {
  WindowFixture f;
  FileServer server(someBytes());
  const QDir downloads(f.home.filePath(QStringLiteral("downloads")));
  const auto lay = [&](const QByteArray& bytes) {
    QDir().mkpath(downloads.path());
    QFile file(downloads.filePath(QStringLiteral("clip.pt")));
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
  };
  const auto lastStage = [&] { return f.window->findChildren<QLabel*>(QStringLiteral("jobStage")).last()->text(); };
  QVERIFY(lay(someBytes()));
  f.context->models().download(server.url("clip.pt"), sumOf(someBytes()), {}, QStringLiteral("quickgelu"));
  QTRY_COMPARE(f.world->models.imported().size(), std::size_t(1));
  QTRY_VERIFY2(lastStage().contains(QLatin1String("its SHA-256 is right")), qPrintable(lastStage()));
  QVERIFY(server.starts.isEmpty());

  QVERIFY(lay("a part of something else"));
  f.context->models().download(server.url("clip.pt"), sumOf(someBytes()), {}, QStringLiteral("quickgelu"));
  QTRY_COMPARE(f.world->models.imported().size(), std::size_t(2));
  QCOMPARE(server.starts, (QList<qint64>{0}));  // another sum: loaded anew
  QTRY_COMPARE(lastStage(), QStringLiteral("done; new archives will use it"));
}

void ModelTest::theArchiveSwitchesWhileTheOldModelAnswers() {
  WindowFixture f;
  QVERIFY(f.open());
  QTRY_VERIFY(f.context->archive().model().has_value());
  f.world->holdReembed = true;
  f.context->models().switchArchive(QStringLiteral("remoteclip-b32"), QStringLiteral("RemoteCLIP"));
  QTRY_VERIFY(f.find<QLabel>("jobStage") && f.find<QLabel>("jobStage")->text() ==
                                                QLatin1String("tiles 60 of 120; the present model answers meanwhile"));
  QCOMPARE(f.context->archive().model()->card.name, std::string("tilescout-base"));
  f.world->holdReembed = false;
  QTRY_COMPARE(f.context->archive().model()->card.name, std::string("remoteclip-b32"));
  QCOMPARE(f.world->copyOf(f.world->reembedded), (std::vector<std::string>{"remoteclip-b32"}));
}

void ModelTest::anArchiveOfAnotherModelIsEmbeddedAnewFromTheResults() {
  WindowFixture f;
  QVERIFY(f.open());
  QTRY_VERIFY(f.context->archive().model().has_value());
  f.world->searchError = Error(ErrorCode::Incompatible, "its embeddings were made by the model \"tilescout-base\"",
                               f.context->archive().file().toStdString());
  f.window->queryBar()->setText(QStringLiteral("ships in a harbour"));
  auto* page = f.window->results()->findChild<ui::StatePage*>();
  QTRY_VERIFY(page && page->isVisible() && page->title().startsWith(QStringLiteral("Another model")));
  QVERIFY2(page->text().contains(QStringLiteral("Tilescout base")), qPrintable(page->text()));
  f.world->searchError.reset();
  Q_EMIT page->actionTriggered();
  QTRY_COMPARE(f.world->copyOf(f.world->reembedded), (std::vector<std::string>{"tilescout-base"}));
  QTRY_VERIFY(f.context->search().result() != nullptr);  // asked again by itself
  QTRY_VERIFY(!page->isVisible());
}

void ModelTest::knownModelsStateNoMoreThanTheirSources() {
  for (const ui::KnownModel& model : ui::knownModels()) {
    QVERIFY2(QUrl(model.page).scheme() == QLatin1String("https"), qPrintable(model.title));
    if (model.sha256.isEmpty()) continue;
    QCOMPARE(model.sha256.size(), 64);
    QVERIFY(model.file.contains(model.sha256));  // stated by the address itself
  }
}

void ModelTest::theShippedCardIsTranslated() {
  WindowFixture f;
  f.context->setLanguage(QStringLiteral("zh_CN"));
  const std::filesystem::path file =
      std::filesystem::path(TILESCOUT_SOURCE_DIR) / "resources" / "models" / "tilescout-base" / "card.json";
  QFile json(QString::fromStdString(file.string()));
  QVERIFY(json.open(QIODevice::ReadOnly));
  const QJsonObject notes = QJsonDocument::fromJson(json.readAll()).object()[QStringLiteral("notes")].toObject();
  QVERIFY(notes.size() > 5);
  for (const QString& name : notes.keys()) {
    QVERIFY2(ui::ModelCardText::noteName(name) != name, qPrintable(name));
  }
  for (const char* name : {"limits", "terms", "data", "split", "report", "ground extents"}) {
    const QString note = notes[QLatin1String(name)].toString();
    QVERIFY2(ui::ModelCardText::noteText(note) != note, name);
  }
}

QTEST_MAIN(ModelTest)
#include "model_test.moc"
