//! What is taken over from a caller, and what is not.

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use proptest::prelude::*;

use super::{REQUEST_ID, RequestId, TRACEPARENT, TRACESTATE, Trace, TraceParent};

const CALLER: &str = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

fn headers(entries: &[(HeaderName, &str)]) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for (name, value) in entries {
        headers.append(name, HeaderValue::from_str(value).unwrap());
    }
    headers
}

fn received(traceparent: &str) -> Option<TraceParent> {
    TraceParent::received(&HeaderValue::from_str(traceparent).unwrap())
}

#[test]
fn a_caller_s_trace_is_continued_from_a_place_of_its_own() {
    let parent = received(CALLER).unwrap();
    assert_eq!(
        parent.trace_id().to_string(),
        "0af7651916cd43dd8448eb211c80319c"
    );
    let handed_on = parent.header();
    let handed_on = handed_on.to_str().unwrap();
    assert!(handed_on.starts_with("00-0af7651916cd43dd8448eb211c80319c-"));
    assert!(handed_on.ends_with("-01"));
    assert!(!handed_on.contains("b7ad6b7169203331"), "{handed_on}");
}

#[test]
fn what_breaks_the_standard_begins_a_new_trace() {
    for broken in [
        "",
        "00",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-1",
        "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    ] {
        assert_eq!(received(broken), None, "{broken}");
    }
    let twice = headers(&[(TRACEPARENT, CALLER), (TRACEPARENT, CALLER)]);
    let begun = Trace::of(&twice).parent().trace_id().to_string();
    assert!(!CALLER.contains(&begun));
}

#[test]
fn later_versions_are_read_as_far_as_they_are_known() {
    let later = "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-ff-what-comes";
    let header = received(later).unwrap().header();
    assert!(header.to_str().unwrap().starts_with("00-"));
    assert!(header.to_str().unwrap().ends_with("-03"));
}

#[test]
fn the_state_goes_with_the_trace_it_belongs_to() {
    let state = "rojo=00f067aa0ba902b7";
    let sound = headers(&[(TRACEPARENT, CALLER), (TRACESTATE, state)]);
    assert_eq!(Trace::of(&sound).headers()[TRACESTATE], state);
    let broken = headers(&[(TRACEPARENT, "broken"), (TRACESTATE, state)]);
    assert_eq!(Trace::of(&broken).headers().get(TRACESTATE), None);
    let long = format!("rojo={}", "0".repeat(600));
    let long = headers(&[(TRACEPARENT, CALLER), (TRACESTATE, &long)]);
    assert_eq!(Trace::of(&long).headers().get(TRACESTATE), None);
}

#[test]
fn an_event_goes_on_where_it_was_published() {
    let published = Trace::begin();
    let entries: Vec<_> = published.entries().collect();
    let entries = entries
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()));
    let consumed = Trace::of_entries(entries);
    assert_eq!(consumed.request_id(), published.request_id());
    assert_eq!(consumed.parent().trace_id(), published.parent().trace_id());
    assert_ne!(consumed.parent(), published.parent());
}

#[test]
fn a_new_id_is_a_uuid_that_a_problem_can_name() {
    let id = RequestId::generate();
    assert_eq!(id.instance(), format!("urn:uuid:{id}"));
    assert_ne!(id, RequestId::generate());
    let other = RequestId::received(&HeaderValue::from_static("build-17/3")).unwrap();
    assert_eq!(other.instance(), "build-17/3");
}

proptest! {
    #[test]
    fn an_id_from_outside_is_kept_exactly_when_it_is_sound(bytes: Vec<u8>) {
        if let Ok(value) = HeaderValue::from_bytes(&bytes) {
            let sound = !bytes.is_empty() && bytes.len() <= 128 && bytes.iter().all(u8::is_ascii_graphic);
            let trace = Trace::of(&HeaderMap::from_iter([(REQUEST_ID, value.clone())]));
            prop_assert_eq!(trace.request_id().header() == value, sound);
        }
    }

    #[test]
    fn no_header_is_too_strange(text in "\\PC{0,80}") {
        if let Ok(value) = HeaderValue::from_str(&text) {
            let trace = Trace::of(&HeaderMap::from_iter([(TRACEPARENT, value)]));
            let again = trace.parent().header();
            prop_assert!(TraceParent::received(&again).is_some());
        }
    }

    #[test]
    fn every_sound_parent_is_continued(trace in 1u128.., span in 1u64.., flags: u8) {
        let text = format!("00-{trace:032x}-{span:016x}-{flags:02x}");
        let parent = received(&text).unwrap();
        prop_assert_eq!(parent.trace_id().to_string(), format!("{trace:032x}"));
    }
}
