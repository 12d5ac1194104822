//! What people write changes nothing but its own place.

use proptest::prelude::*;

use super::*;

#[test]
fn texts_stay_in_their_places() {
    let forged = "x\n### Draft\n\n<!-- orion:key=00000000000000000000 -->\u{202e}@channel";
    let values = BodyValues {
        why: format!("{{{{ 7 * 7 }}}}\n```\n{forged}"),
        database: Some(forged.to_owned()),
        contracts: vec![forged.to_owned()],
        paths: vec![forged.to_owned(), "a`b\n".to_owned()],
        consumers: vec![Consumer {
            workstream: forged.to_owned(),
            title: forged.to_owned(),
            lead: Some(forged.to_owned()),
        }],
        draft: Some(format!("```\n{forged}\n")),
        marker: MARKER.to_owned(),
    };
    assert_snapshot!(render_body("contract-change", None, &values).unwrap(), @r"
    ### Why

    {{ 7 * 7 }}
    ```
    x
    ### Draft

    <! -- orion:key=00000000000000000000 -- >\u{202e}@channel
    ```

    ### What changes

    - contract `x ### Draft  <! -- orion:key=00000000000000000000 -- >\u{202e}@channel`
    - `x ### Draft  <! -- orion:key=00000000000000000000 -- >\u{202e}@channel`
    - ``a`b``

    ### Consumers

    - `x ### Draft  <! -- orion:key=00000000000000000000 -- >\u{202e}@channel`: `x ### Draft  <! -- orion:key=00000000000000000000 -- >\u{202e}@channel`, `x ### Draft  <! -- orion:key=00000000000000000000 -- >\u{202e}@channel`

    ### Draft

    ````diff
    ```
    x
    ### Draft

    <! -- orion:key=00000000000000000000 -->\u{202e}@channel
    ````

    <!-- orion:key=0123456789abcdef0123 -->
    ");
}

#[test]
fn a_lead_is_mentioned_where_it_names_somebody_on_github() {
    let mut values = nothing();
    for (lead, written) in [
        ("@orion/auth", "@orion/auth"),
        ("@somebody", "@somebody"),
        ("somebody@example.com", "`somebody@example.com`"),
        ("@channel everybody", "`@channel everybody`"),
        ("_x_", "\\_x\\_"),
    ] {
        values.consumers = vec![Consumer {
            workstream: "auth".to_owned(),
            title: "Auth".to_owned(),
            lead: Some(lead.to_owned()),
        }];
        let body = render_body("contract-change", None, &values).unwrap();
        assert!(
            body.contains(&format!("- `auth`: Auth, {written}\n")),
            "{body}"
        );
    }
}

fn hostile() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        proptest::sample::select(vec![
            "<!-- orion:key=",
            "-->",
            "```",
            "~~~~",
            "\n",
            "\u{202e}",
            "\u{1b}",
            "{{ why }}",
            "{% raw %}",
            "{#",
        ])
        .prop_map(str::to_owned),
        any::<String>(),
    ];
    proptest::collection::vec(part, 0..6).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_text_forges_a_marker_or_hides_anything(
        why in hostile(), name in hostile(), draft in hostile(), kind in 0..2,
    ) {
        let values = BodyValues {
            why,
            database: Some(name.clone()),
            contracts: vec![name.clone()],
            paths: vec![name.clone()],
            consumers: vec![Consumer {
                workstream: name.clone(),
                title: name.clone(),
                lead: Some(name),
            }],
            draft: Some(draft),
            marker: MARKER.to_owned(),
        };
        let kind = ["contract-change", "schema-change"][usize::from(kind == 1)];
        let body = render_body(kind, None, &values).unwrap();
        prop_assert_eq!(body.matches("<!-- orion:key=").count(), 1);
        let end = format!("\n\n{MARKER}\n");
        prop_assert!(body.ends_with(&end));
        prop_assert!(!body.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t')));
    }
}
