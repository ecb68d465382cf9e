// Labelling: captions, tags, collections, suggestions, undo, over the fake backend.
#include <QAction>
#include <QCheckBox>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QSet>
#include <QSignalSpy>
#include <QToolButton>

#include "ui/label/balance_view.h"
#include "ui/label/label_controller.h"
#include "ui/label/label_row_text.h"
#include "ui/label/word_line_edit.h"
#include "ui/palette/command_palette.h"
#include "ui/search/query_bar.h"
#include "ui/search/result_grid.h"
#include "ui/search/result_model.h"
#include "ui/search/results_view.h"
#include "ui/window_actions.h"
#include "window_fixture.h"

using namespace tilescout;
using test::WindowFixture;

class LabelTest : public QObject {
  Q_OBJECT

 private:
  static bool prepare(WindowFixture& f) {
    if (!f.open()) return false;
    f.window->queryBar()->setText(QStringLiteral("ships"));
    if (!QTest::qWaitFor([&] { return f.context->search().answeredText() == QLatin1String("ships"); }, 3000))
      return false;
    f.context->selection().set({tile(f, 1)}, tile(f, 1));
    return QTest::qWaitForWindowActive(f.window.get());
  }
  static TileId tile(const WindowFixture& f, int rank) { return test::fakeTileAt(*f.world, "ships", rank); }
  static QLineEdit* line(const WindowFixture& f) { return f.find<QLineEdit>("labelCaption"); }
  static QStringList captionsOf(const WindowFixture& f, TileId of) {
    QStringList texts;
    for (const Caption& caption : f.world->labels.captionsOf(of)) texts.append(QString::fromStdString(caption.text));
    return texts;
  }
  static QStringList listed(const QListWidget* list) {
    QStringList texts;
    for (int row = 0; row < list->count(); ++row) texts.append(list->item(row)->text());
    return texts;
  }

 private Q_SLOTS:
  void everyReasonIsSaidInBothLanguages();
  void keysCaptionATileAndGoOnToTheNext();
  void theGridMarksWhatWasLabelledAtOnce();
  void manyAreLabelledInOneStepThatUndoTakesBack();
  void onlyTilesWithoutACaptionOnRequest();
  void aCaptionIsChangedAndRemovedInPlace();
  void suggestionsAreNoLabelsUntilTaken();
  void aNumberKeyGivesATagAndTakesItAway();
  void anEditThatFailsSaysSoAndKeepsNothingBack();
  void editsMadeBeforeClosingAreNotLost();
  void wordsAreCompletedFromWhatWasWritten();
  void tilesAreLeftOutOfTrainingAndTakenInAgain();
  void collectionsTakeTheSelection();
  void countsTellHowMuchAndHowEvenly();
};

void LabelTest::everyReasonIsSaidInBothLanguages() {
  WindowFixture f;
  QSet<QString> said;
  int reasons = 0;
  for (const QString& language : {QStringLiteral("en"), QStringLiteral("zh_CN")}) {
    f.context->setLanguage(language);
    for (int flaw = 1; flaw <= static_cast<int>(RowFlaw::SplitSemicolon); ++flaw, ++reasons) {
      const RowProblem problem{static_cast<RowFlaw>(flaw), "THIS"};
      const QString text = ui::labelRowProblem(problem);
      QVERIFY2(!text.isEmpty() && !textOf(problem).empty(), qPrintable(QString::number(flaw)));
      // A value that core's own sentence names is named in ours.
      const bool valued = textOf(problem).find("THIS") != std::string::npos;
      QCOMPARE(text.contains(QLatin1String("THIS")), valued);
      said.insert(text);
    }
  }
  QCOMPARE(said.size(), reasons);  // no two alike, none left in English
  QCOMPARE(ui::labelRowText({LabelRow::Kind::Entry, "train.json", 7}), QStringLiteral("train.json，第 7 项"));
  f.context->setLanguage(QStringLiteral("en"));
  QCOMPARE(ui::labelRowText({LabelRow::Kind::Entry, "train.json", 7}), QStringLiteral("train.json, entry 7"));
  QCOMPARE(ui::labelRowText({LabelRow::Kind::File, "farm/a.png", 0}), QStringLiteral("farm/a.png"));
}

void LabelTest::theGridMarksWhatWasLabelledAtOnce() {
  WindowFixture f;
  QVERIFY(prepare(f));
  const auto* model = qobject_cast<ui::ResultModel*>(f.window->results()->grid()->model());
  QVERIFY(model);
  const auto marked = [&](int rank, int role) { return model->indexOf(tile(f, rank)).data(role).toInt(); };
  QCOMPARE(marked(1, ui::ResultModel::CaptionsRole), 0);
  f.context->labels().addCaption({tile(f, 1), tile(f, 2)}, QStringLiteral("a port"));
  f.context->labels().addToCollection(QStringLiteral("ports"), {tile(f, 2)});
  QTRY_COMPARE(marked(2, ui::ResultModel::CollectionRole), 1);
  QCOMPARE(marked(2, ui::ResultModel::CaptionsRole), 1);
  QCOMPARE(marked(1, ui::ResultModel::CaptionsRole), 1);
  QCOMPARE(marked(3, ui::ResultModel::CaptionsRole), 0);
  f.context->labels().undo();
  f.context->labels().undo();
  QTRY_COMPARE(marked(1, ui::ResultModel::CaptionsRole), 0);
  QCOMPARE(marked(2, ui::ResultModel::CollectionRole), 0);
}

void LabelTest::keysCaptionATileAndGoOnToTheNext() {
  WindowFixture f;
  QVERIFY(prepare(f));
  QTest::keyClick(f.window.get(), Qt::Key_L);
  QTRY_VERIFY(line(f)->hasFocus());
  QTest::keyClicks(line(f), QStringLiteral("two ships at a quay"));
  QTest::keyClick(line(f), Qt::Key_Return, Qt::ControlModifier);
  QTRY_COMPARE(captionsOf(f, tile(f, 1)), QStringList{QStringLiteral("two ships at a quay")});
  QCOMPARE(f.context->selection().tiles(), std::vector<TileId>{tile(f, 2)});
  QVERIFY(line(f)->text().isEmpty());
  QVERIFY(line(f)->hasFocus());  // ready for the next one
  QTest::keyClick(line(f), Qt::Key_Up, Qt::ControlModifier);
  QCOMPARE(f.context->selection().current(), tile(f, 1));
  QTRY_COMPARE(listed(f.find<QListWidget>("labelCaptions")), QStringList{QStringLiteral("two ships at a quay")});
  // Enter alone saves and goes on as well, Shift+Enter stays for another one. (No words that are offered: their list
  // takes the focus, and this platform does not give it back.)
  QTest::keyClicks(line(f), QStringLiteral("bzz"));
  QTest::keyClick(line(f), Qt::Key_Return, Qt::ShiftModifier);
  QTRY_COMPARE(captionsOf(f, tile(f, 1)).size(), 2);
  QCOMPARE(f.context->selection().current(), tile(f, 1));
  QTest::keyClicks(line(f), QStringLiteral("dzz"));
  QTest::keyClick(line(f), Qt::Key_Return);
  QTRY_COMPARE(captionsOf(f, tile(f, 1)).size(), 3);
  QCOMPARE(f.context->selection().tiles(), std::vector<TileId>{tile(f, 2)});
  QTRY_VERIFY(line(f)->hasFocus());
}

void LabelTest::manyAreLabelledInOneStepThatUndoTakesBack() {
  WindowFixture f;
  QVERIFY(prepare(f));
  f.context->selection().set({tile(f, 1), tile(f, 2), tile(f, 3)}, tile(f, 2));
  f.window->actions()->find("label")->trigger();
  QCOMPARE(f.find<QLabel>("labelWhat")->text(),
           QStringLiteral("A caption or tag goes to 3 of 3 selected tiles, as one step that can be undone."));
  line(f)->setText(QStringLiteral("a port"));
  QTest::keyClick(line(f), Qt::Key_Return);
  for (const int rank : {1, 2, 3}) QTRY_COMPARE(captionsOf(f, tile(f, rank)), QStringList{QStringLiteral("a port")});
  QAction* undo = f.window->actions()->find("undo");
  QTRY_COMPARE(ui::plainText(undo), QStringLiteral("Undo: add 3 captions"));
  f.find<QWidget>("sceneTree")->setFocus();
  QTest::keyClick(f.window.get(), Qt::Key_Z, Qt::ControlModifier);
  for (const int rank : {1, 2, 3}) QTRY_VERIFY(captionsOf(f, tile(f, rank)).isEmpty());
  QTRY_VERIFY(!undo->isEnabled());
  QTest::keyClick(f.window.get(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
  for (const int rank : {1, 2, 3}) QTRY_COMPARE(captionsOf(f, tile(f, rank)).size(), 1);
}

void LabelTest::onlyTilesWithoutACaptionOnRequest() {
  WindowFixture f;
  QVERIFY(prepare(f));
  const TileId had[] = {tile(f, 2)};
  f.world->labels.addCaption(had, "a ship");
  f.context->selection().set({tile(f, 1), tile(f, 2), tile(f, 3)}, tile(f, 1));
  f.window->actions()->find("label")->trigger();
  f.find<QCheckBox>("labelOnlyBare")->setChecked(true);
  QTRY_VERIFY(f.find<QLabel>("labelWhat")->text().startsWith(QLatin1String("A caption or tag goes to 2 of 3")));
  line(f)->setText(QStringLiteral("a port"));
  QTest::keyClick(line(f), Qt::Key_Return);
  QTRY_COMPARE(captionsOf(f, tile(f, 3)), QStringList{QStringLiteral("a port")});
  QCOMPARE(captionsOf(f, tile(f, 2)), QStringList{QStringLiteral("a ship")});
}

void LabelTest::aCaptionIsChangedAndRemovedInPlace() {
  WindowFixture f;
  QVERIFY(prepare(f));
  f.context->labels().addCaption({tile(f, 1)}, QStringLiteral("a shipp"));
  f.window->actions()->find("label")->trigger();
  auto* list = f.find<QListWidget>("labelCaptions");
  QTRY_COMPARE(list->count(), 1);
  list->item(0)->setText(QStringLiteral("a ship"));
  QTRY_COMPARE(captionsOf(f, tile(f, 1)), QStringList{QStringLiteral("a ship")});
  QTRY_COMPARE(ui::plainText(f.window->actions()->find("undo")), QStringLiteral("Undo: change a caption"));
  list->setFocus();
  list->item(0)->setSelected(true);
  QTest::keyClick(list, Qt::Key_Delete);
  QTRY_VERIFY(captionsOf(f, tile(f, 1)).isEmpty());
}

void LabelTest::suggestionsAreNoLabelsUntilTaken() {
  WindowFixture f;
  QVERIFY(prepare(f));
  f.window->actions()->find("label")->trigger();
  auto* list = f.find<QListWidget>("labelSuggestions");
  QTRY_COMPARE(list->count(), 5);
  QVERIFY(captionsOf(f, tile(f, 1)).isEmpty());
  const QString best = list->item(0)->data(Qt::UserRole).toString();
  Q_EMIT list->itemClicked(list->item(0));
  QCOMPARE(line(f)->text(), best);  // to be edited
  QVERIFY(captionsOf(f, tile(f, 1)).isEmpty());
  Q_EMIT list->itemActivated(list->item(0));
  QTRY_COMPARE(captionsOf(f, tile(f, 1)), QStringList{best});
}

void LabelTest::aNumberKeyGivesATagAndTakesItAway() {
  WindowFixture f;
  QVERIFY(prepare(f));
  f.context->labels().addTag({tile(f, 9)}, QStringLiteral("port"));
  f.context->labels().addTag({tile(f, 9)}, QStringLiteral("forest"));
  QTRY_COMPARE(f.context->labels().tags().size(), std::size_t(2));
  f.find<QWidget>("sceneTree")->setFocus();
  QTest::keyClick(f.window.get(), Qt::Key_2);  // by name: forest, port
  QTRY_COMPARE(f.context->labels().tileTags().size(), std::size_t(1));
  QCOMPARE(f.context->labels().tileTags()[0].name, std::string("port"));
  auto* list = f.find<QListWidget>("labelTags");
  QCOMPARE(listed(list), (QStringList{QStringLiteral("1  forest"), QStringLiteral("2  port")}));
  QCOMPARE(list->item(1)->checkState(), Qt::Checked);
  QTest::keyClick(f.window.get(), Qt::Key_2);
  QTRY_VERIFY(f.context->labels().tileTags().empty());
  // In a line of text it is a digit.
  f.window->actions()->find("label")->trigger();
  QTest::keyClick(line(f), Qt::Key_2);
  QCOMPARE(line(f)->text(), QStringLiteral("2"));
  QVERIFY(f.context->labels().tileTags().empty());
}

void LabelTest::anEditThatFailsSaysSoAndKeepsNothingBack() {
  WindowFixture f;
  QVERIFY(prepare(f));
  f.world->labels.error = Error(ErrorCode::Io, "No space left on device", "/tmp/Fargo.tilescout");
  f.window->actions()->find("label")->trigger();
  line(f)->setText(QStringLiteral("a port"));
  QTest::keyClick(line(f), Qt::Key_Return, Qt::ShiftModifier);
  QTRY_VERIFY(f.find<QLabel>("labelMessage")->text().startsWith(QStringLiteral("Not saved. “Fargo.tilescout”")));
  f.world->labels.error.reset();
  line(f)->setText(QStringLiteral("a quay"));
  QTest::keyClick(line(f), Qt::Key_Return, Qt::ShiftModifier);
  QTRY_COMPARE(f.find<QLabel>("labelMessage")->text(), QStringLiteral("Saved."));
  QCOMPARE(captionsOf(f, tile(f, 1)), QStringList{QStringLiteral("a quay")});
}

void LabelTest::editsMadeBeforeClosingAreNotLost() {
  WindowFixture f;
  QVERIFY(prepare(f));
  for (int i = 0; i < 50; ++i) f.context->labels().addCaption({tile(f, 1)}, QStringLiteral("caption %1").arg(i));
  const TileId labelled = tile(f, 1);
  f.crash();
  QCOMPARE(captionsOf(f, labelled).size(), 50);
  QCOMPARE(captionsOf(f, labelled).last(), QStringLiteral("caption 49"));
}

void LabelTest::wordsAreCompletedFromWhatWasWritten() {
  QCOMPARE(ui::WordLineEdit::wordsOf({QStringLiteral("a harbour, two quays"), QStringLiteral("Harbour at night")}),
           (QStringList{QStringLiteral("harbour"), QStringLiteral("night"), QStringLiteral("quays"),
                        QStringLiteral("two")}));
  ui::WordLineEdit edit;
  edit.setText(QStringLiteral("ships in a har"));
  QCOMPARE(edit.wordBeforeCursor(), QStringLiteral("har"));
  edit.setCursorPosition(5);
  QCOMPARE(edit.wordBeforeCursor(), QStringLiteral("ships"));
  edit.setText(QStringLiteral("port, "));
  QCOMPARE(edit.wordBeforeCursor(), QString());
}

void LabelTest::tilesAreLeftOutOfTrainingAndTakenInAgain() {
  WindowFixture f;
  QVERIFY(prepare(f));
  QAction* action = f.window->actions()->find("forTraining");
  auto* box = f.find<QCheckBox>("labelNotForTraining");
  f.context->selection().set({tile(f, 1), tile(f, 2)}, tile(f, 1));
  QVERIFY(!box->isChecked());
  action->trigger();
  QVERIFY(QTest::qWaitFor([&] { return box->isChecked(); }, 3000));
  QVERIFY(!f.world->labels.isForTraining(tile(f, 2)));
  QVERIFY(action->text().contains(QStringLiteral("again")));
  QVERIFY(f.window->actions()->find("undo")->text().contains(QStringLiteral("as not for training")));
  f.context->selection().set({tile(f, 3)}, tile(f, 3));
  QVERIFY(!box->isChecked());
  f.context->selection().set({tile(f, 2)}, tile(f, 2));
  QVERIFY(QTest::qWaitFor([&] { return box->isChecked(); }, 3000));
  box->click();
  QVERIFY(QTest::qWaitFor([&] { return f.world->labels.isForTraining(tile(f, 2)); }, 3000));
  QVERIFY(!f.world->labels.isForTraining(tile(f, 1)));
}

void LabelTest::collectionsTakeTheSelection() {
  WindowFixture f;
  QVERIFY(prepare(f));
  const std::vector<TileId> chosen = {tile(f, 1), tile(f, 4)};
  f.context->selection().set(chosen, tile(f, 4));
  QTest::keyClick(f.window.get(), Qt::Key_C);
  auto* name = f.find<QLineEdit>("collectionName");
  QTRY_VERIFY(name->hasFocus());
  QTest::keyClicks(name, QStringLiteral("Harbours"));
  QTest::keyClick(name, Qt::Key_Return);
  auto* list = f.find<QListWidget>("collectionList");
  QTRY_COMPARE(listed(list), QStringList{QStringLiteral("Harbours")});
  QCOMPARE(list->item(0)->toolTip(), QStringLiteral("2 tiles"));
  f.context->selection().clear();
  list->setCurrentRow(0);
  f.find<QToolButton>("collectionSelect")->click();
  QTRY_COMPARE(f.context->selection().tiles(), chosen);
  list->item(0)->setText(QStringLiteral("Ports"));
  QTRY_COMPARE(f.world->labels.collections()[0].name, std::string("Ports"));
  f.window->actions()->find("undo")->trigger();
  QTRY_COMPARE(listed(list), QStringList{QStringLiteral("Harbours")});
  list->setCurrentRow(0);
  f.find<QToolButton>("collectionRemove")->click();
  QTRY_COMPARE(list->count(), 0);
}

void LabelTest::countsTellHowMuchAndHowEvenly() {
  WindowFixture f;
  QVERIFY(prepare(f));
  f.context->labels().addCaption({tile(f, 1), tile(f, 2)}, QStringLiteral("a port"));
  f.context->labels().addTag({tile(f, 1), tile(f, 2), tile(f, 3)}, QStringLiteral("port"));
  f.context->labels().addTag({tile(f, 4)}, QStringLiteral("forest"));
  auto* balance = f.find<ui::BalanceView>("labelBalance");
  QTRY_COMPARE(balance->sentence(),
               QStringLiteral("Captions: 2, on 2 of 120 tiles. The largest tag has 3.0 times as many "
                              "tiles as the smallest."));
}

QTEST_MAIN(LabelTest)
#include "label_test.moc"
