//! An issue that a form on GitHub makes has the sections of one that Orion writes.

use super::*;

const FORMS: [(&str, &str); 2] = [
    (
        "contract-change",
        include_str!("../../../../../../.github/ISSUE_TEMPLATE/contract-change.yml"),
    ),
    (
        "schema-change",
        include_str!("../../../../../../.github/ISSUE_TEMPLATE/schema-change.yml"),
    ),
];

/// A field of a form: its label, and the language of its answer, if that is rendered as code.
struct Field<'a> {
    label: &'a str,
    language: Option<&'a str>,
}

/// The fields of a form, which have each key on a line of its own.
fn fields(form: &str) -> Vec<Field<'_>> {
    let mut fields = Vec::new();
    for field in form.split("\n  - type: ").skip(1) {
        let value = |key: &str| {
            let key = format!("      {key}: ");
            field.lines().find_map(|line| line.strip_prefix(&*key))
        };
        fields.push(Field {
            label: value("label").unwrap(),
            language: value("render"),
        });
    }
    fields
}

/// The sections of a text: heading and content.
fn sections(body: &str) -> Vec<(&str, &str)> {
    let body = body.strip_prefix("### ").unwrap();
    body.split("\n\n### ")
        .map(|section| section.split_once("\n\n").unwrap())
        .collect()
}

/// What GitHub makes of a form and the answers to it.
fn as_github_writes(fields: &[Field<'_>], answers: &[String]) -> String {
    assert_eq!(fields.len(), answers.len());
    let sections: Vec<_> = fields
        .iter()
        .zip(answers)
        .map(|(field, answer)| match (field.language, answer.as_str()) {
            (_, "") => format!("### {}\n\n_No response_", field.label),
            (Some(language), _) => {
                format!("### {}\n\n```{language}\n{answer}\n```", field.label)
            }
            (None, _) => format!("### {}\n\n{answer}", field.label),
        })
        .collect();
    sections.join("\n\n")
}

#[test]
fn a_form_s_fields_are_the_template_s_headings() {
    for (kind, form) in FORMS {
        let labels: Vec<_> = fields(form).iter().map(|field| field.label).collect();
        for values in [values(), nothing()] {
            let body = render_body(kind, None, &values).unwrap();
            let headings: Vec<_> = sections(&body).iter().map(|section| section.0).collect();
            assert_eq!(headings, labels, "{kind}");
        }
    }
}

#[test]
fn the_same_answers_make_the_same_text() {
    for (kind, form) in FORMS {
        let fields = fields(form);
        let body = render_body(kind, None, &values()).unwrap();
        let body = body.trim_end().strip_suffix(MARKER).unwrap().trim_end();
        let answers: Vec<String> = sections(body)
            .iter()
            .map(|(_, content)| {
                let code = content.strip_prefix("```diff\n");
                code.map_or(*content, |code| code.strip_suffix("\n```").unwrap())
                    .to_owned()
            })
            .collect();
        assert_eq!(as_github_writes(&fields, &answers), body, "{kind}");
    }
}

#[test]
fn a_form_labels_its_issue_as_what_it_is() {
    for (kind, form) in FORMS {
        let labels = format!("\nlabels: [{kind}, \"orion:requested\"]\n");
        assert!(form.contains(&labels), "{kind}");
    }
}
