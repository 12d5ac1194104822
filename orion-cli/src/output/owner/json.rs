//! The report as JSON, an object for each path on a line of its own, written while the paths come in. It says
//! exactly what serializing a whole [`OwnerReport`](orion_app::owner::OwnerReport) would.

use std::io::{self, Write};

use orion_app::owner::{OwnedPath, Ownership};
use orion_core::ownership::OwnershipRule;
use orion_core::path::RepoPath;

use super::plain::is_plain;

/// Writes objects, what stands behind the path worked out once for each rule.
pub(crate) struct ObjectWriter<W> {
    output: W,
    unowned: Ending,
    by_rule: Vec<Ending>,
    separator: &'static [u8],
}

/// What a rule says.
struct Ending {
    ownership: Ownership,
    /// The object's text behind the path.
    text: Vec<u8>,
}

impl Ending {
    /// The path is the first member: behind it every object of a rule reads the same.
    fn new(ownership: Ownership) -> serde_json::Result<Self> {
        let mut text = b"\"".to_vec();
        let members = serde_json::to_vec(&ownership)?;
        text.push(b',');
        text.extend_from_slice(members.strip_prefix(b"{").unwrap_or(&members));
        Ok(Self { ownership, text })
    }
}

impl<W: Write> ObjectWriter<W> {
    /// Begins the report.
    pub(crate) fn new(mut output: W, rules: &[OwnershipRule]) -> io::Result<Self> {
        output.write_all(b"{\"schema\":1,\"paths\":[")?;
        let by_rule = rules
            .iter()
            .map(|rule| Ending::new(Ownership::by(Some(rule))));
        Ok(Self {
            output,
            unowned: Ending::new(Ownership::default())?,
            by_rule: by_rule.collect::<Result<_, _>>()?,
            separator: b"\n",
        })
    }

    /// Writes the object of a path that the rule of this index decides.
    pub(crate) fn write(&mut self, path: &[u8], rule: Option<usize>) -> io::Result<()> {
        let ending = rule.map_or(&self.unowned, |index| &self.by_rule[index]);
        self.output.write_all(self.separator)?;
        self.separator = b",\n";
        if is_plain(path) {
            self.output.write_all(b"{\"path\":\"")?;
            self.output.write_all(path)?;
            self.output.write_all(&ending.text)
        } else {
            let path = RepoPath::new(path);
            let whole = OwnedPath::new(path, ending.ownership.clone());
            Ok(serde_json::to_writer(&mut self.output, &whole)?)
        }
    }

    /// Ends the report.
    pub(crate) fn finish(mut self) -> io::Result<W> {
        self.output.write_all(b"\n]}\n")?;
        Ok(self.output)
    }
}
