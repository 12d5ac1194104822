//! A request's history, told from its issue alone: whoever reads the same events comes to the same state.
//!
//! What counts is what people said: a word of an owner ([`Decision`]), a label set by somebody who may make that step
//! ([`super::Roles`]), an answer of the requester. They are taken in GitHub's order, and each counts if it is legal
//! then: of two decisions at once the first stands, for everybody, and the other is told as passed over. Labels that
//! anyone else sets only show the state; they make none.

use jiff::Timestamp;

use super::{Decision, Event, EventKind, RequestState};
use crate::clock::Interval;

/// Whose labels make a state.
#[derive(Clone, Copy)]
pub enum Trust<'a> {
    /// Everybody's: for an overview that reads labels only, which commands and workflows keep in line.
    Labels,
    /// Those of the logins that this says yes to for the state they lead to, and of nobody else; words of decision too.
    Roles(&'a dyn Fn(&str, RequestState) -> bool),
}

/// Something that was said and did not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassedOver {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: Option<String>,
    /// Where it would have led.
    pub to: RequestState,
    /// Why it did not.
    pub why: PassedOverWhy,
}

/// Why something did not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PassedOverWhy {
    /// It was said by somebody who is in no owning workstream.
    NotAnOwner,
    /// It does not follow from the state at that moment.
    NotFrom(RequestState),
}

/// One step that counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepTaken {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: Option<String>,
    /// Where it led.
    pub to: RequestState,
}

/// What a request's history comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story {
    /// How far it is.
    pub state: RequestState,
    /// Since when.
    pub since: Timestamp,
    /// What counted, oldest first.
    pub steps: Vec<StepTaken>,
    /// What did not.
    pub passed_over: Vec<PassedOver>,
    /// The intervals in which the owner had to decide, the last one left out while it lasts.
    pub with_owner: Vec<Interval>,
    /// Since when the owner has to decide, where that is so now.
    pub waiting_since: Option<Timestamp>,
}

impl Story {
    /// Reads the events of a request that `requester` made at `asked_at`.
    #[must_use]
    pub fn read(
        asked_at: Timestamp,
        requester: Option<&str>,
        events: &[Event],
        trust: Trust<'_>,
    ) -> Self {
        let mut story = Self {
            state: RequestState::Requested,
            since: asked_at,
            steps: Vec::new(),
            passed_over: Vec::new(),
            with_owner: Vec::new(),
            waiting_since: Some(asked_at),
        };
        for event in events {
            story.hear(event, requester, trust);
        }
        story
    }

    fn hear(&mut self, event: &Event, requester: Option<&str>, trust: Trust<'_>) {
        match &event.kind {
            EventKind::Labeled(label) => {
                if let Some(to) = RequestState::of_label(label) {
                    self.hear_label(event, to, trust);
                }
            }
            EventKind::Commented(text) => match Decision::read(text) {
                Some(decision) => self.hear_word(event, decision.leads_to(), trust),
                None if self.state == RequestState::ChangesRequested
                    && is_same(event.actor.as_deref(), requester)
                    && !is_by_orion(text) =>
                {
                    self.step(event, RequestState::Requested);
                }
                None => {}
            },
            EventKind::Closed => self.rest(event.at),
            EventKind::Reopened => {
                if self.state == RequestState::Requested && self.waiting_since.is_none() {
                    self.waiting_since = Some(event.at);
                }
            }
            EventKind::Unlabeled(_) => {}
        }
    }

    fn hear_label(&mut self, event: &Event, to: RequestState, trust: Trust<'_>) {
        if to == self.state {
            return;
        }
        match trust {
            Trust::Labels => self.step(event, to),
            // A label of somebody else shows what was said elsewhere: nothing is passed over by that.
            Trust::Roles(may) if is_allowed(event, to, may) && self.state.leads_to(to) => {
                self.step(event, to);
            }
            Trust::Roles(_) => {}
        }
    }

    fn hear_word(&mut self, event: &Event, to: RequestState, trust: Trust<'_>) {
        let Trust::Roles(may) = trust else {
            return;
        };
        let why = if !is_allowed(event, to, may) {
            PassedOverWhy::NotAnOwner
        } else if self.state.leads_to(to) {
            self.step(event, to);
            return;
        } else {
            PassedOverWhy::NotFrom(self.state)
        };
        self.passed_over.push(PassedOver {
            at: event.at,
            by: event.actor.clone(),
            to,
            why,
        });
    }

    fn step(&mut self, event: &Event, to: RequestState) {
        self.rest(event.at);
        if to == RequestState::Requested {
            self.waiting_since = Some(event.at);
        }
        self.state = to;
        self.since = event.at;
        self.steps.push(StepTaken {
            at: event.at,
            by: event.actor.clone(),
            to,
        });
    }

    /// The owner has to do nothing from now on.
    fn rest(&mut self, at: Timestamp) {
        if let Some(from) = self.waiting_since.take() {
            self.with_owner.push(Interval { from, to: at });
        }
    }
}

fn is_allowed(event: &Event, to: RequestState, may: &dyn Fn(&str, RequestState) -> bool) -> bool {
    event.actor.as_deref().is_some_and(|login| may(login, to))
}

/// Whether Orion wrote a comment in somebody's name: a notice says nothing for whoever happened to run it.
fn is_by_orion(text: &str) -> bool {
    text.contains("<!-- orion:")
}

/// GitHub's logins differ by more than their case.
fn is_same(one: Option<&str>, other: Option<&str>) -> bool {
    one.zip(other)
        .is_some_and(|(one, other)| one.eq_ignore_ascii_case(other))
}
