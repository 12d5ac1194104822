//! What the bus does with messages.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use orion_infra::bus::{Bus, Failed, Message, Queue};
use orion_infra::testing::{bus_settings, buses};
use tokio::sync::Semaphore;

use crate::support::{QUEUE, Task, consumer, message, next, until, within};

#[tokio::test]
async fn every_queue_gets_what_it_is_bound_to() {
    let other = Queue {
        name: "everything",
        kinds: &["user.deleted", "user.updated"],
        ..QUEUE
    };
    for bus in buses().await {
        let (_one, mut one) = consumer(&bus, QUEUE, async |_| Ok(()));
        let (_both, mut both) = consumer(&bus, other, async |_| Ok(()));
        let (deleted, mut updated, mut unknown) = (message(), message(), message());
        updated.kind = "user.updated".to_owned();
        unknown.kind = "nobody.cares".to_owned();
        let all = [unknown, updated.clone(), deleted.clone()];
        within(bus.publish(&all)).await.unwrap();
        assert_eq!(next(&mut one).await, deleted);
        let ids: BTreeSet<_> = [next(&mut both).await.id, next(&mut both).await.id].into();
        assert_eq!(ids, [deleted.id, updated.id].into());
    }
}

#[tokio::test]
async fn what_is_published_before_anybody_consumes_is_kept() {
    for bus in buses().await {
        bus.declare(&QUEUE);
        let sent = message();
        let publish = {
            let (bus, sent) = (bus.clone(), sent.clone());
            Task::start(async move { bus.publish(&[sent]).await })
        };
        // On RabbitMQ it is confirmed without a consumer; in memory it has to wait for one.
        until(async || publish.is_ended() || bus.check().ask().await.is_ok()).await;
        let (_consumer, mut received) = consumer(&bus, QUEUE, async |_| Ok(()));
        assert_eq!(next(&mut received).await, sent);
        publish.ended().await.unwrap();
    }
}

#[tokio::test]
async fn a_failed_message_is_tried_again_as_it_was() {
    for bus in buses().await {
        let (consumer, mut received) = consumer(&bus, QUEUE, async |number| match number {
            0 | 1 => Err(Failed::retry("not yet")),
            _ => Ok(()),
        });
        let sent = message();
        within(bus.publish(std::slice::from_ref(&sent)))
            .await
            .unwrap();
        for _ in 0..3 {
            assert_eq!(next(&mut received).await, sent);
        }
        consumer.stop().await;
        assert_eq!(bus.dead(&QUEUE).await.unwrap(), 0);
        assert!(
            received.recv().await.is_none(),
            "there was a fourth attempt"
        );
    }
}

#[tokio::test]
async fn a_message_is_given_up_after_its_last_attempt() {
    for bus in buses().await {
        let (consumer, mut received) = consumer(&bus, QUEUE, async |_| Err(Failed::retry("never")));
        within(bus.publish(&[message()])).await.unwrap();
        until(async || bus.dead(&QUEUE).await.unwrap() == 1).await;
        consumer.stop().await;
        let mut attempts = 0;
        while received.recv().await.is_some() {
            attempts += 1;
        }
        assert_eq!(attempts, QUEUE.attempts);
    }
}

#[tokio::test]
async fn a_rejected_message_is_given_up_at_once() {
    for bus in buses().await {
        let (consumer, mut received) =
            consumer(&bus, QUEUE, async |_| Err(Failed::reject("nonsense")));
        within(bus.publish(&[message()])).await.unwrap();
        until(async || bus.dead(&QUEUE).await.unwrap() == 1).await;
        consumer.stop().await;
        assert!(received.recv().await.is_some());
        assert!(received.recv().await.is_none(), "it was tried again");
    }
}

#[tokio::test]
async fn an_outage_counts_against_no_message() {
    let queue = Queue {
        attempts: 1,
        ..QUEUE
    };
    for bus in buses().await {
        let (consumer, mut received) = consumer(&bus, queue, async |number| match number {
            0..3 => Err(Failed::unavailable("the database is away")),
            _ => Ok(()),
        });
        within(bus.publish(&[message()])).await.unwrap();
        for _ in 0..4 {
            next(&mut received).await;
        }
        consumer.stop().await;
        assert_eq!(bus.dead(&queue).await.unwrap(), 0);
    }
}

#[tokio::test]
async fn no_more_than_the_prefetch_is_in_hand() {
    for bus in buses().await {
        let in_hand = Arc::new(AtomicUsize::new(0));
        let most = Arc::new(AtomicUsize::new(0));
        let permits = Arc::new(Semaphore::new(0));
        let (_consumer, mut received) = consumer(&bus, QUEUE, {
            let (in_hand, most, permits) = (in_hand.clone(), most.clone(), permits.clone());
            move |_| {
                let (in_hand, most, permits) = (in_hand.clone(), most.clone(), permits.clone());
                async move {
                    let now = in_hand.fetch_add(1, Ordering::SeqCst) + 1;
                    most.fetch_max(now, Ordering::SeqCst);
                    permits.acquire().await.unwrap().forget();
                    in_hand.fetch_sub(1, Ordering::SeqCst);
                    Ok(())
                }
            }
        });
        let messages: Vec<Message> = (0..12).map(|_| message()).collect();
        let publish = {
            let bus = bus.clone();
            Task::start(async move { bus.publish(&messages).await })
        };
        until(async || in_hand.load(Ordering::SeqCst) == 4).await;
        permits.add_permits(12);
        for _ in 0..12 {
            next(&mut received).await;
        }
        publish.ended().await.unwrap();
        assert_eq!(most.load(Ordering::SeqCst), usize::from(QUEUE.prefetch));
    }
}

#[tokio::test]
async fn one_at_a_time_is_in_order() {
    let queue = Queue {
        prefetch: 1,
        ..QUEUE
    };
    for bus in buses().await {
        let (_consumer, mut received) = consumer(&bus, queue, async |_| Ok(()));
        let messages: Vec<Message> = (0..50).map(|_| message()).collect();
        within(bus.publish(&messages)).await.unwrap();
        for sent in &messages {
            assert_eq!(next(&mut received).await.id, sent.id);
        }
    }
}

#[tokio::test]
async fn a_consumer_that_dies_is_no_attempt() {
    let queue = Queue {
        attempts: 1,
        ..QUEUE
    };
    for bus in buses().await {
        bus.declare(&queue);
        let sent = message();
        let publish = {
            let (bus, sent) = (bus.clone(), sent.clone());
            Task::start(async move { bus.publish(&[sent]).await })
        };
        for _ in 0..3 {
            let (dying, mut received) =
                consumer(&bus, queue, async |_| std::future::pending().await);
            assert_eq!(next(&mut received).await, sent);
            drop(dying);
        }
        let (_living, mut received) = consumer(&bus, queue, async |_| Ok(()));
        assert_eq!(next(&mut received).await, sent);
        publish.ended().await.unwrap();
        assert_eq!(bus.dead(&queue).await.unwrap(), 0);
    }
}

#[tokio::test]
async fn a_consumer_that_is_to_stop_finishes_what_it_has_begun() {
    for bus in buses().await {
        let permits = Arc::new(Semaphore::new(0));
        let (consumer, mut received) = consumer(&bus, QUEUE, {
            let permits = permits.clone();
            move |_| {
                let permits = permits.clone();
                async move {
                    permits.acquire().await.unwrap().forget();
                    Ok(())
                }
            }
        });
        let publish = {
            let bus = bus.clone();
            Task::start(async move { bus.publish(&[message()]).await })
        };
        next(&mut received).await;
        let stopped = Task::start(consumer.stop());
        permits.add_permits(1);
        stopped.ended().await;
        publish.ended().await.unwrap();
        let (_next, mut received) = self::consumer(&bus, QUEUE, async |_| Ok(()));
        let sent = message();
        within(bus.publish(std::slice::from_ref(&sent)))
            .await
            .unwrap();
        assert_eq!(next(&mut received).await.id, sent.id, "it came again");
    }
}

#[tokio::test]
async fn what_is_no_event_is_given_up() {
    let Some(settings) = bus_settings().into_iter().nth(1) else {
        return;
    };
    let bus = Bus::open(&settings).await.unwrap();
    let (consumer, mut received) = consumer(&bus, QUEUE, async |_| Ok(()));
    // Its queue is there once something came through it.
    within(bus.publish(&[message()])).await.unwrap();
    next(&mut received).await;
    let url = std::env::var("ORION_TEST_RABBITMQ").unwrap();
    let stranger = lapin::Connection::connect(&url, lapin::ConnectionProperties::default());
    let stranger = stranger.await.unwrap().create_channel().await.unwrap();
    stranger
        .basic_publish(
            "".into(),
            format!("{}{}", settings.prefix, QUEUE.name).into(),
            lapin::options::BasicPublishOptions::default(),
            b"\xff",
            lapin::BasicProperties::default(),
        )
        .await
        .unwrap();
    until(async || bus.dead(&QUEUE).await.unwrap() == 1).await;
    consumer.stop().await;
    assert!(received.try_recv().is_err());
}

#[tokio::test]
async fn in_memory_what_the_platform_has_queues_for_is_kept_until_they_are_consumed() {
    let mut settings = bus_settings().remove(0);
    settings.queues = &[QUEUE];
    let bus = Bus::open(&settings).await.unwrap();
    let sent = message();
    let publish = {
        let (bus, sent) = (bus.clone(), sent.clone());
        Task::start(async move { bus.publish(&[sent]).await })
    };
    tokio::task::yield_now().await;
    let (_consumer, mut received) = consumer(&bus, QUEUE, async |_| Ok(()));
    assert_eq!(next(&mut received).await, sent);
    publish.ended().await.unwrap();
}

#[tokio::test]
async fn in_memory_a_message_is_confirmed_when_every_consumer_is_through() {
    let other = Queue {
        name: "others",
        ..QUEUE
    };
    let bus = buses().await.remove(0);
    let permits = Arc::new(Semaphore::new(0));
    let (_fast, mut fast) = consumer(&bus, QUEUE, async |_| Ok(()));
    let (slow_consumer, mut slow) = consumer(&bus, other, {
        let permits = permits.clone();
        move |_| {
            let permits = permits.clone();
            async move {
                permits.acquire().await.unwrap().forget();
                Ok(())
            }
        }
    });
    let publish = {
        let bus = bus.clone();
        Task::start(async move { bus.publish(&[message()]).await })
    };
    next(&mut fast).await;
    next(&mut slow).await;
    assert!(!publish.is_ended());
    permits.add_permits(1);
    publish.ended().await.unwrap();

    // A publisher that gives up takes back what nobody has in hand.
    drop(slow_consumer);
    let given_up = message();
    {
        let publish = bus.publish(std::slice::from_ref(&given_up));
        tokio::select! {
            biased;
            _ = publish => panic!("confirmed by nobody"),
            received = fast.recv() => assert_eq!(received.unwrap().id, given_up.id),
        }
    }
    let (_late, mut late) = consumer(&bus, other, async |_| Ok(()));
    let sent = message();
    within(bus.publish(std::slice::from_ref(&sent)))
        .await
        .unwrap();
    assert_eq!(next(&mut late).await.id, sent.id);
}
