//! The levels of a project that names none.

use std::time::Duration;

use crate::config::{EscalationLevel, Mention, NoticeSink};

const HOUR: Duration = Duration::from_hours(1);

/// Four levels: help yourself; ask the team, which has two hours; an issue for all owners, who have four; everyone.
#[must_use]
pub fn seed_levels() -> Vec<EscalationLevel> {
    let level =
        |level, name: &str, respond_within, notify, mention, steps: &[&str]| EscalationLevel {
            level,
            name: name.to_owned(),
            respond_within,
            notify,
            mention,
            labels: Vec::new(),
            steps: steps.iter().map(|step| (*step).to_owned()).collect(),
        };
    vec![
        level(
            1,
            "Self-service",
            None,
            Vec::new(),
            Vec::new(),
            &[
                "Check the documentation.",
                "Search the existing issues.",
                "Review similar code.",
            ],
        ),
        level(
            2,
            "Ask the team",
            Some(2 * HOUR),
            vec![NoticeSink::Slack, NoticeSink::Comment],
            vec![Mention::Owner],
            &[],
        ),
        level(
            3,
            "Create an issue",
            Some(4 * HOUR),
            vec![NoticeSink::Issue],
            vec![Mention::Owners],
            &[],
        ),
        level(
            4,
            "Emergency",
            Some(Duration::ZERO),
            vec![NoticeSink::Slack, NoticeSink::Comment],
            vec![Mention::Channel, Mention::Lead],
            &["Call an emergency sync."],
        ),
    ]
}
