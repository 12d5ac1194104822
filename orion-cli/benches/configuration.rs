//! What reading `workstreams.toml` costs: it is on the way of every commit.

#[expect(
    dead_code,
    unused_imports,
    reason = "only the rules are needed, no repository"
)]
mod synthetic;

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use orion_core::config::parse;
use synthetic::Size;

/// This repository's own: every kind of table, few rules.
const OWN: &str = include_str!("../../workstreams.toml");

fn read(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("read");
    for rules in [300, 3_000] {
        let size = Size {
            files: 100_000,
            rules,
        };
        let source = size.policy();
        assert!(
            parse(&source).workspace.is_some(),
            "a policy without a fault"
        );
        group.throughput(Throughput::Bytes(source.len() as u64));
        group.bench_with_input(
            BenchmarkId::new("rules", rules),
            &source,
            |bencher, source| {
                bencher.iter(|| parse(black_box(source)));
            },
        );
    }
    group.throughput(Throughput::Bytes(OWN.len() as u64));
    group.bench_function("own", |bencher| bencher.iter(|| parse(black_box(OWN))));
    group.finish();
}

criterion_group!(benches, read);
criterion_main!(benches);
