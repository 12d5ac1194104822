//! What is kept, and what a trend shows.

use super::*;

fn at(day: i64, hour: i64) -> Timestamp {
    Timestamp::from_second(day * DAY + hour * 3600).unwrap()
}

fn measured(day: i64, hour: i64, coverage: f64) -> Measurement {
    Measurement {
        at: at(day, hour),
        commit: None,
        figures: BTreeMap::from([(FigureName::Coverage, coverage)]),
        origin: Vec::new(),
    }
}

#[test]
fn a_year_is_kept_by_the_day() {
    let all: Vec<_> = (0..500)
        .flat_map(|day| [measured(day, 1, 1.0), measured(day, 20, 2.0)])
        .collect();
    let now = at(499, 21);
    let kept = thinned(all, now);
    assert_eq!(kept.len(), 400);
    let of_day = |day| {
        kept.iter()
            .filter(|it| it.at >= at(day, 0) && it.at < at(day + 1, 0))
            .count()
    };
    assert_eq!((of_day(450), of_day(470), of_day(499)), (1, 2, 2));
    assert!(kept.is_sorted_by_key(|measurement| measurement.at));
    let old = kept.iter().find(|it| it.at < at(450, 0)).unwrap();
    assert_eq!(old.figures.get(&FigureName::Coverage), Some(&2.0));
    assert_eq!(thinned(kept.clone(), now), kept);
}

#[test]
fn a_day_without_a_value_is_none() {
    let mut lint = measured(99, 3, 0.0);
    lint.figures = BTreeMap::from([(FigureName::LintErrors, 4.0)]);
    let all = [
        measured(92, 1, 50.0),
        measured(94, 1, 60.0),
        measured(94, 2, 61.0),
        lint,
        measured(100, 1, 70.0),
        measured(100, 5, 99.0),
    ];
    let told = trend(&all, FigureName::Coverage, at(100, 2));
    assert_eq!(told, [Some(61.0), None, None, None, None, None, Some(70.0)]);
    let lint = trend(&all, FigureName::LintErrors, at(100, 2));
    assert_eq!(lint, [None, None, None, None, None, Some(4.0), None]);
}

#[test]
fn written_as_one_line() {
    let line = serde_json::to_string(&measured(100, 2, 81.5)).unwrap();
    insta::assert_snapshot!(line, @r#"{"at":"1970-04-11T02:00:00Z","commit":null,"figures":{"coverage":81.5},"origin":[]}"#);
    assert_eq!(
        serde_json::from_str::<Measurement>(&line).unwrap(),
        measured(100, 2, 81.5)
    );
}
