//! What these tests share: events, a queue, a service that notes every effect, and patience.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::Timestamp;
use orion_contracts::event::{Event, EventData as _, ReceivedEvent, UserDeleted};
use orion_contracts::{EventId, UserId};
use orion_infra::bus::{Bus, Failed, Message, Queue};
use orion_infra::database::{Database, micros, new_id};
use orion_infra::inbox::Handler;
use orion_infra::outbox;
use orion_infra::stop::{Stop, Stopper};
use orion_infra::trace::Trace;
use sqlx::Transaction;
use sqlx::any::Any;
use sqlx::migrate::Migrator;
use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};
use tokio::task::JoinHandle;

pub(crate) static MIGRATIONS: Migrator = sqlx::migrate!("tests/migrations");

/// Longer than anything here takes; a test that hangs ends by it.
const PATIENCE: Duration = Duration::from_mins(1);

/// A queue whose attempts follow each other fast.
pub(crate) const QUEUE: Queue = Queue {
    name: "deletions",
    kinds: &[UserDeleted::TYPE],
    attempts: 3,
    prefetch: 4,
    retry_after: Duration::from_millis(50),
};

/// What it comes to, if it does so in time.
pub(crate) async fn within<T>(future: impl Future<Output = T>) -> T {
    tokio::time::timeout(PATIENCE, future)
        .await
        .expect("it takes too long")
}

/// Waits until the question is answered by yes.
pub(crate) async fn until(mut question: impl AsyncFnMut() -> bool) {
    within(async {
        while !question().await {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    })
    .await;
}

pub(crate) fn event() -> Event<UserDeleted> {
    Event {
        id: EventId(new_id()),
        source: "/services/user".to_owned(),
        time: Timestamp::now(),
        data: UserDeleted {
            user_id: UserId(new_id()),
        },
    }
}

pub(crate) fn message() -> Message {
    let event = event();
    Message {
        id: event.id,
        kind: UserDeleted::TYPE.to_owned(),
        body: serde_json::to_string(&event).unwrap(),
        headers: BTreeMap::from([("x-request-id".to_owned(), "a request".to_owned())]),
    }
}

/// A task that ends with the test.
pub(crate) struct Task<T>(JoinHandle<T>);

impl<T: Send + 'static> Task<T> {
    pub(crate) fn start(future: impl Future<Output = T> + Send + 'static) -> Self {
        Self(tokio::spawn(future))
    }

    pub(crate) async fn ended(mut self) -> T {
        within(&mut self.0).await.unwrap()
    }

    pub(crate) fn is_ended(&self) -> bool {
        self.0.is_finished()
    }
}

impl<T> Drop for Task<T> {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Something that runs until it is stopped.
pub(crate) struct Running {
    stopper: Stopper,
    task: Task<()>,
}

impl Running {
    pub(crate) fn start<Work>(work: impl FnOnce(Stop) -> Work) -> Self
    where
        Work: Future<Output = ()> + Send + 'static,
    {
        let (stopper, stop) = orion_infra::stop::pair();
        Self {
            stopper,
            task: Task::start(work(stop)),
        }
    }

    /// An orderly end.
    pub(crate) async fn stop(self) {
        self.stopper.stop();
        self.task.ended().await;
    }
}

/// A consumer that answers what `answer` says, and everything it was handed.
pub(crate) fn consumer<Answer, Answered>(
    bus: &Bus,
    queue: Queue,
    answer: Answer,
) -> (Running, UnboundedReceiver<Message>)
where
    Answer: Fn(usize) -> Answered + Send + Sync + 'static,
    Answered: Future<Output = Result<(), Failed>> + Send,
{
    let (sender, receiver) = mpsc::unbounded_channel();
    let bus = bus.clone();
    bus.declare(&queue);
    let count = Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let running = Running::start(move |stop| async move {
        let deliver = |message: Message| {
            let number = count.fetch_add(1, Ordering::SeqCst);
            sender.send(message).unwrap();
            answer(number)
        };
        bus.consume(&queue, stop, deliver).await.unwrap();
    });
    (running, receiver)
}

pub(crate) async fn next(receiver: &mut UnboundedReceiver<Message>) -> Message {
    within(receiver.recv()).await.expect("the consumer ended")
}

/// A service that writes down each effect, and tells of it once it is committed.
pub(crate) struct Noting {
    committed: UnboundedSender<EventId>,
    /// The next event fails after its effect was written.
    pub(crate) failing: Arc<AtomicBool>,
    /// The next event makes the handler panic.
    pub(crate) panicking: Arc<AtomicBool>,
    /// The requests that the events belong to, as far as they had their effect.
    pub(crate) requests: Arc<Mutex<Vec<String>>>,
}

impl Noting {
    pub(crate) fn new() -> (Self, UnboundedReceiver<EventId>) {
        let (committed, receiver) = mpsc::unbounded_channel();
        let noting = Self {
            committed,
            failing: Arc::default(),
            panicking: Arc::default(),
            requests: Arc::default(),
        };
        (noting, receiver)
    }
}

impl Handler for Noting {
    type Effect = EventId;

    async fn handle(
        &self,
        transaction: &mut Transaction<'static, Any>,
        event: &ReceivedEvent,
    ) -> Result<EventId, Failed> {
        let event = event.clone().read::<UserDeleted>()?;
        sqlx::query("INSERT INTO effects (event_id, happened_at) VALUES ($1, $2)")
            .bind(event.id.to_string())
            .bind(micros(Timestamp::now()))
            .execute(&mut **transaction)
            .await?;
        assert!(!self.panicking.swap(false, Ordering::SeqCst), "as told");
        if self.failing.swap(false, Ordering::SeqCst) {
            return Err(Failed::retry("as told"));
        }
        let trace = Trace::current().expect("an event belongs to a trace");
        let request = trace.request_id().to_string();
        self.requests.lock().unwrap().push(request);
        Ok(event.id)
    }

    async fn committed(&self, effect: EventId) {
        // A test that needs it no more has dropped the other end.
        let _ = self.committed.send(effect);
    }
}

/// A service that handles [`QUEUE`].
pub(crate) fn service(database: &Database, bus: &Bus, noting: Noting) -> Running {
    let (database, bus) = (database.clone(), bus.clone());
    Running::start(|stop| {
        let work = orion_infra::inbox::work(database, bus, QUEUE, noting, stop);
        async move { work.await.unwrap() }
    })
}

/// A relay of that outbox.
pub(crate) fn relay(outbox: &outbox::Outbox) -> Running {
    Running::start(|stop| {
        let work = outbox.relay(stop);
        async move { work.await.unwrap() }
    })
}

/// Commits an event.
pub(crate) async fn add(database: &Database) -> Result<EventId, sqlx::Error> {
    let event = event();
    let mut transaction = database.begin().await?;
    outbox::add(&mut transaction, &event).await?;
    transaction.commit().await?;
    Ok(event.id)
}

/// Commits so many events, a hundred at a time.
pub(crate) async fn add_many(database: &Database, count: usize) {
    let mut left = count;
    while left > 0 {
        let mut transaction = database.begin().await.unwrap();
        for _ in 0..left.min(100) {
            outbox::add(&mut transaction, &event()).await.unwrap();
        }
        transaction.commit().await.unwrap();
        left -= left.min(100);
    }
}

pub(crate) async fn count(database: &Database, query: &'static str) -> usize {
    let count: i64 = sqlx::query_scalar(query)
        .fetch_one(database.pool())
        .await
        .unwrap();
    usize::try_from(count).unwrap()
}

/// How many effects there are; none may be there twice.
pub(crate) async fn effects(database: &Database) -> usize {
    // In one statement: more may come at any time.
    let (all, different): (i64, i64) =
        sqlx::query_as("SELECT COUNT(*), COUNT(DISTINCT event_id) FROM effects")
            .fetch_one(database.pool())
            .await
            .unwrap();
    assert_eq!(all, different, "an event had its effect twice");
    usize::try_from(all).unwrap()
}

pub(crate) async fn waiting(database: &Database) -> usize {
    count(database, "SELECT COUNT(*) FROM outbox").await
}
