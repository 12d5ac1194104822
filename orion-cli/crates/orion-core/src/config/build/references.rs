//! Names that must be defined elsewhere in the file.

use std::ops::Range;

use super::Builder;
use super::builder::Placed;
use crate::config::raw::Text;
use crate::config::rules::{unknown_service, unknown_workstream};
use crate::ids::{ServiceName, WorkstreamId};

impl Builder<'_> {
    /// A workstream that the file has.
    pub(super) fn workstream(
        &mut self,
        text: &Text<WorkstreamId>,
        span: Range<usize>,
    ) -> Option<Placed<WorkstreamId>> {
        let name = &text.text;
        if !self.workstreams.contains(name) {
            let finding = unknown_workstream::finding(name, self.workstreams.iter(), span);
            self.report(finding);
            return None;
        }
        // A name that is no good is found where it is defined.
        let value = WorkstreamId::parse(name).ok()?;
        Some(Placed { value, span })
    }

    /// A service that the file has.
    pub(super) fn service(
        &mut self,
        text: &Text<ServiceName>,
        span: Range<usize>,
    ) -> Option<Placed<ServiceName>> {
        let name = &text.text;
        if !self.services.contains(name) {
            let finding = unknown_service::finding(name, self.services.iter(), span);
            self.report(finding);
            return None;
        }
        let value = ServiceName::parse(name).ok()?;
        Some(Placed { value, span })
    }
}
