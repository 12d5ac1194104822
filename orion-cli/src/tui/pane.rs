//! The panes, in the order of their numbers: the seed's three first.

/// A part of the screen with a list of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Pane {
    /// 1: how the workstreams stand.
    Workstreams,
    /// 2: how the parts fit together.
    Integration,
    /// 3: how good the work is.
    Quality,
    /// 4: how the local stack fares.
    Services,
    /// 5: what was asked for, with its clocks.
    Requests,
    /// 6: what the services write.
    Logs,
}

impl Pane {
    /// All of them, by number.
    pub(crate) const ALL: [Self; 6] = [
        Self::Workstreams,
        Self::Integration,
        Self::Quality,
        Self::Services,
        Self::Requests,
        Self::Logs,
    ];

    /// From 0, the place in an array.
    pub(crate) const fn index(self) -> usize {
        self as usize
    }

    /// The key that leads there.
    pub(crate) const fn number(self) -> char {
        match self {
            Self::Workstreams => '1',
            Self::Integration => '2',
            Self::Quality => '3',
            Self::Services => '4',
            Self::Requests => '5',
            Self::Logs => '6',
        }
    }

    /// Its name.
    pub(crate) const fn title(self) -> &'static str {
        match self {
            Self::Workstreams => "Workstreams",
            Self::Integration => "Integration",
            Self::Quality => "Quality",
            Self::Services => "Services",
            Self::Requests => "Requests",
            Self::Logs => "Logs",
        }
    }

    /// The next one, round and round.
    pub(crate) fn next(self) -> Self {
        Self::ALL[(self.index() + 1) % Self::ALL.len()]
    }

    /// The one before, round and round.
    pub(crate) fn previous(self) -> Self {
        Self::ALL[(self.index() + Self::ALL.len() - 1) % Self::ALL.len()]
    }
}
