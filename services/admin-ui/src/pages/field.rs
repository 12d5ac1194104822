//! A form field as it was filled in, and what is wrong with it.

use orion_contracts::problem::FieldError;

/// The field.
#[derive(Debug)]
pub(crate) struct Field {
    /// Its id on the page; the text that says what is wrong has the id `…-fault`.
    pub(crate) id: &'static str,
    pub(crate) value: String,
    pub(crate) fault: Option<String>,
    /// Whether the page begins here.
    pub(crate) focus: bool,
    notes: Vec<&'static str>,
}

impl Field {
    /// As it was filled in.
    pub(crate) fn new(id: &'static str, value: impl Into<String>) -> Self {
        Self {
            id,
            value: value.into(),
            fault: None,
            focus: false,
            notes: Vec::new(),
        }
    }

    /// The same, described by the text with that id besides.
    pub(crate) fn with_note(mut self, id: &'static str) -> Self {
        self.notes.push(id);
        self
    }

    /// The same, with what is wrong with it if that is among `faults`, at `pointer`; when there is nothing in it,
    /// that is `empty`.
    pub(crate) fn with_fault(mut self, faults: &[FieldError], pointer: &str, empty: &str) -> Self {
        let fault = faults.iter().find(|fault| fault.pointer == pointer);
        self.fault = fault.map(|fault| {
            if self.value.trim().is_empty() {
                empty.to_owned()
            } else {
                sentence(&fault.detail)
            }
        });
        self
    }

    /// The same, where the page begins if something is wrong with it, and nothing with the field before.
    pub(crate) fn with_focus_after(mut self, before: Option<&Self>) -> Self {
        let before = before.is_some_and(|before| before.fault.is_some());
        self.focus = self.fault.is_some() && !before;
        self
    }

    /// The same, filled in with nothing.
    pub(crate) fn emptied(mut self) -> Self {
        self.value.clear();
        self
    }

    /// The ids of the texts that describe it.
    pub(super) fn described_by(&self) -> Option<String> {
        let fault = self.fault.as_ref().map(|_| format!("{}-fault", self.id));
        let ids: Vec<String> = self
            .notes
            .iter()
            .map(|id| (*id).to_owned())
            .chain(fault)
            .collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }
}

/// `must not be empty` as it stands alone: `It must not be empty.`
fn sentence(detail: &str) -> String {
    format!("It {detail}.")
}
