//! The engine fails while it is needed.

use std::fs;
use std::io::Write as _;
use std::process::Stdio;

use crate::engine::PrivateEngine;
use crate::shop::{CHAIN, Shop};

#[test]
fn an_engine_that_crashed_under_a_stack_gets_the_stack_back() {
    let Some(mut engine) = PrivateEngine::start(256) else {
        return;
    };
    let shop = Shop::on(&engine, CHAIN);
    shop.orion("up").success();
    engine.kill();
    let ps = shop.orion("ps");
    assert_eq!(ps.code, 3);
    assert!(
        ps.stderr.contains("no container engine answers at"),
        "{}",
        ps.stderr
    );
    engine.start_again();
    shop.orion("up").success();
    assert!(shop.is_ready());
    shop.orion("down --volumes").success();
    assert_eq!(engine.docker(&["ps", "--all", "--quiet"]), "");
}

#[test]
fn an_up_whose_engine_crashes_ends_with_an_error_and_the_next_one_converges() {
    let Some(mut engine) = PrivateEngine::start(256) else {
        return;
    };
    let never = CHAIN.replace(r#""8000", "100""#, r#""8000", "600000""#);
    let shop = Shop::on(&engine, &never);
    let mut up = shop.command("up");
    let child = up
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    while !engine
        .docker(&["ps", "--format", "{{.Names}}"])
        .contains("-web")
    {}
    engine.kill();
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(matches!(output.status.code(), Some(1 | 3)), "{said}");
    assert!(said.contains("error"), "{said}");
    engine.start_again();
    shop.describe(CHAIN);
    shop.orion("up").success();
    assert!(shop.is_ready());
}

#[test]
fn a_full_disk_is_named_and_room_is_all_it_takes() {
    let Some(engine) = PrivateEngine::start(64) else {
        return;
    };
    let shop = Shop::on(&engine, CHAIN);
    let filler = engine.path("data/filler");
    let mut file = fs::File::create(&filler).unwrap();
    while file.write_all(&[0; 4096]).is_ok() {}
    let up = shop.orion("up --runtime docker");
    assert!(matches!(up.code, 1 | 3), "{}", up.code);
    let said = up.stdout + &up.stderr;
    assert!(said.contains("no space left on device"), "{said}");
    drop(file);
    fs::remove_file(&filler).unwrap();
    shop.orion("up").success();
    assert!(shop.is_ready());
}
