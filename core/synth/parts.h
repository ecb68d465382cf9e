#pragma once
#include "synth/site.h"

/// Parts that several painters share. Each returns what a caption may say of it.
namespace tilescout::synth {

enum class Ground { Grass, Bare, Forest, Crops, Town, Paved };

/// Covers the whole place. Returns the thing to speak of ("meadow", "bareland", "farmlands"…).
Thing layGround(Brush& b, Ground ground);
/// A ground cover over one area only (a river side, a park).
Thing layGround(Brush& b, Ground ground, const Poly& area, double softness);
Ground anyGround(Brush& b, std::initializer_list<Ground> choices);

void tree(Brush& b, Pt at, double radius);
/// Trees on free places inside the site; returns how many (about `wanted`).
Thing scatterTrees(Brush& b, int wanted, double radius = 3.2);
/// A row of trees along a path.
void treeRow(Brush& b, const Poly& path, double spacing, double radius);

enum class Roof { Flat, Gable, Hip };
void building(Brush& b, const Frame& frame, double halfU, double halfV, double height, const Colour& roof, Roof kind);
/// Houses on free places; returns how many were built.
int scatterHouses(Brush& b, int wanted, double minSize, double maxSize, const std::string& name = "house");
Thing buildingsThing(int count);

void car(Brush& b, const Frame& frame, double scale = 1.0);
/// Parked cars in rows over a paved rectangle; returns the number of cars.
int carPark(Brush& b, const Frame& frame, double halfU, double halfV, double filled);

/// A straight or curved line through the place, from border to border; `bend` in metres.
Poly crossingPath(Brush& b, double angle, double bend, double sideways = 0);
/// Asphalt with markings; `lanes` sets the width. Returns the width.
double road(Brush& b, const Poly& path, int lanes, bool marked = true);
int carsAlong(Brush& b, const Poly& path, double width, int wanted);

void swimmingPool(Brush& b, const Frame& frame, double halfU, double halfV);
void boat(Brush& b, const Frame& frame, double length);
void pond(Brush& b, const Poly& outline);
void tennisCourt(Brush& b, const Frame& frame);
void footballField(Brush& b, const Frame& frame, double halfU, double halfV, bool track);

Thing treesThing(Brush& b, int count);
Thing roadThing(const std::string& relation = "near", int count = 1);

}  // namespace tilescout::synth
