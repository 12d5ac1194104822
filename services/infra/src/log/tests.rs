//! What is logged, and how it looks.

use std::io::{self, Write};
use std::sync::{Arc, Mutex};
use std::thread;

use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use serde_json::Value;
use tokio::sync::Notify;
use tracing_subscriber::EnvFilter;

use super::{LogFormat, LogSettings, output, subscriber};
use crate::http::RequestLog;
use crate::service::Built;
use crate::testing::serve_with;

/// Keeps what was logged.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<u8>>>);

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn logged(format: LogFormat, filter: &str, work: impl FnOnce()) -> String {
    let kept = Kept::default();
    let writer = kept.clone();
    let settings = LogSettings {
        format,
        filter: EnvFilter::new(filter),
    };
    tracing::subscriber::with_default(subscriber(settings, move || writer.clone()), work);
    let bytes = kept.0.lock().unwrap().clone();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn json_is_one_object_a_line() {
    let log = logged(LogFormat::Json, "info", || {
        tracing::info!(service = "auth", attempt = 2, "two\nlines");
        tracing::warn!("second");
    });
    let events: Vec<Value> = log
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(events.len(), 2);
    assert_eq!(events[0]["level"], "INFO");
    assert_eq!(events[0]["message"], "two\nlines");
    assert_eq!(events[0]["service"], "auth");
    assert_eq!(events[0]["attempt"], 2);
    assert!(events[0]["timestamp"].is_string());
    assert_eq!(events[1]["level"], "WARN");
}

#[test]
fn the_filter_decides_what_is_logged() {
    let log = logged(LogFormat::Pretty, "warn", || {
        tracing::info!("not this");
        tracing::warn!("but this");
    });
    assert!(log.contains("but this"), "{log}");
    assert!(!log.contains("not this"), "{log}");
}

#[test]
fn text_from_elsewhere_cannot_steer_a_terminal() {
    let log = logged(LogFormat::Pretty, "info", || {
        tracing::info!(name = "\u{1b}[2Jada", "registered");
    });
    assert!(!log.contains('\u{1b}'), "{log:?}");
}

/// What is logged while somebody asks a service for each path.
fn logged_requests(format: LogFormat, requests: RequestLog, paths: &[&str]) -> String {
    let routes = Router::new()
        .route("/well/{id}", get(async || tracing::info!("within")))
        .route("/failed", get(StatusCode::INTERNAL_SERVER_ERROR));
    logged(format, "info", || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async {
            let built = |_| Built::new(routes);
            let server = serve_with(|settings| settings.requests = requests, built).await;
            for path in paths {
                let request = reqwest::Client::new()
                    .get(format!("{}{path}", server.url))
                    .header("x-request-id", "r-1")
                    .header(
                        "traceparent",
                        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                    );
                request.send().await.unwrap();
            }
            server.stop().await.unwrap();
        });
    })
}

fn events(log: &str) -> Vec<Value> {
    log.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn each_line_of_a_request_says_which() {
    let log = logged_requests(LogFormat::Json, RequestLog::All, &["/well/7?secret=x"]);
    let events = events(&log);
    let messages: Vec<_> = events.iter().map(|event| &event["message"]).collect();
    assert_eq!(messages, ["listening", "within", "answered", "stopped"]);
    for event in &events {
        assert_eq!(event["service"], "test");
    }
    for event in &events[1..=2] {
        assert_eq!(event["request_id"], "r-1");
        assert_eq!(event["trace_id"], "0af7651916cd43dd8448eb211c80319c");
    }
    let answered = &events[2];
    assert_eq!(answered["method"], "GET");
    assert_eq!(answered["route"], "/well/{id}");
    assert_eq!(answered["status"], 200);
    assert!(answered["ms"].as_f64().unwrap() > 0.0);
    assert!(!log.contains("secret"));
    assert!(events[0].get("request_id").is_none());

    let pretty = logged_requests(LogFormat::Pretty, RequestLog::All, &["/well/7"]);
    let within = pretty.lines().find(|line| line.contains("within")).unwrap();
    assert!(
        within.ends_with(
            "within service=test request_id=r-1 trace_id=0af7651916cd43dd8448eb211c80319c"
        ),
        "{within}"
    );
}

#[test]
fn what_failed_and_what_there_is_not_is_told_apart() {
    let paths = ["/failed", "/absent", "/health/live"];
    let log = logged_requests(LogFormat::Json, RequestLog::All, &paths);
    let answered: Vec<_> = events(&log)
        .into_iter()
        .filter(|event| event["message"] == "answered")
        .collect();
    assert_eq!(answered.len(), 2, "{log}");
    assert_eq!(answered[0]["level"], "WARN");
    assert_eq!(answered[0]["status"], 500);
    assert_eq!(answered[1]["level"], "INFO");
    assert_eq!(answered[1]["path"], "/absent");
}

#[test]
fn requests_are_logged_as_far_as_the_setting_says() {
    let paths = ["/well/7", "/failed"];
    let count = |requests| {
        let log = logged_requests(LogFormat::Json, requests, &paths);
        log.matches("answered").count()
    };
    assert_eq!(count(RequestLog::All), 2);
    assert_eq!(count(RequestLog::Slow), 1);
    assert_eq!(count(RequestLog::None), 0);
}

#[test]
fn a_client_that_leaves_is_seen() {
    let (begun, log) = (Arc::new(Notify::new()), Kept::default());
    let routes = Router::new().route(
        "/",
        get({
            let begun = begun.clone();
            async move || {
                begun.notify_one();
                std::future::pending::<()>().await;
            }
        }),
    );
    let writer = log.clone();
    let settings = LogSettings {
        format: LogFormat::Json,
        filter: EnvFilter::new("info"),
    };
    tracing::subscriber::with_default(subscriber(settings, move || writer.clone()), || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async {
            let server = serve_with(|_| {}, |_| Built::new(routes)).await;
            let asking = tokio::spawn(reqwest::get(server.url.clone()));
            begun.notified().await;
            asking.abort();
            server.stop().await.unwrap();
        });
    });
    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    let abandoned = events(&log)
        .into_iter()
        .find(|event| event["message"] == "abandoned")
        .unwrap();
    assert_eq!(abandoned["route"], "/");
    assert!(abandoned["request_id"].is_string());
}

#[test]
fn a_line_is_json_whatever_is_in_it() {
    let log = logged(LogFormat::Json, "info", || {
        let error = std::io::Error::other("broken");
        let error: &(dyn std::error::Error + 'static) = &error;
        tracing::info!(
            text = "\"\\\n\u{1}é",
            number = f64::NAN,
            truth = true,
            missing = Option::<&str>::None,
            debug = ?Some("x"),
            service = "another",
            error,
            "said"
        );
    });
    let event = &events(&log)[0];
    assert_eq!(event["text"], "\"\\\n\u{1}é");
    assert_eq!(event["number"], Value::Null);
    assert_eq!(event["debug"], "Some(\"x\")");
    assert_eq!(event["service"], "another");
    assert_eq!(event["error"], "broken");
    assert!(event.get("missing").is_none());
}

#[test]
fn everything_is_written_before_the_end_in_order() {
    let kept = Kept::default();
    let (output, flush) = output::open(kept.clone()).unwrap();
    thread::scope(|scope| {
        for writer in 0..4 {
            let output = output.clone();
            scope.spawn(move || {
                for number in 0..1000 {
                    let line = format!("{writer} {number:0>2000}\n");
                    (&output).write_all(line.as_bytes()).unwrap();
                }
            });
        }
    });
    drop(flush);
    let written = String::from_utf8(kept.0.lock().unwrap().clone()).unwrap();
    for writer in 0..4 {
        let prefix = format!("{writer} ");
        let numbers: Vec<u32> = written
            .lines()
            .filter_map(|line| line.strip_prefix(&prefix)?.parse().ok())
            .collect();
        assert_eq!(numbers, (0..1000).collect::<Vec<_>>());
    }
    (&output).write_all(b"too late\n").unwrap();
}
