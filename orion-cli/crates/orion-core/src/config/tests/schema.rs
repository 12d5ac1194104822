//! The JSON Schema and the parser agree.

use jsonschema::Validator;
use proptest::prelude::*;
use serde_json::Value;
use toml::de::{DeTable, DeValue};

use super::{EVERYTHING, with_frame};
use crate::codes::ALL;
use crate::config::{json_schema, parse};

fn validator() -> Validator {
    jsonschema::draft202012::new(&json_schema()).unwrap()
}

/// The file as an editor's validator sees it.
fn as_json(source: &str) -> Value {
    fn any_value(value: &DeValue<'_>) -> Value {
        match value {
            DeValue::String(text) => Value::from(text.as_ref()),
            DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
                .unwrap()
                .into(),
            DeValue::Float(number) => number.as_str().parse::<f64>().unwrap().into(),
            DeValue::Boolean(truth) => Value::from(*truth),
            DeValue::Datetime(date) => Value::from(date.to_string()),
            DeValue::Array(values) => values
                .iter()
                .map(|entry| any_value(entry.get_ref()))
                .collect(),
            DeValue::Table(entries) => any_table(entries),
        }
    }
    fn any_table(entries: &DeTable<'_>) -> Value {
        entries
            .iter()
            .map(|(key, entry)| (key.get_ref().to_string(), any_value(entry.get_ref())))
            .collect()
    }
    any_table(DeTable::parse(source).unwrap().get_ref())
}

#[track_caller]
pub(super) fn assert_accepted(source: &str) {
    let json = as_json(source);
    let errors: Vec<String> = validator()
        .iter_errors(&json)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

#[test]
fn the_schema_is_one() {
    jsonschema::meta::validate(&json_schema()).unwrap();
}

#[test]
fn the_schema_knows_every_key() {
    assert_accepted(EVERYTHING);
}

/// Rules that the shape of the file alone decides: an editor can show them without Orion.
const STRUCTURAL: &[&str] = &[
    "CFG003", "CFG004", "CFG005", "CFG006", "CFG007", "CFG008", "CFG009", "CFG011", "CFG012",
    "CFG013", "CFG015", "CFG020", "CFG021", "CFG023", "CFG024", "CFG025", "CFG026", "CFG027",
];

#[test]
fn what_is_wrong_by_its_shape_is_refused() {
    let validator = validator();
    for rule in ALL.iter().filter(|rule| STRUCTURAL.contains(&rule.code.0)) {
        let source: String = rule
            .example
            .lines()
            .filter_map(|line| line.strip_prefix("    ").or(line.is_empty().then_some("")))
            .flat_map(|line| [line, "\n"])
            .collect();
        assert!(
            !validator.is_valid(&as_json(&with_frame(&source))),
            "{}",
            rule.code
        );
    }
}

#[test]
fn what_cannot_be_together_is_refused() {
    let validator = validator();
    for source in [
        "[services.a]\nworkstream = \"w\"\nimage = \"a\"\nbuild = {}\n",
        "[services.a]\nworkstream = \"w\"\nbuild = { package = \"a\", target = \"b\" }\n",
        "[services.a]\nworkstream = \"w\"\nbuild = { base = \"b\" }\n",
        "[services.a]\nworkstream = \"w\"\nhealth = {}\n",
        "[services.a]\nworkstream = \"w\"\nhealth = { tcp = 1, amqp = 2 }\n",
        "[services.a]\nworkstream = \"w\"\nhealth = { tcp = 1, port = 2 }\n",
        "[[gates.push.steps]]\nname = \"a\"\n",
        "[[gates.push.steps]]\nname = \"a\"\nrun = \"a\"\ncheck = \"conflicts\"\n",
        "[workstreams.w]\ndays = [1]\n",
        "[workstreams.w]\nestimate = [1, 2]\n",
        "[workstreams.w]\ndeliverables = [{ name = \"a\", proof = { path = \"a\", at-least = 2 } }]\n",
    ] {
        let source = with_frame(source);
        assert!(parse(&source).workspace.is_none(), "{source}");
        assert!(!validator.is_valid(&as_json(&source)), "{source}");
    }
}

/// Where a value stands and another of the same file to put there.
fn swaps() -> impl Strategy<Value = (usize, usize)> {
    (0..usize::MAX, 0..usize::MAX)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Values are swapped about: now and then the file is still good, and then the schema must take it too.
    #[test]
    fn what_the_parser_takes_the_schema_takes(swaps in proptest::collection::vec(swaps(), 1..3)) {
        let lines: Vec<&str> = EVERYTHING.lines().collect();
        let values: Vec<usize> = (0..lines.len()).filter(|at| lines[*at].contains(" = ")).collect();
        let mut source: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
        for (to, from) in swaps {
            let to = values[to % values.len()];
            let from = values[from % values.len()];
            let key = lines[to].split(" = ").next().unwrap();
            let value = lines[from].split_once(" = ").unwrap().1;
            source[to] = format!("{key} = {value}");
        }
        let source = source.join("\n");
        if parse(&source).workspace.is_some() {
            assert_accepted(&source);
        }
    }
}
