//! A line for each path: `path`, `owner`, `access` and the rule's line, separated by tabs; `-` where nobody
//! owns the path. A path with anything invisible in it is written so that it can be seen.

use std::io::{self, Write};

use orion_app::owner::{OwnerReport, Ownership};
use orion_core::ownership::OwnershipRule;

use super::plain::is_plain;
use crate::output::visible_bytes;

/// Writes lines, what stands behind the path worked out once for each rule.
pub(crate) struct LineWriter<W> {
    output: W,
    unowned: Vec<u8>,
    by_rule: Vec<Vec<u8>>,
}

impl<W: Write> LineWriter<W> {
    /// Begins nothing: every line is one path's.
    pub(crate) fn new(output: W, rules: &[OwnershipRule]) -> Self {
        Self {
            output,
            unowned: behind_path(&Ownership::default()),
            by_rule: rules
                .iter()
                .map(|rule| behind_path(&Ownership::by(Some(rule))))
                .collect(),
        }
    }

    /// Writes the line of a path that the rule of this index decides.
    pub(crate) fn write(&mut self, path: &[u8], rule: Option<usize>) -> io::Result<()> {
        let behind = rule.map_or(&self.unowned, |index| &self.by_rule[index]);
        write_path(&mut self.output, path)?;
        self.output.write_all(behind)
    }

    /// What was written to.
    pub(crate) fn into_inner(self) -> W {
        self.output
    }
}

/// The lines of a whole report.
pub(crate) fn render_lines(report: &OwnerReport) -> Vec<u8> {
    let mut text = Vec::new();
    for owned in &report.paths {
        // Writing into memory cannot fail.
        let _ = write_path(&mut text, owned.path.as_bytes());
        text.extend(behind_path(&owned.ownership));
    }
    text
}

fn write_path(output: &mut impl Write, path: &[u8]) -> io::Result<()> {
    if is_plain(path) {
        output.write_all(path)
    } else {
        output.write_all(visible_bytes(path).as_bytes())
    }
}

/// Everything behind the path, with the line's end.
fn behind_path(ownership: &Ownership) -> Vec<u8> {
    let Ownership {
        owner: Some(owner),
        access: Some(access),
        rule: Some(rule),
        ..
    } = ownership
    else {
        return b"\t-\t-\t-\n".to_vec();
    };
    format!("\t{owner}\t{}\t{}\n", access.as_str(), rule.line).into_bytes()
}
