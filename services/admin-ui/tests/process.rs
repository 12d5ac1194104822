//! The binary as it is deployed.
#![cfg(unix)]

#[test]
fn it_starts_answers_and_ends() {
    let binary = env!("CARGO_BIN_EXE_orion-admin-ui");
    orion_infra::testing::assert_starts_answers_and_ends::<orion_admin_ui::AdminUi>(binary)
        .unwrap();
}
