//! Publishing with confirms.

use std::fmt;
use std::sync::Arc;

use lapin::options::{BasicPublishOptions, ConfirmSelectOptions, QueueDeclareOptions};
use lapin::types::FieldTable;
use lapin::uri::AMQPUri;
use lapin::{Channel, Confirmation, Connection};

use super::connection::LOOK;
use super::envelope::Letter;
use super::topology::Topology;
use super::{bounded, connection, unavailable};
use crate::bus::{BusError, Queue};

/// A connection to publish over.
#[derive(Clone)]
pub(super) struct Publisher {
    connection: Arc<Connection>,
    channel: Channel,
    /// How many of the known queues were declared over this connection.
    declared: usize,
}

impl Publisher {
    pub(super) async fn connect(uri: &AMQPUri) -> Result<Self, BusError> {
        let (connection, channel) = connection::connect(uri, "orion publisher").await?;
        bounded(channel.confirm_select(ConfirmSelectOptions::default())).await?;
        Ok(Self {
            connection: Arc::new(connection),
            channel,
            declared: 0,
        })
    }

    pub(super) fn is_connected(&self) -> bool {
        self.connection.status().connected() && self.channel.status().connected()
    }

    /// The same, with all those queues there.
    pub(super) async fn declared(
        mut self,
        topology: &Topology,
        queues: &[Queue],
    ) -> Result<Self, BusError> {
        if self.declared == 0 || self.declared < queues.len() {
            topology
                .declare(
                    &self.channel,
                    queues.get(self.declared..).unwrap_or_default(),
                )
                .await?;
            self.declared = queues.len();
        }
        Ok(self)
    }

    /// Sends all of them, and waits until the broker has each of them on disk.
    pub(super) async fn send(&self, letters: Vec<Letter<'_>>) -> Result<(), BusError> {
        let confirmed = tokio::select! {
            sent = bounded(self.send_and_wait(letters)) => match sent {
                Ok(true) => return Ok(()),
                Ok(false) => Err(BusError::Unconfirmed),
                Err(error) => Err(error),
            },
            // Not every confirm that is waited for is told of a lost connection.
            () = self.lost() => Err(BusError::Unavailable("the connection was lost".into())),
        };
        // Over the next connection everything is declared again that may be missing.
        self.close().await;
        confirmed
    }

    /// Returns soon after the connection is lost.
    async fn lost(&self) {
        while self.is_connected() {
            tokio::time::sleep(LOOK).await;
        }
    }

    /// Whether all are confirmed, and none was sent to a queue that is not there.
    async fn send_and_wait(&self, letters: Vec<Letter<'_>>) -> Result<bool, lapin::Error> {
        let mut confirmations = Vec::with_capacity(letters.len());
        for letter in letters {
            let options = BasicPublishOptions {
                // To nobody in particular is well if nobody listens; to one queue is not if it is missing.
                mandatory: letter.exchange.as_str().is_empty(),
                ..BasicPublishOptions::default()
            };
            let sent = self.channel.basic_publish(
                letter.exchange,
                letter.routing_key,
                options,
                letter.body,
                letter.properties,
            );
            confirmations.push(sent.await?);
        }
        let mut all = true;
        for confirmation in confirmations {
            all &= matches!(confirmation.await?, Confirmation::Ack(None));
        }
        Ok(all)
    }

    /// How many messages are in that queue.
    pub(super) async fn count(&self, queue: &str) -> Result<u64, BusError> {
        // A channel of its own: the broker ends the channel if the queue is missing.
        let channel = bounded(self.connection.create_channel()).await?;
        let options = QueueDeclareOptions {
            passive: true,
            ..QueueDeclareOptions::durable()
        };
        let declared =
            bounded(channel.queue_declare(queue.into(), options, FieldTable::default())).await?;
        channel
            .close(200, "done".into())
            .await
            .map_err(unavailable)?;
        Ok(u64::from(declared.message_count()))
    }

    pub(super) async fn close(&self) {
        connection::close(&self.connection).await;
    }
}

impl fmt::Debug for Publisher {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Publisher")
            .field("connected", &self.is_connected())
            .finish_non_exhaustive()
    }
}
