//! Worked examples with real zones, and properties held against a slow reference.

mod daylight_saving;
mod days;
mod hours;
mod limits;
mod odd_cycles;
mod odd_zones;
mod properties;
mod readings;
mod reference;
mod sample;
