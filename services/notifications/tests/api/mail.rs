//! Letters, with a real conversation over a real socket: sent, put off, given up, and never lost.

use orion_contracts::event::UserRegistered;
use orion_contracts::notification::v1::Channel;
use orion_notifications::mail::MailSettings;

use crate::sink::{Mood, Sink};
use crate::world::{Otherwise, World, deleted, event, eventually, everywhere_with, registered};

fn mail(port: u16, attempts: u32) -> Otherwise {
    Otherwise {
        mail: Some(MailSettings {
            url: format!("smtp://127.0.0.1:{port}").parse().unwrap(),
            password: None,
            from: "Orion <orion@example.org>".parse().unwrap(),
            attempts,
        }),
        ..Otherwise::default()
    }
}

async fn count(world: &World, query: &'static str) -> i64 {
    let count = sqlx::query_scalar(query).fetch_one(world.database.pool());
    count.await.unwrap()
}

const WAITING: &str = "SELECT COUNT(*) FROM emails WHERE given_up_at IS NULL";
const GIVEN_UP: &str = "SELECT COUNT(*) FROM emails WHERE given_up_at IS NOT NULL";

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_goes_out_with_its_notification() {
    let sink = Sink::start(0, Mood::Taking).await;
    for world in everywhere_with(&mail(sink.port, 3)).await {
        let before = sink.received().len();
        let ada = registered("Ada {{ name }}\r\nBcc: eve@example.org");
        world.publish(&ada).await;
        let told = world.told(ada.id).await;
        let sent = [world.next_sent().await, world.next_sent().await];
        assert!(sent.iter().all(|sent| sent.notification_id == told.id));
        assert_eq!(
            sent.map(|sent| sent.channel),
            [Channel::InApp, Channel::Email]
        );

        let received = sink.received();
        assert_eq!(received.len(), before + 1);
        let letter = &received[before];
        assert_eq!(letter.from, "MAIL FROM:<orion@example.org>");
        assert_eq!(letter.to, format!("RCPT TO:<{}>", ada.data.email));
        let (head, body) = letter.text.split_once("\r\n\r\n").unwrap();
        let mut header: Vec<_> = head
            .lines()
            .filter(|line| !line.starts_with("Date:"))
            .map(|line| {
                line.replace(&told.id.to_string(), "ID")
                    .replace(&ada.data.email, "ADA")
            })
            .collect();
        header.sort();
        insta::allow_duplicates! {
            insta::assert_snapshot!(header.join("\n"), @"
            Auto-Submitted: auto-generated
            Content-Transfer-Encoding: 7bit
            Content-Type: text/plain; charset=utf-8
            From: Orion <orion@example.org>
            Message-ID: <ID@example.org>
            Subject: Welcome
            To: ADA
            ");
            insta::assert_snapshot!(body.replace('\r', ""), @"
            Your account is ready: you can log in with this address.

            If you have not opened it, somebody else has given your address. Tell an
            admin, and it will be deleted.
            .
            ");
        }
        eventually(async || (count(&world, WAITING).await == 0).then_some(())).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dead_server_holds_nothing_up_and_loses_nothing() {
    for number in 0..everywhere_with(&Otherwise::default()).await.len() {
        // A port that nobody listens at, until somebody does.
        let port = Sink::start(0, Mood::Taking).await.port;
        let world = everywhere_with(&mail(port, 3)).await.swap_remove(number);
        let first = registered("Ada");
        world.publish(&first).await;
        world.told(first.id).await;
        let second = world.register("Bob").await;
        assert_eq!(world.own(second).await.len(), 1);
        assert_eq!(count(&world, WAITING).await, 2);
        assert_eq!(count(&world, GIVEN_UP).await, 0);

        let sink = Sink::start(port, Mood::Taking).await;
        eventually(async || (sink.received().len() == 2).then_some(())).await;
        eventually(async || (count(&world, WAITING).await == 0).then_some(())).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_server_does_not_take_now_is_tried_again() {
    let sink = Sink::start(0, Mood::Busy).await;
    for world in everywhere_with(&mail(sink.port, 3)).await {
        sink.be(Mood::Busy);
        let (attempts, received) = (sink.attempts(), sink.received().len());
        world.register("Ada").await;
        eventually(async || (sink.attempts() > attempts).then_some(())).await;
        sink.be(Mood::Taking);
        eventually(async || (sink.received().len() > received).then_some(())).await;
        assert_eq!(sink.attempts(), attempts + 2);
        eventually(async || (count(&world, WAITING).await == 0).then_some(())).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_sent_is_given_up_and_kept() {
    let sink = Sink::start(0, Mood::Refusing).await;
    for world in everywhere_with(&mail(sink.port, 1)).await {
        for (given_up, mood) in (1..).zip([Mood::Refusing, Mood::Busy, Mood::BreakingOff]) {
            sink.be(mood);
            world.register("Ada").await;
            eventually(async || (count(&world, GIVEN_UP).await == given_up).then_some(())).await;
        }
        sink.be(Mood::Taking);
        let nobody = event(UserRegistered {
            email: "no address".to_owned(),
            ..registered("Ada").data
        });
        world.publish(&nobody).await;
        eventually(async || (count(&world, GIVEN_UP).await == 4).then_some(())).await;
        let failures: Vec<String> = sqlx::query_scalar("SELECT failure FROM emails")
            .fetch_all(world.database.pool())
            .await
            .unwrap();
        assert!(
            failures.iter().any(|why| why.contains("no such")),
            "{failures:?}"
        );
        assert!(
            failures.iter().all(|why| !why.contains('\u{1b}')),
            "{failures:?}"
        );
        // The next one goes out as ever.
        let received = sink.received().len();
        world.register("Bob").await;
        eventually(async || (sink.received().len() > received).then_some(())).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_user_gets_one_last_letter_and_no_other() {
    let sink = Sink::start(0, Mood::Busy).await;
    for world in everywhere_with(&mail(sink.port, 3)).await {
        sink.be(Mood::Busy);
        let (attempts, received) = (sink.attempts(), sink.received().len());
        let ada = registered("Ada");
        world.publish(&ada).await;
        eventually(async || (sink.attempts() > attempts).then_some(())).await;
        let gone = deleted(ada.data.user_id);
        world.publish(&gone).await;
        world.told(gone.id).await;
        sink.be(Mood::Taking);
        eventually(async || (count(&world, WAITING).await == 0).then_some(())).await;
        let letters = sink.received();
        assert_eq!(letters.len(), received + 1);
        assert!(
            letters[received]
                .text
                .contains("Subject: Your account was deleted")
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_never_goes_out_in_the_clear_where_tls_is_required() {
    let sink = Sink::start(0, Mood::Taking).await;
    let mut otherwise = mail(sink.port, 1);
    if let Some(mail) = &mut otherwise.mail {
        let url = format!("smtp://127.0.0.1:{}?tls=required", sink.port);
        mail.url = url.parse().unwrap();
    }
    for world in everywhere_with(&otherwise).await {
        world.register("Ada").await;
        eventually(async || (count(&world, GIVEN_UP).await == 1).then_some(())).await;
        assert_eq!(sink.attempts(), 0);
    }
}
