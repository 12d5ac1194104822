//! What is no pattern, and what is said of it.

use std::fmt::Write;

use insta::assert_snapshot;

use crate::ownership::OwnedPattern;

/// The errors of several texts, each drawn as the place in the text and what is said of it.
fn errors(texts: &[&str]) -> String {
    let mut drawn = String::new();
    for text in texts {
        let error = text.parse::<OwnedPattern>().expect_err(text);
        let span = error.span();
        let (before, wrong) = (&text[..span.start], &text[span.clone()]);
        writeln!(
            drawn,
            "{}«{}»{}: {error}; {}",
            before.escape_debug(),
            wrong.escape_debug(),
            text[span.end..].escape_debug(),
            error.hint()
        )
        .expect("a string takes everything");
    }
    drawn
}

#[test]
fn every_error_says_where_and_what_to_write_instead() {
    assert_snapshot!(errors(&[
        "", "/", "/docs/", "./docs", "a/../b", "a/.", "a//b", "a//", "{,a}/b", "a\tb", "a\\\nb", "a\\",
        "a\\/b", "a**", "a/***/b", "{**,a}", "a/{b", "a/{b,c/d}", "a}", "{a,{b,c}}", "{{name}}/", "{}", "a/{b}",
        "{a,b}{a,b}{a,b}{a,b}/{a,b}{a,b}/{a,b}",
    ]), @r"
    «»: the pattern is empty; write `**` for everything in the repository
    «/»: the pattern starts with `/`; every pattern starts at the repository's root: leave the `/` out, and write `**` for everything
    «/»docs/: the pattern starts with `/`; every pattern starts at the repository's root: leave the `/` out, and write `**` for everything
    «.»/docs: `.` is not a name that git stores; every pattern starts at the repository's root: write the path from there
    a/«..»/b: `..` is not a name that git stores; every pattern starts at the repository's root: write the path from there
    a/«.»: `.` is not a name that git stores; every pattern starts at the repository's root: write the path from there
    a/«»/b: a component of the pattern is empty; write one `/` between two names
    a/«»/: a component of the pattern is empty; write one `/` between two names
    «»{,a}/b: a component of the pattern is empty; write one `/` between two names
    a«\t»b: the pattern holds the control character U+0009; `?` matches any one character
    a\\«\n»b: the pattern holds the control character U+000A; `?` matches any one character
    a«\\»: a backslash stands at the end of the pattern; write `\\` for a backslash in a name
    a«\\/»b: a name cannot hold `/`, escaped or not; leave the backslash out
    a«**»: `**` is not a whole component; write `*` for any characters in one name, or `**` between slashes for any directories
    a/«**»*/b: `**` is not a whole component; write `*` for any characters in one name, or `**` between slashes for any directories
    {«**»,a}: `**` is not a whole component; write `*` for any characters in one name, or `**` between slashes for any directories
    a/«{»b: the brace is not closed in its component; close it before the next `/`, or write `\{` for a brace in a name
    a/«{»b,c/d}: the brace is not closed in its component; close it before the next `/`, or write `\{` for a brace in a name
    a«}»: the brace closes nothing; write `\}` for a brace in a name
    {a,«{»b,c}}: braces stand inside braces; write all alternatives in one pair of braces, or `\{` for a brace in a name
    {«{»name}}/: braces stand inside braces; write all alternatives in one pair of braces, or `\{` for a brace in a name
    «{»}: the braces hold no choice; separate alternatives with commas, or write `\{` and `\}` for braces in a name
    a/«{»b}: the braces hold no choice; separate alternatives with commas, or write `\{` and `\}` for braces in a name
    {a,b}{a,b}{a,b}{a,b}/{a,b}{a,b}/«{»a,b}: the braces spell more than 64 patterns; write several rules, or a wildcard
    ");
}

#[test]
fn as_many_alternatives_as_the_cap_are_fine() {
    let pattern: OwnedPattern = "{a,b}{a,b}{a,b}/{a,b}{a,b}{a,b}".parse().unwrap();
    assert_eq!(
        pattern.alternatives().len(),
        crate::ownership::MAX_ALTERNATIVES
    );
}
