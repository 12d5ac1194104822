//! `[workstreams.*]`

use super::{DayWindow, Deliverable, Estimate, LeaveSpan, Member, Need, Phase};
use crate::ids::WorkstreamId;
use crate::ownership::OwnershipRule;

/// `[workstreams.<id>]`
#[derive(Debug, Clone, PartialEq)]
pub struct Workstream {
    /// Its key.
    pub id: WorkstreamId,
    /// Its number on the plan, from 1; no two have the same.
    pub number: Option<u32>,
    /// What people call it; the id when none is given.
    pub title: String,
    /// Who answers for it.
    pub lead: Option<Member>,
    /// Who works in it.
    pub members: Vec<Member>,
    /// How long it takes.
    pub estimate: Option<Estimate>,
    /// When it is to be done.
    pub days: Option<DayWindow>,
    /// Whether it has no end: it accompanies the others and is outside the critical path.
    pub continuous: bool,
    /// What it waits on.
    pub needs: Vec<Need>,
    /// Its parts, one after the other; empty when it is one activity.
    pub phases: Vec<Phase>,
    /// When nobody in it works, beside the project's holidays.
    pub leave: Vec<LeaveSpan>,
    /// What it delivers: the evidence that progress is derived from.
    pub deliverables: Vec<Deliverable>,
    /// What it owns, in the file's order.
    pub owns: Vec<OwnershipRule>,
}
