//! From "the last line wins" to "the most specific pattern wins".
//!
//! Where a later line is also the more specific one, or shares no path with an earlier one, both orders agree
//! and the lines go over as they stand. Where a later line is *less* specific, the paths that both cover
//! become a pattern of their own, which is more specific than either: `*.md` after `/docs/` gives
//! `docs/**/*.md`. Where no pattern can be more specific, the later line's part is cut out of the earlier
//! one: `/docs/*` after `/docs/` leaves `docs/*/` of that. Both keep the meaning for paths that do not exist
//! yet. What is left is for [`super::naming`].

use super::teams::Teams;
use super::written::writable;
use crate::codeowners::parse::Line;
use crate::codeowners::shape::Shape;
use crate::ownership::Specificity;

/// How many patterns may come on top of the lines before only those are made that a tracked path needs.
const MANY: usize = 128;

/// Says whether a line decides a tracked path within a shape.
pub(super) type Needed<'a> = dyn Fn(&Shape, usize) -> bool + 'a;

/// A pattern to write, and the line it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Candidate {
    /// What it covers.
    pub(super) shape: Shape,
    /// How specific its patterns are.
    strength: Specificity,
    /// The index of its line.
    pub(super) line: usize,
    /// Why it is not simply that line.
    pub(super) origin: Origin,
}

impl Candidate {
    /// A pattern to write.
    pub(super) fn new(shape: Shape, line: usize, origin: Origin) -> Self {
        Self {
            strength: shape.specificity(),
            shape,
            line,
            origin,
        }
    }

    /// Whether it is one of the paths that its line decides, and can be written as that path.
    pub(super) fn is_one_path(&self) -> bool {
        let mut steps = self.shape.steps().iter();
        self.origin == Origin::Path && steps.all(|step| step.literal().is_some())
    }
}

/// Where a pattern comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// It is the line.
    Line,
    /// It is what the line shares with this earlier one.
    Over(usize),
    /// It is the line without what this later one takes.
    Without(usize),
    /// It is one of the paths that the line decides today.
    Path,
}

/// What came of the lines.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Translation {
    /// The patterns.
    pub(super) candidates: Vec<Candidate>,
    /// Lines that never decide, each with the later line that takes all of it.
    pub(super) idle: Vec<(usize, usize)>,
    /// Pairs of an earlier and a later line whose common paths, of which none is tracked today, go to the
    /// earlier one.
    pub(super) left_open: Vec<(usize, usize)>,
}

/// Translates the lines; those of one team need no order between them.
pub(super) fn translate(lines: &[Line], teams: &Teams, is_needed: &Needed<'_>) -> Translation {
    let mut idle = Vec::new();
    let mut live = Vec::new();
    for (earlier, line) in lines.iter().enumerate() {
        let later =
            (earlier + 1..lines.len()).find(|later| lines[*later].shape.contains(&line.shape));
        match later {
            Some(later) => idle.push((earlier, later)),
            None => live.push(Candidate::new(writable(&line.shape), earlier, Origin::Line)),
        }
    }
    // Taking ownership away where nobody has any says nothing.
    let takes_away = |candidate: &Candidate| {
        lines[..candidate.line].iter().any(|earlier| {
            !earlier.owners.is_empty()
                && earlier
                    .shape
                    .intersection(&candidate.shape)
                    .map_or(true, |shared| !shared.is_empty())
        })
    };
    live.retain(|candidate| !lines[candidate.line].owners.is_empty() || takes_away(candidate));
    let mut work = Work::new(live.clone(), teams, None);
    if !work.settle(lines.len() + MANY) {
        work = Work::new(live, teams, Some(is_needed));
        work.settle(usize::MAX);
    }
    work.left_open.sort_unstable();
    work.left_open.dedup();
    Translation {
        candidates: work.candidates.into_iter().flatten().collect(),
        idle,
        left_open: work.left_open,
    }
}

struct Work<'a> {
    /// `None` where a candidate was replaced by its parts.
    candidates: Vec<Option<Candidate>>,
    teams: &'a Teams,
    /// Given when only needed patterns are to be made.
    is_needed: Option<&'a Needed<'a>>,
    left_open: Vec<(usize, usize)>,
}

impl<'a> Work<'a> {
    fn new(
        candidates: Vec<Candidate>,
        teams: &'a Teams,
        is_needed: Option<&'a Needed<'a>>,
    ) -> Self {
        Self {
            candidates: candidates.into_iter().map(Some).collect(),
            teams,
            is_needed,
            left_open: Vec::new(),
        }
    }

    /// Settles every pair, those with new candidates included. `false` when there are more than `most`.
    fn settle(&mut self, most: usize) -> bool {
        let mut at = 0;
        while at < self.candidates.len() {
            for other in 0..at {
                self.settle_pair(other, at);
                if self.candidates.len() > most {
                    return false;
                }
            }
            at += 1;
        }
        true
    }

    fn settle_pair(&mut self, one: usize, other: usize) {
        let (Some(first), Some(second)) = (&self.candidates[one], &self.candidates[other]) else {
            return;
        };
        let (earlier, later, place) = match first.line.cmp(&second.line) {
            std::cmp::Ordering::Less => (first, second, one),
            std::cmp::Ordering::Greater => (second, first, other),
            std::cmp::Ordering::Equal => return,
        };
        if later.strength > earlier.strength
            || self.teams.of_line(earlier.line) == self.teams.of_line(later.line)
        {
            return;
        }
        let lines = (earlier.line, later.line);
        let Ok(shared) = earlier.shape.intersection(&later.shape) else {
            self.left_open.push(lines);
            return;
        };
        let mut rest = None;
        let mut added = Vec::new();
        for shape in shared {
            let candidate = Candidate::new(shape, lines.1, Origin::Over(lines.0));
            if candidate.strength <= earlier.strength {
                rest = rest.or_else(|| earlier.shape.without(&later.shape));
                if rest.is_none() {
                    self.left_open.push(lines);
                }
            } else if !self.is_settled(&candidate, earlier.strength) {
                added.push(candidate);
            }
        }
        if let Some(is_needed) = self.is_needed {
            let before = added.len();
            added.retain(|candidate| is_needed(&candidate.shape, candidate.line));
            if added.len() < before {
                self.left_open.push(lines);
            }
        }
        if let Some(parts) = rest {
            let origin = Origin::Without(lines.1);
            added.extend(
                parts
                    .into_iter()
                    .map(|shape| Candidate::new(shape, lines.0, origin)),
            );
            self.candidates[place] = None;
        }
        self.candidates.extend(added.into_iter().map(Some));
    }

    /// Whether the candidate's paths already go to its line past whatever is no stronger than `strength`, or
    /// go to a later line.
    fn is_settled(&self, candidate: &Candidate, strength: Specificity) -> bool {
        self.candidates.iter().flatten().any(|other| {
            (other.line > candidate.line
                || (other.line == candidate.line && other.strength > strength))
                && other.shape.contains(&candidate.shape)
        })
    }
}
