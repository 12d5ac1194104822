//! Which rules tie, case by case and against trying every short path.

mod brute_force;
mod cases;
