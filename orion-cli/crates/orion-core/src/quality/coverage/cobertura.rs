//! Cobertura's XML, by its document type `coverage-04.dtd`.
//!
//! `<sources>` lists the directories that the `filename` of each `<class>` is relative to. A class holds its lines under
//! `<lines>` and, once more, under each of its methods; a file may have several classes. Nothing outside the document is
//! read, and no entity beyond XML's own is expanded.

use std::collections::BTreeMap;
use std::sync::Arc;

use bstr::ByteSlice as _;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::{CoverageReading, Lines};
use crate::quality::{Faults, WrittenPath};

/// So many directories are looked in; no tool writes more than a few.
const MAX_SOURCES: usize = 64;

/// Reads a report.
#[must_use]
pub fn read(bytes: &[u8]) -> CoverageReading {
    let Ok(text) = bytes.to_str() else {
        return CoverageReading::nothing(None, "it is not UTF-8");
    };
    let mut reader = Reader::from_str(text);
    let mut document = Document::default();
    loop {
        let event = reader.read_event();
        document.read_to(text, reader.buffer_position());
        match event {
            Ok(Event::Start(element)) => document.begin(&element, false),
            Ok(Event::Empty(element)) => document.begin(&element, true),
            Ok(Event::End(element)) => document.end(element.name().local_name().as_ref()),
            Ok(Event::Text(content)) => document.text(&content.xml10_content()),
            Ok(Event::CData(content)) => document.text(&content.xml10_content()),
            Ok(Event::GeneralRef(reference)) => document.reference(&reference),
            Ok(Event::Eof) => break,
            Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => {}
            Err(error) => {
                document.fault(&format!("it is no XML: {error}"));
                document.is_broken = true;
                break;
            }
        }
    }
    document.finish()
}

/// What has been read so far.
#[derive(Default)]
struct Document {
    /// How far it has been read, in bytes, and the lines that ended there.
    offset: usize,
    lines_ended: usize,
    depth: usize,
    is_coverage: bool,
    is_broken: bool,
    sources: Vec<String>,
    /// The text of the `<source>` that is being read.
    source: Option<String>,
    /// The file of the `<class>` that is being read.
    class: Option<String>,
    files: BTreeMap<String, Lines>,
    faults: Faults,
}

impl Document {
    fn read_to(&mut self, text: &str, offset: u64) {
        let offset = usize::try_from(offset).unwrap_or(text.len());
        let passed = text.as_bytes().get(self.offset..offset).unwrap_or_default();
        self.lines_ended += memchr::memchr_iter(b'\n', passed).count();
        self.offset = offset;
    }

    fn fault(&mut self, message: &str) {
        self.faults.add(Some(self.lines_ended + 1), message);
    }

    fn begin(&mut self, element: &BytesStart<'_>, is_empty: bool) {
        let name = element.name().local_name();
        let name: &str = name.as_ref();
        if self.depth == 0 {
            self.is_coverage = name == "coverage";
        }
        self.depth += usize::from(!is_empty);
        match name {
            "source" if !is_empty => self.source = Some(String::new()),
            "class" => {
                let file = attribute(element, "filename").filter(|file| !file.is_empty());
                match &file {
                    Some(file) => drop(self.files.entry(file.clone()).or_default()),
                    None => self.fault("a `<class>` has no `filename`"),
                }
                self.class = file.filter(|_| !is_empty);
            }
            "line" => {
                let number = attribute(element, "number").and_then(|it| it.trim().parse().ok());
                let hits = attribute(element, "hits").and_then(|it| it.trim().parse().ok());
                match (&self.class, number, hits) {
                    (Some(file), Some(number @ 1..), Some(hits)) => {
                        let lines = self.files.entry(file.clone()).or_default();
                        lines.note(number, hits);
                    }
                    (None, ..) => self.fault("a `<line>` belongs to no file"),
                    _ => self.fault("a `<line>` has no `number` and `hits`"),
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        self.depth = self.depth.saturating_sub(1);
        match name {
            "class" => self.class = None,
            "source" => {
                let source = self.source.take().unwrap_or_default();
                let source = source.trim();
                if !source.is_empty() && self.sources.len() < MAX_SOURCES {
                    self.sources.push(source.to_owned());
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(source) = &mut self.source {
            source.push_str(text);
        }
    }

    /// `&amp;` and the like within a `<source>`.
    fn reference(&mut self, reference: &quick_xml::events::BytesRef<'_>) {
        let Some(source) = &mut self.source else {
            return;
        };
        if let Ok(Some(character)) = reference.resolve_char_ref() {
            source.push(character);
        } else if let Some(text) = quick_xml::escape::resolve_predefined_entity(reference) {
            source.push_str(text);
        }
    }

    fn finish(mut self) -> CoverageReading {
        if !self.is_broken && self.depth > 0 {
            self.faults
                .add(None, "the document ends within an element: it was cut off");
        }
        if !self.is_broken && !self.is_coverage {
            self.faults
                .add(None, "it is XML, and its element is not `<coverage>`");
        }
        let sources: Arc<[String]> = self.sources.into();
        let files = self.files.into_iter().map(|(path, lines)| {
            let bases = sources.clone();
            (WrittenPath { path, bases }, lines)
        });
        CoverageReading::new(files.collect(), self.faults)
    }
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = element.try_get_attribute(name).ok()??;
    let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?;
    Some(value.into_owned())
}
