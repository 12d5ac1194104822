//! The templates, and the forms on GitHub that say the same.

mod fitting;
mod forms;
mod hostile;
mod overrides;
mod release;

use insta::assert_snapshot;

use super::*;

const MARKER: &str = "<!-- orion:key=0123456789abcdef0123 -->";

fn values() -> BodyValues {
    BodyValues {
        why: "Sessions cannot be *ended* from elsewhere.\n\nSee #7, @orion/user.\n".to_owned(),
        database: Some("auth".to_owned()),
        contracts: vec!["auth-api".to_owned(), "user.deleted".to_owned()],
        paths: vec!["contracts/openapi/auth-api.json".to_owned()],
        consumers: vec![
            Consumer {
                workstream: "gateway".to_owned(),
                title: "Gateway".to_owned(),
                lead: Some("@orion/gateway".to_owned()),
            },
            Consumer {
                workstream: "admin-ui".to_owned(),
                title: "Admin_UI".to_owned(),
                lead: None,
            },
        ],
        draft: Some("--- a/x\n+++ b/x\n-\told\n+\tnew\n".to_owned()),
        marker: MARKER.to_owned(),
    }
}

fn nothing() -> BodyValues {
    BodyValues {
        why: "Because.".to_owned(),
        marker: MARKER.to_owned(),
        ..BodyValues::default()
    }
}

#[test]
fn a_contract_s_change() {
    assert_snapshot!(render_body("contract-change", None, &values()).unwrap(), @r"
    ### Why

    Sessions cannot be *ended* from elsewhere.

    See #7, @orion/user.

    ### What changes

    - contract `auth-api`
    - contract `user.deleted`
    - `contracts/openapi/auth-api.json`

    ### Consumers

    - `gateway`: Gateway, @orion/gateway
    - `admin-ui`: Admin\_UI

    ### Draft

    ```diff
    --- a/x
    +++ b/x
    -	old
    +	new
    ```

    <!-- orion:key=0123456789abcdef0123 -->
    ");
    assert_snapshot!(render_body("contract-change", None, &nothing()).unwrap(), @"
    ### Why

    Because.

    ### What changes

    _Not named._

    ### Consumers

    _None known._

    ### Draft

    _No draft._

    <!-- orion:key=0123456789abcdef0123 -->
    ");
}

#[test]
fn a_schema_s_change() {
    assert_snapshot!(render_body("schema-change", None, &values()).unwrap(), @"
    ### Why

    Sessions cannot be *ended* from elsewhere.

    See #7, @orion/user.

    ### Which database

    `auth`

    ### What changes

    - contract `auth-api`
    - contract `user.deleted`
    - `contracts/openapi/auth-api.json`

    ### Draft

    ```diff
    --- a/x
    +++ b/x
    -	old
    +	new
    ```

    <!-- orion:key=0123456789abcdef0123 -->
    ");
    assert_snapshot!(render_body("schema-change", None, &nothing()).unwrap(), @"
    ### Why

    Because.

    ### Which database

    _Not named._

    ### What changes

    _Not named._

    ### Draft

    _No draft._

    <!-- orion:key=0123456789abcdef0123 -->
    ");
}

#[test]
fn there_is_no_other_kind() {
    let error = render_body("contract", None, &values()).unwrap_err();
    assert_eq!(error.to_string(), "there is no template for `contract`");
}
