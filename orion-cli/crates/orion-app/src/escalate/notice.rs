//! A notice: what it says, to whom, and how it is written down.

use jiff::Timestamp;
use orion_core::config::{EscalationLevel, Member, Mention, NoticeSink};
use orion_core::escape;
use orion_core::ids::WorkstreamId;
use orion_core::request::IdempotencyKey;

use super::blocker::Blocker;
use super::memory::note;
use crate::notice::{Message, sink_word};
use crate::outbox::{Action, Entry};
use crate::request::RequestRules;

/// The label of a notice's own issue where its level names none: it is looked for among those.
const OWN_ISSUE: &str = "orion:escalation";

/// What a level says about a blocker.
pub(super) fn message(
    level: &EscalationLevel,
    blocker: &Blocker,
    repository: &str,
    rules: RequestRules<'_>,
) -> Message {
    let issue = &blocker.tracked.issue;
    let mut people: Vec<Member> = Vec::new();
    for mention in &level.mention {
        let named = match mention {
            Mention::Owner => leads(&blocker.owners, rules),
            Mention::Owners => leads(&blocker.touched, rules),
            Mention::Lead => rules.workspace.project.lead.clone().into_iter().collect(),
            Mention::Member(member) => vec![member.clone()],
            Mention::Channel => Vec::new(),
        };
        for member in named {
            if !people.contains(&member) {
                people.push(member);
            }
        }
    }
    Message {
        level: level.level,
        level_name: level.name.clone(),
        repository: repository.to_owned(),
        number: issue.number,
        title: issue.title.clone(),
        url: issue.url.clone(),
        why: blocker.kind.words().to_owned(),
        since: blocker.since,
        people,
        is_for_channel: level.mention.contains(&Mention::Channel),
        steps: level.steps.clone(),
    }
}

/// The leads of the workstreams, and the project's where none of them has one: somebody has to hear of it.
fn leads(workstreams: &[WorkstreamId], rules: RequestRules<'_>) -> Vec<Member> {
    let leads = workstreams.iter().filter_map(|id| rules.lead(id));
    let leads: Vec<_> = leads.cloned().collect();
    if leads.is_empty() {
        rules.workspace.project.lead.clone().into_iter().collect()
    } else {
        leads
    }
}

/// What writes a notice down.
#[derive(Clone, Copy)]
pub(super) struct Record<'a> {
    pub(super) level: &'a EscalationLevel,
    pub(super) message: &'a Message,
    /// The notice's key.
    pub(super) key: &'a IdempotencyKey,
    pub(super) now: Timestamp,
}

impl Record<'_> {
    /// The comment that remembers who was told. Where places were missed before and have been told now, it is a short
    /// one with a key of its own.
    pub(super) fn comment(&self, told: &[NoticeSink], is_again: bool) -> Entry {
        let names: Vec<_> = told.iter().copied().map(sink_word).collect();
        let names = if names.is_empty() {
            "nobody yet".to_owned()
        } else {
            names.join(", ")
        };
        let note = note(self.key, told);
        let (key, text) = if is_again {
            let key = IdempotencyKey::of(&["notice-again", self.key.as_str(), &names]);
            let level = self.message.level;
            (key, format!("Level {level} has reached {names} now.\n"))
        } else {
            let text = self.message.markdown(told.contains(&NoticeSink::Comment));
            (self.key.clone(), format!("{text}\nTold: {names}.\n"))
        };
        let body = format!("{text}\n{}\n{note}", key.marker());
        let number = self.message.number;
        self.entry(key, Action::Comment { number, body })
    }

    /// The issue of its own.
    pub(super) fn issue(&self) -> Entry {
        let key = IdempotencyKey::of(&["notice-issue", self.key.as_str()]);
        let message = self.message;
        let mut labels = self.level.labels.clone();
        if labels.is_empty() {
            labels.push(OWN_ISSUE.to_owned());
        }
        let people = message.people.iter();
        let login = |member: &Member| match member {
            Member::Login(login) => Some(login.clone()),
            Member::Team(_) | Member::Email(_) => None,
        };
        let title = format!(
            "{}: {} {}",
            message.level_name, message.number, message.title
        );
        let action = Action::File {
            title: escape::title(&title),
            body: format!(
                "{}\n{}\n{}",
                message.markdown(true),
                key.marker(),
                note(self.key, &[])
            ),
            labels,
            assignees: people.filter_map(login).collect(),
        };
        self.entry(key, action)
    }

    fn entry(&self, key: IdempotencyKey, action: Action) -> Entry {
        Entry {
            key,
            created_at: self.now,
            repository: self.message.repository.clone(),
            action,
            attempts: 0,
            last_error: None,
        }
    }
}
