//! How long the screen takes to draw, beside copying a screen of the same size cell by cell:
//! `cargo test --release --workspace --bin orion -- --ignored --nocapture speed`

use std::hint::black_box;

use criterion::Criterion;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{dashboard, sample, write};
use crate::tui::update::update;
use crate::tui::view::view;

#[test]
#[ignore = "a benchmark"]
fn speed() {
    let mut model = dashboard(250, 80);
    for msg in sample::large() {
        update(&mut model, msg);
    }
    let area = Rect::new(0, 0, 250, 80);
    let mut buffer = Buffer::empty(area);
    let mut criterion = Criterion::default();
    let mut group = criterion
        .benchmark_group("200 workstreams, 5,000 requests, 50 services, 10,000 lines, 250 x 80");
    group.bench_function("floor: a copy of the screen", |bencher| {
        let screen = buffer.clone();
        bencher.iter(|| black_box(screen.clone()));
    });
    group.bench_function("view", |bencher| {
        bencher.iter(|| {
            buffer.reset();
            view(black_box(&model), area, &mut buffer);
        });
    });
    write(&mut model, "5/email\n6/line\n");
    group.bench_function("view, filtered", |bencher| {
        bencher.iter(|| {
            buffer.reset();
            view(black_box(&model), area, &mut buffer);
        });
    });
    group.finish();
}
