//! What `orion doctor` says of the token.

use crate::world::World;

/// The lines about tokens.
fn told(text: &str) -> String {
    let of_interest = |line: &&str| line.contains("DOC053") || line.contains("DOC055");
    text.lines()
        .filter(of_interest)
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn whose_it_is_and_what_it_may_do() {
    let Some(world) = World::new() else { return };
    let known = world.orion("uma", &["doctor"]);
    insta::assert_snapshot!(told(&known.stdout), @"
    ok       DOC053  the token from GH_TOKEN is `uma`'s
    ok       DOC055  the token from GH_TOKEN has the scopes repo, and the role `write` in `acme/shop`; `orion github setup` needs `admin` to protect branches
    ");
    assert!(!format!("{known:?}").contains("uma-token"));
    let unknown = world.orion("nobody", &["doctor"]);
    insta::assert_snapshot!(told(&unknown.stdout), @"error    DOC053  GitHub does not know the token from GH_TOKEN");
    assert_eq!(unknown.code, 1);
    assert_eq!(
        told(&world.orion("nobody", &["doctor", "--offline"]).stdout),
        ""
    );
    let mut without = world.command("uma", &["doctor"]);
    without.env_remove("GH_TOKEN");
    let without = world.repository.run(&mut without);
    insta::assert_snapshot!(told(&without.stdout), @"note     DOC053  there is no token for `github.com`: what needs it waits");
    world.simulator.assert_clean();
}
