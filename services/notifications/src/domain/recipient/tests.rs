//! What is told for each event, in every order.

use orion_contracts::event::{UserDeleted, UserRegistered, UserUpdated};
use uuid::Uuid;

use super::*;

const ADA: UserId = UserId(Uuid::from_u128(7));

fn nobody() -> Recipient {
    Recipient {
        id: ADA,
        email: String::new(),
        display_name: String::new(),
        version: 0,
        deleted_at: None,
    }
}

fn registered(name: &str) -> Heard {
    Heard::Registered(UserRegistered {
        user_id: ADA,
        email: "ada@example.org".to_owned(),
        display_name: name.to_owned(),
    })
}

fn updated(version: u64, name: &str, status: UserStatus) -> Heard {
    Heard::Updated(UserUpdated {
        user_id: ADA,
        version,
        email: "ada@example.org".to_owned(),
        display_name: name.to_owned(),
        status,
    })
}

fn deleted() -> Heard {
    Heard::Deleted(UserDeleted { user_id: ADA })
}

fn hear(recipient: &mut Recipient, heard: &Heard) -> Telling {
    recipient.hear(heard, Timestamp::UNIX_EPOCH).unwrap()
}

#[test]
fn a_life_is_told_step_by_step() {
    let mut ada = nobody();
    let mut told = Vec::new();
    for heard in [
        registered("Ada"),
        updated(2, "Countess", UserStatus::Active),
        updated(3, "Countess", UserStatus::Deactivated),
        deleted(),
    ] {
        let telling = hear(&mut ada, &heard);
        told.push(format!(
            "{}, for {}: {} | {}",
            telling.kind,
            telling.audience.word(),
            telling.text.title,
            telling.text.body
        ));
        assert_eq!(telling.letter.unwrap().address, "ada@example.org");
    }
    insta::assert_snapshot!(told.join("\n"), @"
    welcome, for user: Welcome | Your account is ready, Ada.
    profile-changed, for user: Your profile was changed | Other people see you as Countess.
    turned-off, for user: Your account was turned off | You cannot log in until an admin turns it on again.
    deleted, for admins: An account was deleted | The account 00000000-0000-0000-0000-000000000007 is gone, and with it what was kept about it.
    ");
    assert_eq!(ada.email, "");
    assert_eq!(ada.display_name, "");
}

#[test]
fn late_news_changes_nothing_and_is_told_all_the_same() {
    let mut ada = nobody();
    hear(&mut ada, &updated(3, "Countess", UserStatus::Active));
    let before = ada.clone();
    for late in [
        registered("Ada"),
        updated(2, "Miss Byron", UserStatus::Deactivated),
        updated(3, "Miss Byron", UserStatus::Deactivated),
    ] {
        let telling = hear(&mut ada, &late);
        assert!(!telling.text.body.contains("Byron"));
        assert_ne!(telling.kind, "turned-off");
        assert_eq!(telling.audience, Audience::User);
        assert_eq!(ada, before);
    }
}

#[test]
fn nothing_brings_a_deleted_user_back() {
    let mut ada = nobody();
    hear(&mut ada, &registered("Ada"));
    hear(&mut ada, &deleted());
    let before = ada.clone();
    for late in [
        registered("Ada"),
        updated(9, "Ada", UserStatus::Active),
        deleted(),
    ] {
        let telling = hear(&mut ada, &late);
        assert_eq!(telling.audience, Audience::Admins);
        assert_eq!(telling.letter, None);
        assert!(!telling.text.body.contains("Ada"));
        assert_eq!(ada, before);
    }
}

#[test]
fn who_is_deleted_unheard_gets_no_letter() {
    assert_eq!(hear(&mut nobody(), &deleted()).letter, None);
}

#[test]
fn a_name_is_put_in_as_it_is() {
    let telling = hear(
        &mut nobody(),
        &registered("{{ name }} <b>\nand\u{202e} more"),
    );
    assert_eq!(
        telling.text.body,
        "Your account is ready, {{ name }} <b> and more."
    );
}

#[test]
fn letters_say_nothing_that_somebody_chose() {
    let mut ada = nobody();
    for heard in [
        registered("https://example.org/free-money"),
        updated(2, "https://example.org/free-money", UserStatus::Active),
        updated(3, "https://example.org/free-money", UserStatus::Deactivated),
        deleted(),
    ] {
        let letter = hear(&mut ada, &heard).letter.unwrap();
        assert!(!letter.text.title.contains("free-money"));
        assert!(!letter.text.body.contains("free-money"));
        assert!(!letter.text.title.is_empty() && !letter.text.body.is_empty());
    }
}
