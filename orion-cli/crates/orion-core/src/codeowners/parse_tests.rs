//! The examples of GitHub's documentation, and the corners that it names.

use super::{Codeowners, Matcher, SIZE_LIMIT, parse};

/// The example file of "About code owners".
const EXAMPLE: &str = "\
# This is a comment.
*       @global-owner1 @global-owner2
*.js    @js-owner #This is an inline comment.
*.go docs@example.com
*.txt @octo-org/octocats
/build/logs/ @doctocat
docs/* docs@example.com
apps/ @octocat
/docs/ @doctocat
/scripts/ @doctocat @octocat
**/logs @octocat
/apps/ @octocat
/apps/github
/apps/ @octocat
/apps/github @doctocat
";

fn owners(file: &Codeowners, path: &str) -> String {
    let matcher = Matcher::new(file);
    let found = matcher.cursor().find(path.as_bytes());
    let line = found.map(|index| &file.lines[index]);
    assert_eq!(line, file.find(path.as_bytes()), "{path}");
    line.map_or("no line".to_owned(), |line| {
        format!("{}: {}", line.number, line.owner_set())
    })
}

#[test]
fn the_documented_example_comes_out_as_documented() {
    let file = parse(EXAMPLE);
    assert_eq!(file.findings, []);
    for (path, expected) in [
        ("README", "2: @global-owner1 @global-owner2"),
        ("src/app.js", "3: @js-owner"),
        ("main.go", "4: docs@example.com"),
        ("a/b/notes.txt", "5: @octo-org/octocats"),
        ("build/logs/x/y", "11: @octocat"),
        ("docs/getting-started.md", "9: @doctocat"),
        ("docs/build-app/troubleshooting.md", "9: @doctocat"),
        ("x/apps/y/z", "8: @octocat"),
        ("scripts/run.sh", "10: @doctocat @octocat"),
        ("deeply/nested/logs/today", "11: @octocat"),
        ("apps/web/index", "14: @octocat"),
        ("apps/github/index", "15: @doctocat"),
    ] {
        assert_eq!(owners(&file, path), expected, "{path}");
    }
}

#[test]
fn a_line_without_owners_takes_ownership_away() {
    let file = parse("/apps/ @octocat\n/apps/github # nobody\n");
    assert_eq!(owners(&file, "apps/a"), "1: @octocat");
    assert_eq!(owners(&file, "apps/github/a"), "2: nobody");
    assert_eq!(owners(&file, "README"), "no line");
}

#[test]
fn blanks_comments_and_line_endings_are_no_part_of_a_pattern() {
    let file = parse(
        "\u{feff}docs/ @a\r\n\t \n   src/\t@b  @c   # why\r\n# only a comment\na\\ b/ @d\nlast @e",
    );
    assert_eq!(file.findings, []);
    let lines: Vec<_> = file
        .lines
        .iter()
        .map(|line| {
            (
                line.number,
                line.pattern.as_str(),
                line.owner_set().to_string(),
            )
        })
        .collect();
    assert_eq!(
        lines,
        [
            (1, "docs/", "@a".to_owned()),
            (3, "src/", "@b @c".to_owned()),
            (5, "a\\ b/", "@d".to_owned()),
            (6, "last", "@e".to_owned()),
        ]
    );
}

#[test]
fn skipped_lines_are_reported_where_they_stand() {
    let source = "* @a\n!docs @b\nsrc/[ab] @c\nx \\#y @d\n\\#z @e\nlib/ @f someone\n/a#b @g\n";
    let file = parse(source);
    let findings: Vec<_> = file
        .findings
        .iter()
        .map(|finding| {
            let label = &finding.labels[0];
            format!(
                "{} `{}`: {}",
                finding.code,
                &source[label.span.clone()],
                finding.message
            )
        })
        .collect();
    insta::assert_snapshot!(findings.join("\n"), @r"
    COD001 `!docs`: GitHub skips this line: the pattern `!docs` is not valid
    COD001 `src/[ab]`: GitHub skips this line: the pattern `src/[ab]` is not valid
    COD002 `\`: GitHub skips this line: `\` is not a `@login`, a `@organisation/team` or an e-mail address
    COD001 `\`: GitHub skips this line: the pattern `\` is not valid
    COD002 `someone`: GitHub skips this line: `someone` is not a `@login`, a `@organisation/team` or an e-mail address
    ");
    // `#` ends a pattern, so `/a#b @g` is `/a` without owners.
    assert_eq!(owners(&file, "a/x"), "7: nobody");
    assert_eq!(owners(&file, "lib/x"), "1: @a");
}

#[test]
fn a_file_at_the_limit_is_not_loaded() {
    let mut source = String::from("* @a\n");
    source.push_str(&"#".repeat(SIZE_LIMIT - source.len() - 1));
    assert_eq!(parse(&source).lines.len(), 1);
    source.push('#');
    let file = parse(&source);
    assert_eq!(file.lines, []);
    assert_eq!(file.findings[0].code.0, "COD003");
}
