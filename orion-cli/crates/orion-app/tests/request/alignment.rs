//! Labels follow what was decided in comments, whoever runs it.

use orion_app::align::{AlignReport, AlignStatus, align};
use orion_app::forge::{ForgeError, IssueStatus, Teams, look_up_teams};
use orion_app::outbox::{Outbox, OutboxStore as _};
use orion_app::request::Fate;
use orion_core::config::Member;
use orion_core::request::EventKind;

use crate::world::{World, number};

async fn requested() -> World {
    let world = World::new();
    world.put("a field is missing");
    world.send().await;
    world.login.replace("robot".to_owned());
    world
}

fn says(world: &World, login: &str, text: &str) {
    world.event(number(1), login, EventKind::Commented(text.to_owned()));
}

async fn aligned(world: &World) -> AlignReport {
    let outbox = Outbox {
        forge: world,
        store: world,
        time: world,
        rules: world.rules(),
    };
    align(&[], &outbox, &|_| ()).await.unwrap()
}

#[tokio::test]
async fn a_word_in_a_comment_moves_the_labels() {
    let world = requested().await;
    says(&world, "grace", "/approve");
    let report = aligned(&world).await;
    assert_eq!(report.requests[0].status, AlignStatus::Aligned);
    assert_eq!(
        world.labels(number(1)),
        ["contract-change", "orion:approved"]
    );
    let written = world.writes.get();
    let again = aligned(&world).await;
    assert_eq!(again.requests[0].status, AlignStatus::AsItWas);
    assert_eq!(world.writes.get(), written);
}

#[tokio::test]
async fn a_rejection_closes_and_a_label_by_a_stranger_goes() {
    let world = requested().await;
    let label = EventKind::Labeled("orion:approved".to_owned());
    world.event(number(1), "uma", label);
    aligned(&world).await;
    assert_eq!(
        world.labels(number(1)),
        ["contract-change", "orion:requested"]
    );
    says(&world, "mary", "/reject no");
    aligned(&world).await;
    let status = world.issues.borrow()[0].issue.status;
    assert_eq!(status, IssueStatus::NotPlanned);
    assert!(aligned(&world).await.requests.is_empty());
}

#[tokio::test]
async fn a_word_that_does_not_count_is_answered_once() {
    let world = requested().await;
    says(&world, "uma", "/approve");
    let report = aligned(&world).await;
    let answer = &report.requests[0].answers[0];
    assert_eq!(answer.fate, Fate::Sent);
    assert_eq!(
        answer.text,
        "The word `/approve` of @uma does not count. Members of `contracts` decide this request, by their GitHub \
         logins in `workstreams.toml`. `@grace` leads there."
    );
    assert!(world.entries().unwrap().is_empty());
    let written = world.writes.get();
    let again = aligned(&world).await;
    assert_eq!(again.requests[0].answers[0].fate, Fate::AlreadySent);
    assert_eq!(world.writes.get(), written);
    // Who agrees with what is so already hears nothing; who comes too late does.
    says(&world, "grace", "/approve");
    says(&world, "mary", "/approve");
    says(&world, "mary", "/changes the name");
    let late = aligned(&world).await;
    let texts: Vec<_> = late.requests[0].answers.iter().map(|it| &it.text).collect();
    assert_eq!(texts.len(), 2);
    assert!(
        texts[1].contains("was approved then, which does not lead to changes-requested"),
        "{texts:?}"
    );
}

/// A GitHub that tells who is in a team, or does not.
struct TeamsOf(Result<Vec<String>, ForgeError>);

impl Teams for TeamsOf {
    async fn members(&self, _: &str) -> Result<Vec<String>, ForgeError> {
        self.0.clone()
    }
}

#[tokio::test]
async fn where_a_team_is_not_known_nothing_is_written() {
    let mut world = requested().await;
    let team = Member::Team("acme/leads".to_owned());
    world.workspace.workstreams[0].members.push(team);
    says(&world, "zoe", "/approve");
    let hidden = TeamsOf(Err(ForgeError::Forbidden {
        message: "no".to_owned(),
        accepted: None,
    }));
    let unknown = look_up_teams(&hidden, &mut world.workspace).await;
    assert_eq!(unknown.unwrap().0, "acme/leads");
    let written = world.writes.get();
    let report = aligned(&world).await;
    assert_eq!(report.requests[0].status, AlignStatus::CouldNotTell);
    assert_eq!(report.requests[0].unknown_teams, ["@acme/leads"]);
    assert_eq!(world.writes.get(), written);

    let known = TeamsOf(Ok(vec!["Zoe".to_owned()]));
    assert_eq!(look_up_teams(&known, &mut world.workspace).await, None);
    let report = aligned(&world).await;
    assert_eq!(report.requests[0].status, AlignStatus::Aligned);
    assert_eq!(
        world.labels(number(1)),
        ["contract-change", "orion:approved"]
    );
}
