//! Consuming a queue, over as many connections as it takes.

use std::sync::atomic::Ordering;

use futures_util::StreamExt as _;
use futures_util::stream::FuturesUnordered;
use lapin::options::{BasicConsumeOptions, BasicQosOptions};
use lapin::types::FieldTable;

use super::{AmqpBus, bounded, connection, unavailable};
use crate::backoff::Backoff;
use crate::bus::{BusError, Failed, Message, Queue};
use crate::stop::Stop;

impl AmqpBus {
    pub(in crate::bus) async fn consume<Deliver, Delivered>(
        &self,
        queue: &Queue,
        mut stop: Stop,
        deliver: Deliver,
    ) where
        Deliver: Fn(Message) -> Delivered + Send + Sync,
        Delivered: Future<Output = Result<(), Failed>> + Send,
    {
        self.declare(queue);
        let mut backoff = Backoff::new();
        loop {
            let error = match self.session(queue, &mut stop, &deliver, &mut backoff).await {
                Ok(()) => return,
                Err(error) => error,
            };
            tracing::warn!(
                queue = queue.name,
                error = %error,
                source = std::error::Error::source(&error),
                "the consumer has to connect again"
            );
            tokio::select! {
                () = tokio::time::sleep(backoff.pause()) => {}
                () = stop.requested() => return,
            }
        }
    }

    /// Consumes over one connection, until it is to stop or the connection is lost.
    async fn session<Deliver, Delivered>(
        &self,
        queue: &Queue,
        stop: &mut Stop,
        deliver: &Deliver,
        backoff: &mut Backoff,
    ) -> Result<(), BusError>
    where
        Deliver: Fn(Message) -> Delivered + Send + Sync,
        Delivered: Future<Output = Result<(), Failed>> + Send,
    {
        let cut_off = CutOff::new(self);
        let name = self.topology.queue(queue);
        let opened = async {
            let (connection, channel) =
                connection::connect(&self.uri, &format!("orion consumer {name}")).await?;
            self.topology.declare(&channel, &[*queue]).await?;
            let prefetch = queue.prefetch.max(1);
            bounded(channel.basic_qos(prefetch, BasicQosOptions::default())).await?;
            let consumer = bounded(channel.basic_consume(
                name.as_str().into(),
                "".into(),
                BasicConsumeOptions::default(),
                FieldTable::default(),
            ))
            .await?;
            Ok::<_, BusError>((connection, consumer))
        };
        let (connection, mut deliveries) = tokio::select! {
            opened = opened => opened?,
            () = stop.requested() => return Ok(()),
        };
        drop(cut_off);
        backoff.reset();

        let stopping = stop.clone();
        let mut in_hand = FuturesUnordered::new();
        let ended = loop {
            // The broker delivers no more than the prefetch allows, so whatever comes is taken.
            tokio::select! {
                biased;
                () = stop.requested() => break Ok(()),
                Some(()) = in_hand.next(), if !in_hand.is_empty() => {}
                delivery = deliveries.next() => match delivery {
                    Some(Ok(delivery)) => {
                        in_hand.push(self.settle(queue, delivery, stopping.clone(), deliver));
                    }
                    Some(Err(error)) => break Err(unavailable(error)),
                    None => break Err(BusError::Unavailable("the broker ended the consumer".into())),
                },
            }
        };
        // What was begun is brought to its end; what cannot be acknowledged any more comes again.
        while in_hand.next().await.is_some() {}
        connection::close(&connection).await;
        ended
    }
}

/// Counts a consumer that has no connection, for as long as it is held.
struct CutOff<'bus>(&'bus AmqpBus);

impl<'bus> CutOff<'bus> {
    fn new(bus: &'bus AmqpBus) -> Self {
        bus.cut_off.fetch_add(1, Ordering::Relaxed);
        Self(bus)
    }
}

impl Drop for CutOff<'_> {
    fn drop(&mut self) {
        self.0.cut_off.fetch_sub(1, Ordering::Relaxed);
    }
}
