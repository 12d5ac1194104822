//! The labels: which there have to be, and what is missing of them.

use orion_core::request::{RequestKind, RequestState};

use super::{FieldChange, SetupItem, SetupStatus};
use crate::forge::Label;
use crate::request::ADOPTION;

/// Every label that Orion reads or gives.
pub(super) fn wanted() -> Vec<Label> {
    let mut labels: Vec<_> = RequestKind::ALL.into_iter().map(of_kind).collect();
    labels.extend(RequestState::ALL.into_iter().map(of_state));
    labels.push(label(
        "blocker",
        "b60205",
        "Somebody cannot go on: `orion escalate` tells of it",
    ));
    labels.push(label(
        ADOPTION,
        "bfdadc",
        "A workstream has to follow a contract that was released",
    ));
    labels.push(label("critical", "b60205", "A blocker that cannot wait"));
    labels.push(label(
        "duplicate",
        "cfd3d7",
        "This issue or pull request already exists",
    ));
    labels
}

fn label(name: &str, color: &str, description: &str) -> Label {
    Label {
        name: name.to_owned(),
        color: color.to_owned(),
        description: description.to_owned(),
    }
}

fn of_kind(kind: RequestKind) -> Label {
    let (color, description) = match kind {
        RequestKind::Contract => ("1d76db", "Asks for a change of a contract"),
        RequestKind::Schema => ("5319e7", "Asks for a change of a database's schema"),
    };
    label(kind.label(), color, description)
}

fn of_state(state: RequestState) -> Label {
    let (color, description) = match state {
        RequestState::Requested => ("fbca04", "The owner decides"),
        RequestState::ChangesRequested => ("d93f0b", "The owner wants something else"),
        RequestState::Approved => ("0e8a16", "The owner agrees"),
        RequestState::Rejected => ("6e7781", "The owner declined"),
        RequestState::Implementing => ("0052cc", "It is being made"),
        RequestState::Released => ("006b75", "It is made; those who build on it follow"),
        RequestState::Adopted => ("c2e0c6", "Everybody has followed"),
    };
    label(&state.label(), color, description)
}

/// What has to be done about a label, beside those that there are.
pub(super) fn item(wanted: &Label, there: &[Label]) -> SetupItem {
    let mut there = there.iter();
    let found = there.find(|label| label.name.eq_ignore_ascii_case(&wanted.name));
    let status = match found {
        None => SetupStatus::Added,
        Some(label)
            if label.color.eq_ignore_ascii_case(&wanted.color)
                && label.description == wanted.description =>
        {
            SetupStatus::AsItWas
        }
        Some(_) => SetupStatus::Changed,
    };
    let name = found.map_or(&wanted.name, |label| &label.name).clone();
    SetupItem {
        name,
        status,
        changes: changes(wanted, found),
        diff: None,
    }
}

fn changes(wanted: &Label, found: Option<&Label>) -> Vec<FieldChange> {
    let color = found.map(|it| it.color.to_ascii_lowercase());
    let description = found.map(|it| it.description.clone());
    let mut changes = Vec::new();
    for (field, from, to) in [
        ("colour", color, &wanted.color),
        ("description", description, &wanted.description),
    ] {
        if from.as_ref() != Some(to) {
            changes.push(FieldChange {
                field: field.to_owned(),
                from,
                to: to.clone(),
            });
        }
    }
    changes
}
