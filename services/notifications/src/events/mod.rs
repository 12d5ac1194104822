//! What the service hears from others, and how it signs what it tells them.

mod users;

pub use users::UserEvents;

use jiff::Timestamp;
use orion_contracts::EventId;
use orion_contracts::event::Event;
use orion_infra::database::new_id;

/// Who says so.
const SOURCE: &str = "/services/notifications";

/// An event of this service about something that happened at that time.
pub(crate) fn event<Data>(time: Timestamp, data: Data) -> Event<Data> {
    Event {
        id: EventId(new_id()),
        source: SOURCE.to_owned(),
        time,
        data,
    }
}
