//! Who shows how a gate goes, while it goes.

use orion_app::gate::GateObserver;

use crate::output::gate::GateProgress;

/// Who shows how a gate goes.
pub(in crate::commands) trait GateWitness: GateObserver {
    /// Some time has passed.
    fn draw(&self);
    /// Somebody wants no more.
    fn interrupted(&self);
    /// Somebody wants no more, and waits for nothing.
    fn abandoned(&self);
    /// It is over.
    fn finish(&self);
}

impl GateWitness for GateProgress<'_> {
    fn draw(&self) {
        Self::draw(self);
    }

    fn interrupted(&self) {
        Self::interrupted(self);
    }

    fn abandoned(&self) {
        Self::abandoned(self);
    }

    fn finish(&self) {
        Self::finish(self);
    }
}
