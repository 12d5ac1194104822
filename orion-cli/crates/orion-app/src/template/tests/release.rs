//! The texts of a release.

use insta::assert_snapshot;

use super::super::{BODY_LENGTH, ChangedDocument, ReleaseText, ReleaseValues, render_release};
use super::{MARKER, values};

fn release() -> ReleaseValues {
    ReleaseValues {
        title: "auth-api: a name, @everyone".to_owned(),
        number: "#12".to_owned(),
        pull_request: Some("#13".to_owned()),
        documents: vec![ChangedDocument {
            name: "auth-api".to_owned(),
            path: "contracts/auth-api.json".to_owned(),
            before: Some("1.0.0".to_owned()),
            after: Some("1.1.0".to_owned()),
            differences: Some(vec![("added".to_owned(), "GET /names".to_owned())]),
        }],
        consumers: values().consumers,
        workstream: values().consumers.pop(),
        diff: Some("+x\n".to_owned()),
        marker: MARKER.to_owned(),
        ..ReleaseValues::default()
    }
}

#[test]
fn each_text_says_what_is_to_be_done() {
    let text = |text| render_release(text, None, &release()).unwrap();
    assert_snapshot!(text(ReleaseText::PullRequest), @r"
    Part of #12: `auth-api: a name, @everyone`

    - `auth-api` `1.0.0` → `1.1.0`, in `contracts/auth-api.json`

    <!-- orion:key=0123456789abcdef0123 -->
    ");
    assert_snapshot!(text(ReleaseText::Adoption), @r"
    Admin\_UI builds on what #12 changed: `auth-api: a name, @everyone`, by #13.

    - `auth-api` `1.0.0` → `1.1.0`, in `contracts/auth-api.json`

    The migration guide is a comment on #12.

    - [ ] Use the new version where it is used.
    - [ ] Build, and bring that to the base branch.

    `orion contract adopt 12` closes this issue when the checks of the base branch are green, and no pull request
    that names this issue is open.

    <!-- orion:key=0123456789abcdef0123 -->
    ");
    assert_snapshot!(text(ReleaseText::MigrationGuide), @r"
    ## Migration guide

    Released: `auth-api: a name, @everyone`, by #13.

    ### `auth-api` `1.0.0` → `1.1.0`

    `contracts/auth-api.json`

    - added `GET /names`

    ### What to do

    - `gateway`, @orion/gateway: move to the new version, and bring that to the base branch. The adoption issue is closed by `orion contract adopt 12` when the checks of the base branch are green.
    - `admin-ui`: move to the new version, and bring that to the base branch. The adoption issue is closed by `orion contract adopt 12` when the checks of the base branch are green.

    ### Diff

    ```diff
    +x
    ```

    <!-- orion:key=0123456789abcdef0123 -->
    ");
}

#[test]
fn a_long_diff_is_cut_and_a_project_s_own_template_is_used() {
    let long = ReleaseValues {
        diff: Some("+a line of a diff\n".repeat(10_000)),
        ..release()
    };
    let guide = render_release(ReleaseText::MigrationGuide, None, &long).unwrap();
    assert!(guide.chars().count() <= BODY_LENGTH);
    assert!(guide.contains("are left out") && guide.trim_end().ends_with(MARKER));
    let own = render_release(ReleaseText::Adoption, Some("for {{ number }}"), &release());
    assert_eq!(own.unwrap(), format!("for #12\n\n{MARKER}\n"));
}
