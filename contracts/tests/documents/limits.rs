//! What the schemas allow and what `Validate` accepts are the same, so that whoever keeps to the documents is
//! never refused, and whoever does not always is.

use jsonschema::Validator;
use orion_contracts::Validate;
use orion_contracts::auth::v1::{
    IntrospectRequest, LogInRequest, LogOutRequest, RefreshRequest, RegisterRequest,
};
use orion_contracts::notification::v1::MarkReadRequest;
use orion_contracts::user::v1::UpdateUserRequest;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use crate::reading::validator;

fn schema_of<T: JsonSchema>() -> Validator {
    let schema = schemars::generate::SchemaSettings::draft2020_12()
        .into_generator()
        .into_root_schema_for::<T>();
    validator(schema.as_value(), &json!({}))
}

fn accepts<T: DeserializeOwned + Validate>(value: &Value) -> bool {
    serde_json::from_value::<T>(value.clone()).is_ok_and(|request| request.faults().is_empty())
}

#[track_caller]
fn agree<T: DeserializeOwned + Validate + JsonSchema>(validator: &Validator, value: &Value) {
    assert_eq!(accepts::<T>(value), validator.is_valid(value), "{value}");
}

/// Characters that some rule treats in its own way, or that some language counts differently.
const CHARACTERS: &[char] = &[
    '@',
    '@',
    'a',
    'ß',
    '.',
    '"',
    '\\',
    '\0',
    '\t',
    '\n',
    '\r',
    '\u{b}',
    '\u{1c}',
    '\u{1f}',
    ' ',
    '\u{7f}',
    '\u{80}',
    '\u{85}',
    '\u{9f}',
    '\u{a0}',
    '\u{ad}',
    '\u{1680}',
    '\u{180e}',
    '\u{2000}',
    '\u{200a}',
    '\u{200b}',
    '\u{2028}',
    '\u{2029}',
    '\u{202f}',
    '\u{205f}',
    '\u{2060}',
    '\u{3000}',
    '\u{feff}',
    '\u{fffd}',
    '\u{10000}',
    '\u{1f600}',
    '\u{10ffff}',
];

/// Texts of every kind: short ones made of troublesome characters, and long ones at the limits.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        vec(select(CHARACTERS), 0..6).prop_map(String::from_iter),
        "[a-z]{1,3}@[a-z.]{1,5}",
        ".{0,12}",
        (
            select(
                &[
                    0, 1, 2, 7, 8, 9, 99, 100, 101, 127, 128, 129, 252, 253, 254, 255, 4095, 4096,
                    4097
                ][..]
            ),
            select(&['a', ' ', 'ß', '\u{1f600}'][..]),
            select(&["", "@a", "a@", " "][..])
        )
            .prop_map(|(length, character, end)| {
                let mut text = String::from(character).repeat(length);
                text.push_str(end);
                text
            }),
        Just("active".to_owned()),
        Just("deactivated".to_owned()),
        Just("unknown".to_owned()),
        Just("access_token".to_owned()),
    ]
}

fn id() -> impl Strategy<Value = Value> {
    prop_oneof![
        8 => "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}".prop_map(Value::from),
        1 => "(urn:uuid:)?[{]?[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}[}]?".prop_map(Value::from),
        1 => anything(),
    ]
}

/// Values of every type.
fn anything() -> impl Strategy<Value = Value> {
    prop_oneof![
        6 => text().prop_map(Value::from),
        1 => select(vec![
            json!(null), json!(true), json!(0), json!(1.5), json!([]), json!({}), json!([null]), json!(["active"]),
            json!({ "active": null }), json!([[]]),
        ]),
    ]
}

/// Objects with these members, some of them missing, and a member that nobody knows; or something else.
fn object(members: &'static [&'static str]) -> impl Strategy<Value = Value> {
    let member = |name: &'static str| {
        prop_oneof![
            5 => anything().prop_map(move |value| Some((name.to_owned(), value))),
            1 => Just(None),
        ]
    };
    let whole = members.iter().map(|name| member(name)).collect::<Vec<_>>();
    prop_oneof![
        15 => (whole, any::<bool>()).prop_map(|(members, extended)| {
            let mut object: Map<String, Value> = members.into_iter().flatten().collect();
            if extended {
                object.insert("added-by-a-newer-writer".to_owned(), json!([1]));
            }
            Value::Object(object)
        }),
        1 => anything(),
        1 => vec(anything(), 0..4).prop_map(Value::from),
    ]
}

macro_rules! agreements {
    ($($test:ident: $request:ty = $strategy:expr;)+) => {$(
        #[test]
        fn $test() {
            let validator = schema_of::<$request>();
            proptest!(ProptestConfig::with_cases(2000), |(value in $strategy)| {
                agree::<$request>(&validator, &value);
            });
        }
    )+};
}

agreements! {
    register: RegisterRequest = object(&["email", "password", "display_name"]);
    log_in: LogInRequest = object(&["email", "password"]);
    refresh: RefreshRequest = object(&["refresh_token"]);
    log_out: LogOutRequest = object(&["refresh_token"]);
    introspect: IntrospectRequest = object(&["token", "token_type_hint"]);
    update_user: UpdateUserRequest = object(&["display_name", "status"]);
    mark_read: MarkReadRequest = vec(id(), 0..4).prop_map(|ids| json!({ "ids": ids }));
}

/// One place at a time, with the rest in order: otherwise one bad place hides all others.
#[test]
fn each_text_alone() {
    let register = schema_of::<RegisterRequest>();
    let update = schema_of::<UpdateUserRequest>();
    proptest!(ProptestConfig::with_cases(5000), |(text in text(), other in vec(select(CHARACTERS), 0..4))| {
        let mut request = json!({ "email": "a@b", "password": "12345678", "display_name": "a" });
        for member in ["email", "password", "display_name"] {
            let before = request[member].take();
            request[member] = json!(text);
            agree::<RegisterRequest>(&register, &request);
            request[member] = before;
        }
        let around: String = other.iter().collect();
        request["email"] = json!(format!("{around}@{text}"));
        agree::<RegisterRequest>(&register, &request);
        agree::<UpdateUserRequest>(&update, &json!({ "display_name": format!("{around}a{around}") }));
    });
}

#[test]
fn how_many_are_marked_at_once() {
    let validator = schema_of::<MarkReadRequest>();
    for count in [0, 1, 2, 99, 100, 101, 1000] {
        let request = json!({ "ids": vec!["019a0000-0000-7000-8000-000000000002"; count] });
        agree::<MarkReadRequest>(&validator, &request);
        assert_eq!(
            accepts::<MarkReadRequest>(&request),
            (1..=100).contains(&count)
        );
    }
}

#[test]
fn all_faults_are_found_at_once() {
    let request: RegisterRequest = serde_json::from_value(json!({
        "email": "ada", "password": "short", "display_name": " ",
    }))
    .unwrap();
    let faults: Vec<String> = request
        .faults()
        .into_iter()
        .map(|fault| format!("{}: {}", fault.pointer, fault.detail))
        .collect();
    assert_eq!(
        faults,
        [
            "/email: must hold one `@` with text on both sides",
            "/password: must be 8 to 128 characters, not 5",
            "/display_name: must hold more than white space",
        ]
    );
}
