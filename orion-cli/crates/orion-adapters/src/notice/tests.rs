//! What is sent, and what an error keeps to itself.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;

use insta::assert_snapshot;
use orion_core::config::Member;
use orion_core::ids::IssueNumber;

use super::*;

fn message() -> Message {
    Message {
        level: 4,
        level_name: "Emergency".to_owned(),
        repository: "acme/shop".to_owned(),
        number: IssueNumber::new(12).unwrap(),
        title: "<!channel> & @here: *broken*".to_owned(),
        url: "https://github.com/acme/shop/issues/12".to_owned(),
        why: "blocked".to_owned(),
        since: "2026-11-26T09:00:00Z".parse().unwrap(),
        people: vec![
            Member::Login("grace".to_owned()),
            Member::Login("dan".to_owned()),
        ],
        is_for_channel: false,
        steps: vec!["Call an emergency sync.".to_owned()],
    }
}

fn notices() -> Notices {
    Notices {
        slack: SlackSettings {
            users: vec![(Member::Login("Grace".to_owned()), "U024BE7LH".to_owned())],
            ..SlackSettings::default()
        },
        ..Notices::default()
    }
}

#[test]
fn nothing_rings_in_slack_but_who_is_meant() {
    let mut message = message();
    let sent = slack::payload(&message, &notices().slack);
    assert_snapshot!(pretty(&sent), @r#"
    {
      "text": "Level 4, Emergency: blocked since 2026-11-26T09:00:00Z: <https://github.com/acme/shop/issues/12|#12>: `&lt;!channel&gt; &amp; @ here: *broken*` <@U024BE7LH> @dan",
      "blocks": [
        {
          "type": "section",
          "text": {
            "type": "mrkdwn",
            "text": "Level 4, Emergency: blocked since 2026-11-26T09:00:00Z"
          }
        },
        {
          "type": "section",
          "text": {
            "type": "mrkdwn",
            "text": "<https://github.com/acme/shop/issues/12|#12>: `&lt;!channel&gt; &amp; @ here: *broken*`"
          }
        },
        {
          "type": "section",
          "text": {
            "type": "mrkdwn",
            "text": "<@U024BE7LH> @dan"
          }
        },
        {
          "type": "section",
          "text": {
            "type": "mrkdwn",
            "text": "• Call an emergency sync."
          }
        }
      ]
    }
    "#);
    assert!(!sent.to_string().contains("<!channel>"));
    message.is_for_channel = true;
    let sent = slack::payload(&message, &notices().slack);
    assert_eq!(
        sent["blocks"][2]["text"]["text"],
        "<!channel> <@U024BE7LH> @dan"
    );
    assert_eq!(
        sent.to_string().matches("<!channel>").count(),
        2,
        "text and block"
    );
}

#[test]
fn the_longest_texts_fit() {
    let mut message = message();
    message.title = "\u{e0001}".repeat(10_000);
    message.level_name = "\u{200b}".repeat(10_000);
    message.steps = vec!["\u{e0001}`".repeat(10_000); 100];
    message.people = vec![Member::Email(format!("{}@example.com", "&".repeat(50))); 100];
    let sent = slack::payload(&message, &SlackSettings::default());
    let blocks = sent["blocks"].as_array().unwrap();
    assert!(blocks.len() <= 50);
    for block in blocks {
        let text = block["text"]["text"].as_str().unwrap();
        assert!(text.chars().count() <= 3_000, "{}", text.chars().count());
    }
}

#[test]
fn a_generic_webhook_gets_every_part() {
    assert_snapshot!(pretty(&generic::payload(&message())), @r#"
    {
      "schema": 1,
      "event": "escalation",
      "level": 4,
      "name": "Emergency",
      "repository": "acme/shop",
      "number": 12,
      "title": "<!channel> & @here: *broken*",
      "url": "https://github.com/acme/shop/issues/12",
      "why": "blocked",
      "since": "2026-11-26T09:00:00Z",
      "people": [
        "@grace",
        "@dan"
      ],
      "is_for_channel": false,
      "steps": [
        "Call an emergency sync."
      ]
    }
    "#);
}

fn pretty(payload: &serde_json::Value) -> String {
    serde_json::to_string_pretty(payload).unwrap()
}

fn webhooks(slack: &str) -> Webhooks {
    let slack = slack.to_owned();
    Webhooks::new(&notices(), move |name| {
        (name == "ORION_SLACK_WEBHOOK").then(|| slack.clone().into())
    })
}

async fn tell(slack: &str) -> Result<(), NoticeError> {
    webhooks(slack).tell(OuterSink::Slack, &message()).await
}

#[tokio::test]
async fn an_error_does_not_tell_the_address() {
    // A port that nobody listens at.
    let port = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    for address in [
        format!("http://127.0.0.1:{port}/services/T000/B000/canary?token=canary"),
        format!("http://canary.invalid:{port}/services/canary"),
        "ftp://example.com/canary".to_owned(),
        "canary".to_owned(),
    ] {
        let error = tell(&address).await.unwrap_err();
        let shown = format!("{error} {error:?} {:?}", webhooks(&address));
        assert!(!shown.contains("canary"), "{shown}");
    }
    let missing = tell(" ").await.unwrap_err();
    assert_eq!(missing.to_string(), "`ORION_SLACK_WEBHOOK` is not set");
    let missing = webhooks("x")
        .tell(OuterSink::Webhook, &message())
        .await
        .unwrap_err();
    assert_eq!(missing.to_string(), "`ORION_WEBHOOK` is not set");
}

#[tokio::test]
async fn what_is_refused_or_sent_elsewhere_has_not_arrived() {
    for (status, shown) in [
        ("404 Not Found", "it was refused with 404: no … there"),
        (
            "302 Found\r\nLocation: /elsewhere",
            "it was refused with 302: no … there",
        ),
    ] {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let server = std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut request = vec![0; 65_536];
            let read = stream.read(&mut request).unwrap();
            let body = "no /services/canary there";
            let length = body.len();
            write!(
                stream,
                "HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
            )
            .unwrap();
            String::from_utf8_lossy(&request[..read]).into_owned()
        });
        let error = tell(&format!("http://{address}/services/canary"))
            .await
            .unwrap_err();
        assert_eq!(error.to_string(), shown);
        let request = server.join().unwrap().to_lowercase();
        assert!(
            request.starts_with("post /services/canary http/1.1\r\n"),
            "{request}"
        );
        assert!(
            request.contains("content-type: application/json"),
            "{request}"
        );
    }
}
