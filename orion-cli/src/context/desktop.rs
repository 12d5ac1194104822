//! What the dashboard asks of the machine that somebody sits at.

pub(crate) use orion_adapters::desktop::{hold_little_memory, stop_for_a_while};

use crate::failure::Failure;

/// Opens an address in the browser that the user has chosen.
///
/// # Errors
/// When it is no address of a page, or no browser can be started.
pub(crate) fn open_in_browser(url: &str) -> Result<(), Failure> {
    orion_adapters::desktop::open_in_browser(url)
        .map_err(|why| Failure::surroundings(why).hint("`y` copies the address"))
}
