//! Which files a pattern finds.

use orion_adapters::quality::QualityReportFiles;
use orion_app::quality::QualityFiles as _;
use orion_core::ownership::OwnedPattern;

use crate::world::world;

#[test]
fn ignored_files_are_found_and_links_are_not_followed() {
    let repository = world();
    for path in [
        "target/a/lcov.info",
        "target/b/c/lcov.info",
        "target/b/other.txt",
        ".git/lcov.info",
        "a b/lcov.info",
    ] {
        repository.write(path, "TN:\n");
    }
    repository.symlink("/", "target/root");
    repository.symlink("a/lcov.info", "target/linked.info");
    let found = |patterns: &[&str]| {
        let patterns: Vec<OwnedPattern> = patterns.iter().map(|it| it.parse().unwrap()).collect();
        let reports = QualityReportFiles::new(repository.top())
            .reports(&patterns)
            .unwrap();
        let told = reports
            .into_iter()
            .map(|it| (it.path.to_string(), it.content.is_ok()));
        told.collect::<Vec<_>>()
    };
    let ok = |path: &str| (path.to_owned(), true);
    let both = [ok("target/a/lcov.info"), ok("target/b/c/lcov.info")];
    assert_eq!(found(&["target/**/lcov.info", "target/a/lcov.info"]), both);
    assert_eq!(
        found(&["**/lcov.info"]),
        [&[ok("a b/lcov.info")], both.as_slice()].concat()
    );
    assert_eq!(found(&["target/b/c"]), [ok("target/b/c/lcov.info")]);
    assert_eq!(found(&["target/nothing.info", "README.md/x"]), []);
    assert_eq!(found(&["target/*.info"]), []);
    assert_eq!(
        found(&["target/linked.info"]),
        [("target/linked.info".to_owned(), false)]
    );
}
