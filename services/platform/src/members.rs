//! Which services the platform has.

use orion_infra::service::Member;

/// Every service, those that others call first.
#[must_use]
pub fn members() -> Vec<Member> {
    vec![
        Member::of::<orion_auth::Auth>(),
        Member::of::<orion_user::Users>(),
        Member::of::<orion_notifications::Notifications>(),
        Member::of::<orion_gateway::Gateway>(),
        Member::of::<orion_admin_ui::AdminUi>(),
    ]
}
