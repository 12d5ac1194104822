//! A text that GitHub takes.

use super::*;

fn render(values: &BodyValues) -> String {
    let body = render_body("contract-change", None, values).unwrap();
    assert!(body.chars().count() <= BODY_LENGTH);
    assert!(body.ends_with(&format!("\n\n{MARKER}\n")));
    body
}

fn with_draft(draft: String) -> BodyValues {
    BodyValues {
        draft: Some(draft),
        ..values()
    }
}

#[test]
fn a_draft_that_fits_to_the_character_is_whole() {
    let room = BODY_LENGTH - render(&with_draft("a".to_owned())).chars().count() + 1;
    for filler in ["a", "é"] {
        let whole = render(&with_draft(filler.repeat(room)));
        assert_eq!(whole.chars().count(), BODY_LENGTH);
        assert!(!whole.contains("left out"));
    }
    let cut = render(&with_draft("a".repeat(room + 1)));
    assert!(cut.contains("\n\n_1 line of 1 is left out: an issue has no room for more._\n\n"));
}

#[test]
fn a_draft_that_does_not_fit_is_cut_at_a_line() {
    let lines: Vec<String> = (0..20_000).map(|line| format!("+line {line}")).collect();
    let body = render(&with_draft(lines.join("\n")));
    let (_, draft) = body.split_once("```diff\n").unwrap();
    let (kept, rest) = draft.split_once("\n```\n\n_").unwrap();
    let kept: Vec<&str> = kept.split('\n').collect();
    assert_eq!(kept, lines[..kept.len()]);
    let left_out = lines.len() - kept.len();
    let sentence =
        format!("{left_out} lines of 20000 are left out: an issue has no room for more._\n");
    assert!(rest.starts_with(&sentence), "{rest}");
    // One more line, and it would not have fitted.
    let more = lines[kept.len()].len() + 1;
    assert!(body.chars().count() + more > BODY_LENGTH);
}

#[test]
fn a_huge_draft_is_cut_too() {
    let body = render(&with_draft("+a line of a huge draft\n".repeat(500_000)));
    assert!(body.contains(" lines of 500000 are left out"));
    let body = render(&with_draft("x".repeat(20_000_000)));
    assert!(body.contains("_1 line of 1 is left out"));
    let body = render(&with_draft("\n".repeat(1_000_000) + "x"));
    assert!(body.contains(" lines of 1000001 are left out"));
}

#[test]
fn a_fence_that_grows_with_the_draft_fits_too() {
    let draft = "`".repeat(30_000) + "\n" + &"a\n".repeat(10_000) + &"~".repeat(2_000);
    let body = render(&with_draft(draft));
    assert!(body.contains("_10002 lines of 10002 are left out"));
}

#[test]
fn what_is_too_long_without_its_draft_is_refused() {
    let mut values = values();
    values.why = "a".repeat(BODY_LENGTH);
    let error = render_body("contract-change", None, &values).unwrap_err();
    assert!(matches!(error, TemplateError::TooLong { characters } if characters > BODY_LENGTH));
    values.draft = None;
    let error = render_body("contract-change", None, &values).unwrap_err();
    assert!(
        error.to_string().ends_with(", and GitHub takes 65536"),
        "{error}"
    );
}

#[test]
fn an_empty_draft_is_none() {
    for draft in ["", "\n \n"] {
        assert!(render(&with_draft(draft.to_owned())).contains("\n### Draft\n\n_No draft._\n"));
    }
}
