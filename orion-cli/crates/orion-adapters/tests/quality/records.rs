//! Records on disk.

use std::collections::BTreeMap;
use std::fs;

use insta::assert_snapshot;
use jiff::SignedDuration;
use orion_app::quality::QualityRecords as _;
use orion_core::quality::{FigureName, Measurement};

use crate::world::{measure, noon, records, world};

fn measurement(hours: i64) -> Measurement {
    Measurement {
        at: noon() + SignedDuration::from_hours(hours),
        commit: Some("c0ffee".to_owned()),
        figures: BTreeMap::from([(FigureName::LintErrors, 3.0)]),
        origin: vec!["target/lint \u{1b}[2J.json".to_owned()],
    }
}

#[test]
fn kept_in_order_and_whole() {
    let repository = world();
    let records = records(&repository);
    assert_eq!(records.measurements().unwrap(), []);
    assert!(
        !repository.top().join(".orion").exists(),
        "reading makes nothing"
    );
    for hours in [2, 1] {
        records.keep(&measurement(hours)).unwrap();
    }
    assert_eq!(
        records.measurements().unwrap(),
        [measurement(1), measurement(2)]
    );

    // What a writer leaves that dies, and a copy that was cut off.
    let directory = repository.top().join(".orion/quality");
    fs::write(directory.join(".new-dead"), "half").unwrap();
    let mut content = fs::read(records.path()).unwrap();
    content.extend_from_slice(b"{\"at\":\"2026-");
    fs::write(records.path(), content).unwrap();
    assert_eq!(records.measurements().unwrap().len(), 2);
    records.keep(&measurement(3)).unwrap();
    assert_eq!(records.measurements().unwrap().len(), 3);
    let mut names: Vec<_> = fs::read_dir(directory)
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["lock", "measurements.jsonl"]);
}

#[test]
fn bounded() {
    let repository = world();
    let records = records(&repository);
    for hours in 0..3 {
        records.keep(&measurement(hours)).unwrap();
    }
    records.keep(&measurement(24 * 40)).unwrap();
    assert_eq!(
        records.measurements().unwrap(),
        [measurement(2), measurement(24 * 40)]
    );
}

#[test]
fn what_is_no_record_is_told_and_takes_only_the_trend() {
    let repository = world();
    let records = records(&repository);
    records.keep(&measurement(0)).unwrap();
    let content = fs::read_to_string(records.path()).unwrap();
    fs::write(records.path(), format!("{{}}\n{content}")).unwrap();
    let because = measure(&repository, noon()).no_trend_because.unwrap();
    let top = repository.top().display().to_string();
    assert_snapshot!(because.replace(&top, "TOP"), @"`TOP/.orion/quality/measurements.jsonl` cannot be read: line 1 is no measurement (missing field `at` at line 1 column 2); move it away");
    assert!(
        records.keep(&measurement(1)).is_err(),
        "nothing is overwritten"
    );
    assert!(
        fs::read_to_string(records.path())
            .unwrap()
            .ends_with(&content)
    );
}

#[test]
fn several_at_once_lose_nothing() {
    let repository = world();
    let records = records(&repository);
    std::thread::scope(|scope| {
        for hours in 0..8 {
            let records = &records;
            scope.spawn(move || records.keep(&measurement(hours)).unwrap());
        }
    });
    assert_eq!(records.measurements().unwrap().len(), 8);
}
