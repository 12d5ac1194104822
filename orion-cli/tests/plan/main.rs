//! `orion plan`, as a shell sees it.
#![expect(clippy::unwrap_used, reason = "a panic is the report of a test")]

mod evidence;
mod forms;
mod mermaid;
mod world;

use insta::assert_snapshot;

use crate::world::{PLAN, World};

#[test]
fn the_plan_is_a_table_with_paths_and_findings() {
    let world = World::new(PLAN);
    let answer = world.orion("plan").success();
    assert_eq!(answer.stderr, "");
    assert_snapshot!(answer.stdout, @"
    shop: 7.5 days

    WORKSTREAM  TAKES       DAYS       SLACK        FREE  WAITS ON
    contracts   2d          1-2        0d critical  0d
    infra       4d          1-4        0d critical  0d
    auth        4d          3-6        0d critical  0d    contracts, infra/libraries
    gateway     4.5d        4-7.5      0d critical  0d    auth ss+1d
    beta        milestone   after 7.5  0d critical  0d    gateway
    testing     continuous  1-7.5      -            -

    critical paths:
      contracts → auth → gateway → beta
      infra → auth → gateway → beta

    warning[PLN003]: `auth` has days 3-6: 4d, the optimistic end of its estimate, 4-6d
      help: the plan counts 4d; by its estimate it would count 5d
    ");
}

/// Monday of the second week, by the clock and by the flag.
#[test]
fn the_status_date_moves_the_forecast() {
    let world = World::new(&world::with_start(PLAN));
    let by_flag = world.orion("plan --today 2026-11-30").success().stdout;
    assert_snapshot!(by_flag, @"
    shop: 7.5 days, 2026-11-23 to 2026-12-02
    deadline 2026-12-04: kept by the plan, missed by the forecast
    on 2026-11-30: forecast to 2026-12-09, 5 days later than planned
    note: what has begun is not known: the forecast takes nothing as begun

    WORKSTREAM  TAKES       START       FINISH      FORECAST    VARIANCE  SLACK        FREE  WAITS ON
    contracts   2d          2026-11-23  2026-11-24  2026-12-01  +5d       0d critical  0d
    infra       4d          2026-11-23  2026-11-26  2026-12-03  +5d       0d critical  0d
    auth        4d          2026-11-25  2026-11-30  2026-12-07  +5d       0d critical  0d    contracts, infra/libraries
    gateway     4.5d        2026-11-26  2026-12-02  2026-12-09  +5d       0d critical  0d    auth ss+1d
    beta        milestone   2026-12-02  2026-12-02  2026-12-09  +5d       0d critical  0d    gateway
    testing     continuous  2026-11-23  2026-12-02  2026-12-09  +5d       -            -

    critical paths:
      contracts → auth → gateway → beta
      infra → auth → gateway → beta

    warning[PLN003]: `auth` has days 3-6: 4d, the optimistic end of its estimate, 4-6d
      help: the plan counts 4d; by its estimate it would count 5d
    ");
    let mut command = world.command("plan");
    command.env("ORION_NOW", "2026-11-29T23:30:00Z");
    let by_clock = world.repository.run(&mut command).success().stdout;
    assert_eq!(by_clock, by_flag, "it is Monday in Berlin");
}

#[test]
fn a_plan_that_cannot_be_kept_fails_a_check_alone() {
    let world = World::new(&PLAN.replace("days = [3, 6]", "days = [2, 5]"));
    assert_eq!(world.orion("plan").code, 0);
    let checked = world.orion("plan --check");
    assert_eq!(checked.code, 1);
    assert!(
        checked.stdout.contains("error[PLN001]"),
        "{}",
        checked.stdout
    );
    assert_eq!(World::new(PLAN).orion("plan --check").code, 0);
}

#[test]
fn a_day_is_asked_for_where_there_are_no_dates() {
    let answer = World::new(PLAN).orion("plan --today 2026-11-30");
    assert_eq!(answer.code, 2);
    assert_snapshot!(answer.stderr, @"
    error: the plan has no dates, so that no day can be its status date
    hint: say which day is the first: `start = 2026-11-23` under `[project]`
    ");
    assert_eq!(World::new(PLAN).orion("plan --today 2026-13-01").code, 2);
    assert_eq!(World::new(PLAN).orion("plan --svg --json").code, 2);
}

#[test]
fn a_cycle_is_a_configuration_error_with_its_members_alone() {
    let circle = "[workstreams.a]\nneeds = [\"b\"]\n[workstreams.b]\nneeds = [\"a\"]\n[workstreams.out]\nneeds = [\"a\"]\n";
    let answer = World::new(circle).orion("plan");
    assert_eq!(answer.code, 2);
    assert!(
        answer.stderr.contains("`a` → `b` → `a`"),
        "{}",
        answer.stderr
    );
    assert!(!answer.stderr.contains("`out`"), "{}", answer.stderr);
}
