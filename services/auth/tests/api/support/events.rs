//! Events to and from the service.

use std::collections::BTreeMap;
use std::time::Duration;

use orion_contracts::EventId;
use orion_contracts::event::{Event, EventData, ReceivedEvent};
use orion_infra::bus::{Bus, Message, Queue};
use orion_infra::database::new_id;
use orion_infra::stop::{self, Stopper};
use serde::Serialize;
use serde_json::{Value, json};
use tokio::sync::mpsc;

use super::{PATIENCE, World};

/// What comes in for somebody who listens to one type of event.
pub(crate) struct Inbox {
    events: mpsc::UnboundedReceiver<ReceivedEvent>,
    _stopper: Stopper,
}

/// Listens from now on.
pub(crate) fn inbox(bus: &Bus, kind: &'static str) -> Inbox {
    let name = format!("test-{}", new_id()).leak();
    let queue = Queue::new(name, Box::leak(Box::new([kind])));
    bus.declare(&queue);
    let (sender, events) = mpsc::unbounded_channel();
    let (stopper, stop) = stop::pair();
    let bus = bus.clone();
    tokio::spawn(async move {
        bus.consume(&queue, stop, |message| {
            let event = serde_json::from_str(&message.body).unwrap();
            // Nobody may listen any more.
            let _ = sender.send(event);
            async { Ok(()) }
        })
        .await
    });
    Inbox {
        events,
        _stopper: stopper,
    }
}

impl Inbox {
    pub(crate) async fn next(&mut self) -> ReceivedEvent {
        let event = tokio::time::timeout(PATIENCE, self.events.recv()).await;
        event.expect("no event came").unwrap()
    }
}

impl World {
    /// Publishes an event as its service would, and waits until this one is through with it.
    pub(crate) async fn publish<Data: EventData + Serialize>(&self, data: Data) {
        let event = Event {
            id: EventId(new_id()),
            source: "/services/user".to_owned(),
            time: jiff::Timestamp::now(),
            data,
        };
        self.send(event.id, Data::TYPE, serde_json::to_string(&event).unwrap())
            .await;
    }

    /// The same for data that no type here can hold.
    pub(crate) async fn publish_raw(&self, kind: &str, data: Value) {
        let id = EventId(new_id());
        let event = json!({
            "specversion": "1.0", "id": id, "source": "/services/user", "type": kind,
            "time": jiff::Timestamp::now(), "dataversion": 1, "data": data,
        });
        self.send(id, kind, event.to_string()).await;
    }

    async fn send(&self, id: EventId, kind: &str, body: String) {
        let message = Message {
            id,
            kind: kind.to_owned(),
            body,
            headers: BTreeMap::new(),
        };
        self.bus.publish(&[message]).await.unwrap();
        let handled = format!("SELECT COUNT(*) FROM inbox WHERE event_id = '{id}'");
        tokio::time::timeout(PATIENCE, async {
            while self.count(&handled).await == 0 {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        })
        .await
        .expect("the event was not handled");
    }
}
