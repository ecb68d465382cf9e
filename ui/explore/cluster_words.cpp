#include "ui/explore/cluster_words.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSet>

namespace tilescout::ui {

namespace {

// The words of explore::landCoverWords(); tests/ui/clusters_test.cpp compares the two.
constexpr const char* kWords[] = {
    QT_TRANSLATE_NOOP("ClusterWords", "airport"),
    QT_TRANSLATE_NOOP("ClusterWords", "airplanes"),
    QT_TRANSLATE_NOOP("ClusterWords", "runway"),
    QT_TRANSLATE_NOOP("ClusterWords", "terminal"),
    QT_TRANSLATE_NOOP("ClusterWords", "bare land"),
    QT_TRANSLATE_NOOP("ClusterWords", "baseball field"),
    QT_TRANSLATE_NOOP("ClusterWords", "basketball court"),
    QT_TRANSLATE_NOOP("ClusterWords", "beach"),
    QT_TRANSLATE_NOOP("ClusterWords", "boats"),
    QT_TRANSLATE_NOOP("ClusterWords", "bridge"),
    QT_TRANSLATE_NOOP("ClusterWords", "cars"),
    QT_TRANSLATE_NOOP("ClusterWords", "cemetery"),
    QT_TRANSLATE_NOOP("ClusterWords", "chaparral"),
    QT_TRANSLATE_NOOP("ClusterWords", "church"),
    QT_TRANSLATE_NOOP("ClusterWords", "circular farmland"),
    QT_TRANSLATE_NOOP("ClusterWords", "city centre"),
    QT_TRANSLATE_NOOP("ClusterWords", "cliff"),
    QT_TRANSLATE_NOOP("ClusterWords", "clouds"),
    QT_TRANSLATE_NOOP("ClusterWords", "coast"),
    QT_TRANSLATE_NOOP("ClusterWords", "commercial area"),
    QT_TRANSLATE_NOOP("ClusterWords", "construction site"),
    QT_TRANSLATE_NOOP("ClusterWords", "crossroads"),
    QT_TRANSLATE_NOOP("ClusterWords", "dam"),
    QT_TRANSLATE_NOOP("ClusterWords", "dense residential area"),
    QT_TRANSLATE_NOOP("ClusterWords", "desert"),
    QT_TRANSLATE_NOOP("ClusterWords", "dirt road"),
    QT_TRANSLATE_NOOP("ClusterWords", "dry riverbed"),
    QT_TRANSLATE_NOOP("ClusterWords", "dunes"),
    QT_TRANSLATE_NOOP("ClusterWords", "farmland"),
    QT_TRANSLATE_NOOP("ClusterWords", "football field"),
    QT_TRANSLATE_NOOP("ClusterWords", "forest"),
    QT_TRANSLATE_NOOP("ClusterWords", "glacier"),
    QT_TRANSLATE_NOOP("ClusterWords", "golf course"),
    QT_TRANSLATE_NOOP("ClusterWords", "grassland"),
    QT_TRANSLATE_NOOP("ClusterWords", "green fields"),
    QT_TRANSLATE_NOOP("ClusterWords", "greenhouses"),
    QT_TRANSLATE_NOOP("ClusterWords", "harbour"),
    QT_TRANSLATE_NOOP("ClusterWords", "hills"),
    QT_TRANSLATE_NOOP("ClusterWords", "houses"),
    QT_TRANSLATE_NOOP("ClusterWords", "ice"),
    QT_TRANSLATE_NOOP("ClusterWords", "industrial area"),
    QT_TRANSLATE_NOOP("ClusterWords", "intersection"),
    QT_TRANSLATE_NOOP("ClusterWords", "island"),
    QT_TRANSLATE_NOOP("ClusterWords", "lake"),
    QT_TRANSLATE_NOOP("ClusterWords", "large buildings"),
    QT_TRANSLATE_NOOP("ClusterWords", "meadow"),
    QT_TRANSLATE_NOOP("ClusterWords", "medium residential area"),
    QT_TRANSLATE_NOOP("ClusterWords", "mine"),
    QT_TRANSLATE_NOOP("ClusterWords", "mountain"),
    QT_TRANSLATE_NOOP("ClusterWords", "motorway"),
    QT_TRANSLATE_NOOP("ClusterWords", "oil well"),
    QT_TRANSLATE_NOOP("ClusterWords", "orchard"),
    QT_TRANSLATE_NOOP("ClusterWords", "overpass"),
    QT_TRANSLATE_NOOP("ClusterWords", "palace"),
    QT_TRANSLATE_NOOP("ClusterWords", "park"),
    QT_TRANSLATE_NOOP("ClusterWords", "parking lot"),
    QT_TRANSLATE_NOOP("ClusterWords", "pier"),
    QT_TRANSLATE_NOOP("ClusterWords", "playground"),
    QT_TRANSLATE_NOOP("ClusterWords", "ploughed fields"),
    QT_TRANSLATE_NOOP("ClusterWords", "pond"),
    QT_TRANSLATE_NOOP("ClusterWords", "port"),
    QT_TRANSLATE_NOOP("ClusterWords", "power station"),
    QT_TRANSLATE_NOOP("ClusterWords", "quarry"),
    QT_TRANSLATE_NOOP("ClusterWords", "railway"),
    QT_TRANSLATE_NOOP("ClusterWords", "railway station"),
    QT_TRANSLATE_NOOP("ClusterWords", "resort"),
    QT_TRANSLATE_NOOP("ClusterWords", "rice paddies"),
    QT_TRANSLATE_NOOP("ClusterWords", "river"),
    QT_TRANSLATE_NOOP("ClusterWords", "river bend"),
    QT_TRANSLATE_NOOP("ClusterWords", "river delta"),
    QT_TRANSLATE_NOOP("ClusterWords", "road"),
    QT_TRANSLATE_NOOP("ClusterWords", "rocks"),
    QT_TRANSLATE_NOOP("ClusterWords", "roundabout"),
    QT_TRANSLATE_NOOP("ClusterWords", "salt flat"),
    QT_TRANSLATE_NOOP("ClusterWords", "sand"),
    QT_TRANSLATE_NOOP("ClusterWords", "school"),
    QT_TRANSLATE_NOOP("ClusterWords", "scrub"),
    QT_TRANSLATE_NOOP("ClusterWords", "sea"),
    QT_TRANSLATE_NOOP("ClusterWords", "ships"),
    QT_TRANSLATE_NOOP("ClusterWords", "snow"),
    QT_TRANSLATE_NOOP("ClusterWords", "solar farm"),
    QT_TRANSLATE_NOOP("ClusterWords", "sparse residential area"),
    QT_TRANSLATE_NOOP("ClusterWords", "square"),
    QT_TRANSLATE_NOOP("ClusterWords", "stadium"),
    QT_TRANSLATE_NOOP("ClusterWords", "storage tanks"),
    QT_TRANSLATE_NOOP("ClusterWords", "swimming pool"),
    QT_TRANSLATE_NOOP("ClusterWords", "swamp"),
    QT_TRANSLATE_NOOP("ClusterWords", "tennis court"),
    QT_TRANSLATE_NOOP("ClusterWords", "trees"),
    QT_TRANSLATE_NOOP("ClusterWords", "tundra"),
    QT_TRANSLATE_NOOP("ClusterWords", "viaduct"),
    QT_TRANSLATE_NOOP("ClusterWords", "village"),
    QT_TRANSLATE_NOOP("ClusterWords", "vineyard"),
    QT_TRANSLATE_NOOP("ClusterWords", "volcano"),
    QT_TRANSLATE_NOOP("ClusterWords", "warehouses"),
    QT_TRANSLATE_NOOP("ClusterWords", "waste dump"),
    QT_TRANSLATE_NOOP("ClusterWords", "wastewater plant"),
    QT_TRANSLATE_NOOP("ClusterWords", "water"),
    QT_TRANSLATE_NOOP("ClusterWords", "waves"),
    QT_TRANSLATE_NOOP("ClusterWords", "wetland"),
    QT_TRANSLATE_NOOP("ClusterWords", "wind turbines"),
};

}  // namespace

QString clusterNameShown(const std::string& stored) {
  static const QSet<QString> known = [] {
    QSet<QString> words;
    for (const char* word : kWords) words.insert(QString::fromLatin1(word));
    return words;
  }();
  static const QRegularExpression numbered(QStringLiteral("^(.+) (\\d+)$"));
  const QString name = QString::fromStdString(stored);
  const auto translated = [](const QString& word) {
    return QCoreApplication::translate("ClusterWords", word.toLatin1().constData());
  };
  if (known.contains(name)) return translated(name);
  const QRegularExpressionMatch match = numbered.match(name);
  if (match.hasMatch() && known.contains(match.captured(1))) {
    return translated(match.captured(1)) + QLatin1Char(' ') + match.captured(2);
  }
  return name;
}

}  // namespace tilescout::ui
