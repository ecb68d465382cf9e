#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "synth/style.h"

namespace tilescout::synth {

/// Something a caption may speak of.
struct Thing {
  std::string one;               ///< "storage tank"
  std::string many;              ///< "storage tanks"; empty: a mass ("bareland"), told as "a piece of …"
  int count = 1;
  bool exact = true;             ///< false: told as some or many only
  std::vector<std::string> adjectives{};  ///< each true by itself: {"white", "large"}
  /// How it stands to the main thing: near, around, in, on, over, sides (in two sides of), beside, with.
  std::string relation = "near";
};

/// One object as painted: where (metres) and what. `attributes` are words for the GeoJSON.
struct PaintedObject {
  std::string name;
  Poly outline;
  std::map<std::string, std::string> attributes{};
};

/// What one painted place holds.
struct Site {
  std::string className;
  Thing main;
  std::vector<Thing> others;
  std::vector<std::string> details;  ///< whole sentences true of this picture
  std::vector<std::string> general;  ///< whole sentences true of most pictures of the class
  std::vector<PaintedObject> objects;
};

/// What a painter works with. The place is a square of `extent` metres around `centre`; things that are counted lie
/// wholly inside it.
class Brush {
 public:
  Brush(Canvas& on, const Style& look, Site& result, std::uint64_t seed, Pt middle, double metres)
      : canvas(on), style(look), site(result), rng(seed), centre(middle), extent(metres) {}

  Canvas& canvas;
  const Style& style;
  Site& site;
  Rng rng;
  const Pt centre;
  const double extent;

  /// Set in scenes, where roads and coasts arrive from outside: the direction to lie along.
  std::optional<double> facing;

  /// Set in scenes: the covers of the surroundings.
  const SharedGrounds* shared = nullptr;

  Material grass() { return shared ? shared->grass : grassMaterial(style, rng); }
  Material soil() { return shared ? shared->soil : soilMaterial(style, rng); }
  Material forest() { return shared ? shared->forest : forestMaterial(style, rng); }
  Material water() { return shared ? shared->water : waterMaterial(style, rng); }
  double turn() { return facing ? *facing : rng.uniform(0, 2 * CV_PI); }
  double half() const { return extent / 2; }
  Frame frame(double angle) const { return {centre, angle}; }
  Frame randomFrame() { return {centre, rng.uniform(0, 2 * CV_PI)}; }
  bool inside(Pt p, double margin = 0) const;
  /// Keeps later trees, cars and houses off a disc or a path.
  void take(Pt p, double radius) { taken_.push_back({p, radius}); }
  void takePath(const Poly& path, double halfWidth);
  void takeArea(const Poly& area);
  bool isFree(Pt p, double radius) const;
  void add(const std::string& name, const Poly& outline, std::map<std::string, std::string> attributes = {});

 private:
  struct Disc {
    Pt at;
    double radius;
  };
  std::vector<Disc> taken_;
};

using SitePainter = void (*)(Brush&);
struct SiteKind {
  const char* key;        ///< stable name of the painter
  const char* className;  ///< RSICD's class where it has one
  SitePainter paint;
  double minExtent, maxExtent;  ///< metres that a tile covers
  bool compact;           ///< fits a square inside a scene (no river or coast leaving it)
};
/// Every painter, in a fixed order.
const std::vector<SiteKind>& siteKinds();
const std::vector<SiteKind>& landKinds();
const std::vector<SiteKind>& waterKinds();
const std::vector<SiteKind>& transportKinds();
const std::vector<SiteKind>& buildingKinds();
const std::vector<SiteKind>& sportsKinds();
const std::vector<SiteKind>& industryKinds();

}  // namespace tilescout::synth
