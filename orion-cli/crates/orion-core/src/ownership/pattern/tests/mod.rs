//! What patterns mean, case by case and against an independent reading of the grammar's table.

mod errors;
mod meaning;
mod reference;
