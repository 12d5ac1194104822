//! Somebody who acts for several workstreams.

use super::scene::{PLATFORM, Scene, lines, modified};

#[test]
fn allowed_when_any_of_them_is() {
    let changes = ["full/reviewed/a", "services/user/a", "approval/reviewed/a"].map(modified);
    assert_eq!(
        lines(&Scene::new(PLATFORM, "user contracts").judge(&changes)),
        "full/reviewed/a needs-approval OWN008 database\n\
         services/user/a allowed -\n\
         approval/reviewed/a needs-approval OWN008 database"
    );
}

#[test]
fn none_of_their_own_is_ever_asked() {
    let changes = ["full/reviewed/a", "approval/reviewed/a"].map(modified);
    assert_eq!(
        lines(&Scene::new(PLATFORM, "contracts database").judge(&changes)),
        "full/reviewed/a allowed -\n\
         approval/reviewed/a needs-approval OWN008 user"
    );
}
