//! What `orion export` says beside the document.

use orion_core::stack::export::{ExportFinding, Weight};

use super::{Printer, visible};

/// Says what the document leaves out, and what is to be known beside it.
pub(crate) fn tell_export_findings(printer: &Printer, findings: &[ExportFinding]) {
    for finding in findings {
        let message = visible(&finding.message);
        match finding.weight {
            Weight::LeftOut => printer.warning(message),
            Weight::Note => printer.notice(message),
        }
    }
}
