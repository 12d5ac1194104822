//! `docs/rules.md`

use std::fmt::Write as _;

use orion_core::codes::{ALL, Rule};

use super::{NOTICE, cell, check};

#[test]
fn rules_are_documented() {
    let mut text = format!(
        "{NOTICE}\n# Rules and error codes\n\n`orion explain CODE` says the same.\n\n\
         | code | name |\n| --- | --- |\n"
    );
    for Rule { code, name, .. } in ALL {
        let anchor = code.0.to_ascii_lowercase();
        writeln!(text, "| [{code}](#{anchor}) | {} |", cell(name)).unwrap();
    }
    for rule in ALL {
        let Rule {
            code,
            name,
            what,
            why,
            example,
            fix,
        } = rule;
        write!(
            text,
            "\n## {code}\n\n**{name}.** {what}\n\n**Why.** {why}\n\n**Example.** {example}\n\n**Fix.** {fix}\n"
        )
        .unwrap();
    }
    check("docs/rules.md", &text);
}

#[test]
fn rules_are_complete_and_in_order() {
    assert!(
        ALL.is_sorted_by(|one, other| one.code < other.code),
        "by code, each once"
    );
    for Rule {
        code,
        name,
        what,
        why,
        example,
        fix,
    } in ALL
    {
        let (family, number) = code.0.split_at(3);
        assert!(
            family.bytes().all(|b| b.is_ascii_uppercase())
                && number.len() == 3
                && number.bytes().all(|b| b.is_ascii_digit()),
            "{code}: three capitals and three digits"
        );
        assert!(!name.ends_with('.') && !name.contains('\n'), "{code}: name");
        for (part, body) in [
            ("what", what),
            ("why", why),
            ("example", example),
            ("fix", fix),
        ] {
            assert!(
                !body.trim().is_empty() && body.trim() == *body,
                "{code}: {part}"
            );
        }
        for part in [what, why, example, fix] {
            let last = part.lines().last().unwrap_or_default();
            assert!(
                last.starts_with("    ") || last.ends_with(['.', '?', ')']),
                "{code}: whole sentences, or what is indented: {part}"
            );
        }
    }
}
