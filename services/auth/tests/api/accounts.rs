//! Opening accounts.

use orion_contracts::event::{EventData as _, UserRegistered};

use crate::support::{PASSWORD, World, inbox, worlds};

#[tokio::test(flavor = "multi_thread")]
async fn of_many_who_register_an_address_at_the_same_time_one_has_it() {
    for world in worlds().await {
        let mut registered = inbox(&world.bus, UserRegistered::TYPE);
        let passwords: Vec<_> = (0..6)
            .map(|number| format!("{PASSWORD} {number}"))
            .collect();
        let asked = passwords
            .iter()
            .map(|password| world.register_with("grace@example.com", password, "Grace"));
        for answer in futures_util::future::join_all(asked).await {
            assert_eq!(answer.status, 202);
        }
        assert_eq!(world.count("SELECT COUNT(*) FROM accounts").await, 1);
        let mut opened = 0;
        for password in &passwords {
            let answer = world.log_in("grace@example.com", password).await;
            opened += u32::from(answer.status == 200);
            world.forget_failures().await;
        }
        assert_eq!(opened, 1);

        // One account, one event: the next one is somebody else's.
        registered.next().await;
        world.register("ada@example.com").await;
        let next = registered.next().await.read::<UserRegistered>().unwrap();
        assert_eq!(next.data.email, "ada@example.com");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn names_keep_their_letters_and_lose_the_space_around_them() {
    for world in worlds().await {
        let mut registered = inbox(&world.bus, UserRegistered::TYPE);
        let name = "  Gräce 🌊 O'Hopper; DROP TABLE accounts --  ";
        let answer = world
            .register_with("grâce@exämple.com", PASSWORD, name)
            .await;
        assert_eq!(answer.status, 202, "{}", answer.text);
        let event = registered.next().await.read::<UserRegistered>().unwrap();
        assert_eq!(event.data.display_name, name.trim());
        assert_eq!(event.data.email, "grâce@exämple.com");
        assert_eq!(
            world.log_in("GRÂCE@EXÄMPLE.COM", PASSWORD).await.status,
            200
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_grows_too_long_in_lower_case_is_refused() {
    let world = World::new().await;
    // One letter that becomes two.
    let email = format!("{}@e.com", "İ".repeat(200));
    let answer = world.register(&email).await;
    assert_eq!(answer.status, 400);
    assert_eq!(answer.body["errors"][0]["pointer"], "/email");
}
