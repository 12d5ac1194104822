//! What the map answers, case by case and against the matcher of a single pattern.

mod below;
mod decides;
mod reference;
