//! A project's own templates.

use super::*;

fn render(template: &str) -> Result<String, TemplateError> {
    render_body("contract-change", Some(template), &values())
}

fn why_not(template: &str) -> String {
    render(template).unwrap_err().to_string()
}

#[test]
fn it_stands_in_the_place_of_orion_s() {
    assert_snapshot!(render("# {{ contracts | join(\", \") }}\n{% for c in consumers %}\n* {{ c.title }}\n{% endfor %}\n").unwrap(), @r"
    # `auth-api`, `user.deleted`
    * Gateway
    * Admin\_UI

    <!-- orion:key=0123456789abcdef0123 -->
    ");
}

#[test]
fn the_marker_is_there_whatever_it_says() {
    let body = render("nothing").unwrap();
    assert_eq!(body, format!("nothing\n\n{MARKER}\n"));
}

#[test]
fn a_value_that_there_is_none_of_is_named_with_its_line() {
    assert_snapshot!(why_not("one\ntwo {{ reason }}\n"), @"the template `contract-change` cannot be used: line 2: `reason` is undefined");
    assert_snapshot!(why_not("{% if reason %}{% endif %}"), @"the template `contract-change` cannot be used: line 1: `reason` is undefined");
    assert_snapshot!(why_not("\n\n{% for c in consumers %}{{ c.owner }}{% endfor %}"), @"the template `contract-change` cannot be used: line 3: `c.owner` is undefined");
    assert_snapshot!(why_not("{{ marker }}"), @"the template `contract-change` cannot be used: line 1: `marker` is undefined");
}

#[test]
fn what_is_wrong_is_named_with_its_line() {
    assert_snapshot!(why_not("one\n{% if why %}\n"), @"the template `contract-change` cannot be used: line 2: unexpected end of input, expected end of block");
    assert_snapshot!(why_not("{{ why | shout }}"), @"the template `contract-change` cannot be used: line 1: unknown filter: filter shout is unknown");
    assert_snapshot!(why_not("{% include \"contract-change\" %}"), @"the template `contract-change` cannot be used: line 1: unknown statement include");
}

#[test]
fn what_does_not_come_to_an_end_is_stopped() {
    let endless = "it does not come to an end, or makes far more text than an issue holds";
    for template in [
        "{% for a in range(9999) %}{% for b in range(9999) %}{{ b }}{% endfor %}{% endfor %}",
        "{{ \"x\" * 1000000000 }}",
    ] {
        assert_eq!(
            why_not(template),
            format!("the template `contract-change` cannot be used: line 1: {endless}")
        );
    }
    assert_snapshot!(why_not("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}"), @"the template `contract-change` cannot be used: line 1: invalid operation: recursion limit exceeded");
    assert_snapshot!(why_not("{% macro a() %}{{ a() }}{{ a() }}{% endmacro %}{{ a() }}"), @"the template `contract-change` cannot be used: line 1: invalid operation: recursion limit exceeded");
}
