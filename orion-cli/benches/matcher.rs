//! What the ownership map costs alone: building it, finding ties, and asking it for paths.

#![expect(
    clippy::expect_used,
    reason = "a rule that cannot be read is no benchmark"
)]

#[expect(
    dead_code,
    unused_imports,
    reason = "the matcher needs names only, no repository"
)]
mod synthetic;

use std::hint::black_box;

use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use orion_core::ids::WorkstreamId;
use orion_core::ownership::{Access, OwnershipMap, OwnershipRule, ties};
use synthetic::Size;

const RULES: [usize; 2] = [300, 3_000];
const FILES: usize = 100_000;

fn rules(size: Size) -> Vec<OwnershipRule> {
    let rule = |(index, pattern): (usize, String)| OwnershipRule {
        owner: WorkstreamId::parse(&format!("team{:02}", index % 20)).expect("an id"),
        pattern: pattern.parse().expect("a pattern"),
        access: Access::Full,
        review: Vec::new(),
        derived_from: Vec::new(),
        line: index + 1,
        span: 0..0,
    };
    size.patterns().into_iter().enumerate().map(rule).collect()
}

fn build(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("build");
    for count in RULES {
        let rules = rules(Size {
            files: FILES,
            rules: count,
        });
        group.bench_with_input(
            BenchmarkId::from_parameter(count),
            &rules,
            |bencher, rules| {
                bencher.iter_batched(|| rules.clone(), OwnershipMap::new, BatchSize::LargeInput);
            },
        );
    }
    group.finish();
}

fn find_ties(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("ties");
    for count in RULES {
        let rules = rules(Size {
            files: FILES,
            rules: count,
        });
        group.bench_with_input(
            BenchmarkId::from_parameter(count),
            &rules,
            |bencher, rules| {
                bencher.iter(|| ties(rules));
            },
        );
    }
    group.finish();
}

/// In git's order, and in an order in which no path helps the next.
fn find(criterion: &mut Criterion) {
    for (name, stride) in [("sorted", 1), ("scattered", 7_919)] {
        let mut group = criterion.benchmark_group(name);
        for count in RULES {
            let size = Size {
                files: FILES,
                rules: count,
            };
            let map = OwnershipMap::new(rules(size));
            let mut sorted: Vec<String> = size.paths().collect();
            sorted.sort_unstable();
            let paths: Vec<&str> = (0..sorted.len())
                .map(|index| sorted[index * stride % sorted.len()].as_str())
                .collect();
            group.throughput(Throughput::Elements(FILES as u64));
            group.bench_with_input(
                BenchmarkId::from_parameter(count),
                &paths,
                |bencher, paths| {
                    bencher.iter(|| {
                        let mut cursor = map.cursor();
                        for path in paths {
                            black_box(cursor.find(path.as_bytes()));
                        }
                    });
                },
            );
        }
        group.finish();
    }
}

criterion_group!(benches, build, find_ties, find);
criterion_main!(benches);
