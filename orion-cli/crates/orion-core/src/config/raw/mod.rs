//! `workstreams.toml` as it is written: keys and values with their places, nothing decided yet.
//!
//! The JSON Schema is made from these types, so what they document is what an editor shows.

mod contracts;
mod day;
mod entries;
mod estimate;
mod file;
mod gates;
mod given;
mod notices;
mod number;
mod one_or_many;
mod owns;
mod port;
mod project;
mod quality;
mod scalar;
mod service;
mod short_or_table;
mod sla;
mod table;
mod text;
mod word;
mod workstream;

pub(crate) use contracts::*;
pub(crate) use day::Day;
pub(crate) use entries::Entries;
pub(crate) use estimate::{Estimate, Length};
pub(crate) use file::File;
pub(crate) use gates::*;
pub(crate) use given::{Field, Given};
pub(crate) use notices::*;
pub(crate) use number::{Percent, Whole};
pub(crate) use one_or_many::OneOrMany;
pub(crate) use owns::*;
pub(crate) use port::PortForm;
pub(crate) use project::*;
pub(crate) use quality::*;
pub(crate) use scalar::Scalar;
pub(crate) use service::*;
pub(crate) use short_or_table::ShortOrTable;
pub(crate) use sla::*;
pub(crate) use table::Table;
pub(crate) use text::{Misread, NAME_PATTERN, Text, VARIABLE_PATTERN, Written};
pub(crate) use word::{Vocabulary, Word};
pub(crate) use workstream::*;
