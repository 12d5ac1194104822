//! Escalation on a GitHub that loses writes and answers, and a Slack that is down at times.

use std::cell::RefCell;
use std::collections::VecDeque;

use jiff::SignedDuration;
use orion_app::escalate::{EscalateError, EscalateReport, Order, Raise, SinkFate, escalate};
use orion_app::forge::{Forge as _, IssueStatus, NewIssue};
use orion_app::notice::{Message, NoticeError, Notifier, OuterSink};
use orion_app::outbox::Outbox;
use orion_app::request::Fate;
use orion_core::request::EventKind;
use proptest::prelude::*;

use crate::world::{Fault, World, number};

const AUTO: Order = Order {
    raise: None,
    acts: true,
};

/// A Slack that keeps what it took.
#[derive(Default)]
struct Slack {
    taken: RefCell<Vec<Message>>,
    /// Whether it is down for the next calls, one after the other; it is up when this is empty.
    down: RefCell<VecDeque<bool>>,
}

impl Slack {
    fn levels(&self) -> Vec<u8> {
        let taken = self.taken.borrow();
        taken.iter().map(|message| message.level).collect()
    }
}

impl Notifier for Slack {
    async fn tell(&self, sink: OuterSink, message: &Message) -> Result<(), NoticeError> {
        assert_eq!(sink, OuterSink::Slack);
        if self.down.borrow_mut().pop_front().unwrap_or_default() {
            let answer = "channel_is_archived".to_owned();
            return Err(NoticeError::Refused {
                status: 410,
                answer,
            });
        }
        self.taken.borrow_mut().push(message.clone());
        Ok(())
    }
}

async fn run(world: &World, slack: &Slack, order: Order) -> Result<EscalateReport, EscalateError> {
    let outbox = Outbox {
        forge: world,
        store: world,
        time: world,
        rules: world.rules(),
    };
    escalate(order, &outbox, slack, &|_| ()).await
}

async fn auto(world: &World, slack: &Slack) -> EscalateReport {
    run(world, slack, AUTO).await.unwrap()
}

fn wait(world: &World, minutes: i64) {
    let later = world.now.get() + SignedDuration::from_mins(minutes);
    world.now.set(later);
}

/// The issue 1 blocks.
async fn blocked() -> World {
    let world = World::new();
    let issue = NewIssue {
        title: "orders are lost".to_owned(),
        body: String::new(),
        labels: vec!["blocker".to_owned(), "contracts".to_owned()],
        assignees: Vec::new(),
    };
    world.create(&issue).await.unwrap();
    world
}

fn comments(world: &World) -> Vec<String> {
    let issues = world.issues.borrow();
    let events = issues[0].events.iter();
    let comments = events.filter_map(|event| match &event.kind {
        EventKind::Commented(text) => Some(text.clone()),
        _ => None,
    });
    comments.collect()
}

#[tokio::test]
async fn what_is_only_looked_at_changes_nothing() {
    let (world, slack) = (blocked().await, Slack::default());
    let report = run(&world, &slack, Order::default()).await.unwrap();
    let notice = &report.blockers[0].due[0];
    assert_eq!((notice.level, notice.fate), (2, Fate::Shown));
    assert!(notice.sinks.iter().all(|sink| sink.fate == SinkFate::Shown));
    assert!(notice.text.contains("For @grace."), "{}", notice.text);
    assert!(slack.levels().is_empty() && comments(&world).is_empty());
}

#[tokio::test]
async fn an_answer_of_an_owner_counts_and_nobody_else_s() {
    let (world, slack) = (blocked().await, Slack::default());
    auto(&world, &slack).await;
    wait(&world, 100);
    let said = || EventKind::Commented("looking".to_owned());
    world.event(number(1), "mary", said());
    wait(&world, 100);
    world.event(number(1), "uma", said());
    assert!(auto(&world, &slack).await.blockers[0].due.is_empty());
    wait(&world, 20);
    let report = auto(&world, &slack).await;
    assert_eq!(report.blockers[0].due[0].level, 3);
}

#[tokio::test]
async fn nothing_is_said_of_what_is_closed() {
    let (world, slack) = (blocked().await, Slack::default());
    auto(&world, &slack).await;
    wait(&world, 1_000);
    world.issues.borrow_mut()[0].issue.status = IssueStatus::Completed;
    assert!(auto(&world, &slack).await.blockers.is_empty());
    let order = |level| Order {
        raise: Some(Raise {
            level,
            number: number(1),
        }),
        acts: true,
    };
    let closed = run(&world, &slack, order(4)).await;
    assert!(matches!(closed, Err(EscalateError::Settled { .. })));
    let silent = run(&world, &slack, order(1)).await;
    assert!(matches!(silent, Err(EscalateError::SilentLevel { known, .. }) if known == [2, 3, 4]));
    assert_eq!(slack.levels(), [2]);
}

#[tokio::test]
async fn what_github_does_not_take_is_not_said_again() {
    let (world, slack) = (blocked().await, Slack::default());
    *world.faults.borrow_mut() = vec![Some(Fault::Refused); 2].into();
    let report = auto(&world, &slack).await;
    assert_eq!(report.blockers[0].due[0].fate, Fate::Refused);
    assert!(auto(&world, &slack).await.blockers[0].due.is_empty());
    assert!(auto(&world, &slack).await.blockers[0].due.is_empty());
    assert_eq!((slack.levels(), comments(&world).len()), (vec![2], 1));
}

#[tokio::test]
async fn what_is_told_late_and_not_written_down_yet_is_not_told_again() {
    let (world, slack) = (blocked().await, Slack::default());
    slack.down.borrow_mut().push_back(true);
    let report = auto(&world, &slack).await;
    assert_eq!(report.blockers[0].due[0].sinks[0].fate, SinkFate::Missed);
    *world.faults.borrow_mut() = vec![Some(Fault::Refused); 2].into();
    let report = auto(&world, &slack).await;
    let notice = &report.blockers[0].due[0];
    assert!(
        notice.is_again && notice.fate == Fate::Refused,
        "{notice:?}"
    );
    assert!(auto(&world, &slack).await.blockers[0].due.is_empty());
    assert!(auto(&world, &slack).await.blockers[0].due.is_empty());
    assert_eq!((slack.levels(), comments(&world).len()), (vec![2], 2));
}

fn faults() -> impl Strategy<Value = Vec<Option<Fault>>> {
    let fault = prop_oneof![
        2 => Just(None),
        1 => Just(Some(Fault::Before)),
        1 => Just(Some(Fault::After)),
    ];
    prop::collection::vec(fault, 0..40)
}

proptest! {
    /// Whatever is lost on the way to GitHub, and however long Slack is down: each level is told once.
    #[test]
    fn each_level_once_and_none_lost(
        faults in faults(),
        down in prop::collection::vec(any::<bool>(), 0..20),
        minutes in prop::collection::vec(1_i64..200, 0..20),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let (world, slack) = (blocked().await, Slack::default());
            *world.faults.borrow_mut() = faults.into();
            *slack.down.borrow_mut() = down.into();
            for minutes in minutes.into_iter().chain([250; 24]) {
                auto(&world, &slack).await;
                wait(&world, minutes);
            }
            let mut levels = slack.levels();
            levels.sort_unstable();
            assert_eq!(levels, [2, 4]);
            assert_eq!(world.issues.borrow().len(), 2, "one issue of its own");
            let comments = comments(&world);
            for level in 2..5 {
                let begin = format!("**Level {level}, ");
                let said = comments.iter().filter(|text| text.starts_with(&begin));
                assert_eq!(said.count(), 1, "{comments:?}");
            }
            assert!(world.outbox.borrow().is_empty());
        });
    }
}
