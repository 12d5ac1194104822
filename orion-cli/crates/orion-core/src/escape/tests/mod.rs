//! Hostile texts.

mod properties;
mod reader;

use insta::assert_snapshot;
use proptest::prelude::*;

use super::*;

#[test]
fn a_plain_line_stays_as_it_is() {
    for line in [
        "Auth Service",
        "it's 5 o'clock (UTC), \"now\"",
        "été, मनुष्य, 👩\u{200d}🚀",
        "a-b, c/d: e.f",
        "high-5 to the GHz-2",
        "",
    ] {
        assert_eq!(markdown_line(line), line);
    }
}

#[test]
fn what_markdown_would_obey_gets_a_backslash() {
    assert_snapshot!(markdown_line("*a* _b_ [c](d) <e> &amp; `f` ~g~ \\ | ![h]"), @r"\*a\* \_b\_ \[c\](d) \<e\> \&amp; \`f\` \~g\~ \\ \| !\[h\]");
    assert_snapshot!(markdown_line("- item"), @r"\- item");
    assert_snapshot!(markdown_line("12. item"), @r"12\. item");
    assert_snapshot!(markdown_line("1.5 and 2."), @r"1\.5 and 2.");
    assert_snapshot!(markdown_line("==="), @r"\===");
    assert_snapshot!(markdown_line("a\nb\r\nc\td\n"), @"a b c d");
    assert_snapshot!(markdown_line("a\u{202e}b\u{2066}c\u{200f}d\u{1b}[2J\0e\u{2028}f"), @r"a\\u{202e}b\\u{2066}c\\u{200f}d\\u{1b}\[2J\\u{0}e\\u{2028}f");
}

#[test]
fn what_github_would_ring_for_or_link_becomes_code() {
    for line in [
        "@channel",
        "by &#64;somebody",
        "mail me@example.com",
        "# heading",
        "see #1",
        "owner/repository#12",
        "fixes GH-12",
        "(gh-7)",
        "https://example.com",
        "WWW.example.com",
        "in 79d9a43",
        "$x$",
        ":tada:",
    ] {
        assert_eq!(markdown_line(line), format!("`{line}`"));
    }
    assert_snapshot!(markdown_line("`@a` ``"), @"``` `@a` `` ```");
    assert_snapshot!(code_span("services/auth/`rm`"), @"`` services/auth/`rm` ``");
    assert_snapshot!(code_span("a\nb\u{202e}"), @r"`a b\u{202e}`");
    assert_eq!(code_span(" \n"), "");
}

#[test]
fn no_marker_can_be_forged() {
    let forged = "<!-- orion:key=00000000000000000000 -->";
    assert_snapshot!(markdown_line(forged), @"`<! -- orion:key=00000000000000000000 -- >`");
    assert_snapshot!(code_span(forged), @"`<! -- orion:key=00000000000000000000 -- >`");
    assert_snapshot!(markdown_block(forged), @"<! -- orion:key=00000000000000000000 -- >");
    assert_snapshot!(code_fence(forged, "html"), @"
    ```html
    <! -- orion:key=00000000000000000000 -->
    ```
    ");
    assert_snapshot!(code_fence("<!--\torion:key=1 --><!-- other --><!--<!--orion:x", ""), @"
    ```
    <! --	orion:key=1 --><!-- other --><!--<! --orion:x
    ```
    ");
    assert_snapshot!(markdown_block("<!-->--!><!--->"), @"<! -- >--!><! --- >");
}

#[test]
fn a_block_is_its_writer_s_own_markdown() {
    let text = "\n\nhello @orion/auth, see #1\r\n\n\t- *a*\n  - [b](c) &amp; <b>d</b>\n\n";
    assert_eq!(
        markdown_block(text),
        "hello @orion/auth, see #1\n\n\t- *a*\n  - [b](c) &amp; <b>d</b>"
    );
    assert_snapshot!(markdown_block("a\u{202e}b\u{1b}[0m\rc"), @r"a\u{202e}b\u{1b}[0m\u{d}c");
}

#[test]
fn a_block_closes_the_code_that_it_opens() {
    for (text, closed) in [
        ("```\na", "```\na\n```"),
        ("a\n~~~~ text\nb\n~~~", "a\n~~~~ text\nb\n~~~\n~~~~"),
        ("- a\n  ```rust\n  b", "- a\n  ```rust\n  b\n  ```"),
        ("````\n```\na\n```", "````\n```\na\n```\n````"),
        ("~~~\n```", "~~~\n```\n~~~"),
    ] {
        assert_eq!(markdown_block(text), closed);
    }
    for whole in [
        "```\na\n```",
        "```\na\n`````  ",
        "```a```",
        "``\na",
        "    ```\n    a",
        "~~~ a`b\n~~~",
    ] {
        assert_eq!(markdown_block(whole), whole.trim_end());
    }
}

#[test]
fn a_block_shows_html_that_it_leaves_open() {
    for (text, shown) in [
        ("<PRE>\na", "\\<PRE>\na"),
        ("a\n   <!doctype html", "a\n   \\<!doctype html"),
        ("<?php\n\nb", "\\<?php\n\nb"),
        ("<![CDATA[ a > b", "\\<![CDATA[ a > b"),
        ("<details>\na", "<details>\na\n\n</details>"),
        ("```\n<?php", "```\n<?php\n```"),
    ] {
        assert_eq!(markdown_block(text), shown);
    }
    for whole in [
        "<pre>\na\n\nb\n</pre>",
        "<details><summary>a</summary>\n\nb\n</details>",
        "<b>a",
        "```\n<pre>\n```",
    ] {
        assert_eq!(markdown_block(whole), whole);
    }
}

#[test]
fn a_fence_is_longer_than_what_it_holds() {
    assert_snapshot!(code_fence("-a\n+\tb\n", "diff"), @"
    ```diff
    -a
    +	b
    ```
    ");
    assert_snapshot!(code_fence("```\n~~~~~\n````", "c++"), @"
    ``````c++
    ```
    ~~~~~
    ````
    ``````
    ");
    assert_snapshot!(code_fence("a\u{202e}b\0", "x\n# y"), @r"
    ```
    a\u{202e}b\u{0}
    ```
    ");
    assert_eq!(code_fence("", ""), "```\n\n```");
}

#[test]
fn a_carriage_return_is_shown_where_it_is_not_part_of_every_line_break() {
    assert_eq!(code_fence("a\r\nb\r\n", ""), "```\na\nb\n```");
    assert_eq!(code_fence("-a\n+a\r\n", ""), "```\n-a\n+a\\u{d}\n```");
    assert_eq!(code_fence("a\rb", ""), "```\na\\u{d}b\n```");
}

#[test]
fn slack_rings_for_nobody() {
    assert_snapshot!(mrkdwn("<!channel> & <@U123|x>, @channel @Here @@everyone ＠group @orion/auth"), @"&lt;!channel&gt; &amp; &lt;@U123|x&gt;, @ channel @ Here @@ everyone ＠ group @orion/auth");
    assert_snapshot!(mrkdwn("a\u{202e}b\u{1b}"), @r"a\u{202e}b\u{1b}");
    assert_snapshot!(mrkdwn("services/*/user_api has `@channel`"), @"`services/*/user_api has '@ channel'`");
    assert_snapshot!(mrkdwn("*a*\r\n> b\n"), @"
    ```
    *a*
    &gt; b
    ```
    ");
    assert_snapshot!(mrkdwn("> a"), @"`&gt; a`");
    assert_eq!(mrkdwn("it's @ here"), "it's @ here");
}

#[test]
fn a_title_is_one_line_that_github_takes() {
    assert_snapshot!(title(" a\nb\t\u{202e}c\u{7} "), @r"a b \u{202e}c\u{7}");
    assert_eq!(title(&"é".repeat(256)), "é".repeat(256));
    assert_eq!(title(&"é".repeat(257)), format!("{}…", "é".repeat(255)));
    let cut_at_a_space = format!("{}   b", "a".repeat(253));
    assert_eq!(title(&cut_at_a_space), format!("{}…", "a".repeat(253)));
}

/// Texts of what is obeyed somewhere, in any order.
fn hostile() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        3 => proptest::sample::select(vec![
            "<!--", "-->", "<!-- orion:key=", "orion:", "`", "```", "~~~", "````", "\n", "\r\n", "\r", "\t", " ",
            "@channel", "@", "here", "<!channel>", "#1", "GH-1", "*", "_", "\\", "&", "&#64;", "<", ">", "|", "$",
            "https://a.b", "- ", "1. ", "# ", "===", "---", "\u{202e}", "\u{2066}", "\u{200f}", "\u{1b}[2J", "\0",
            "    ", "[a](b)", "[^1]", "![", "<b>", "a", "é", ":x:", "-", "!", "orion",
        ]).prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    proptest::collection::vec(part, 0..12).prop_map(|parts| parts.concat())
}
