//! What a reader of Markdown makes of a text.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::super::comment::{without_comments, without_markers};
use super::super::hidden::{in_lines, on_one_line};
use super::*;

fn read(markdown: &str) -> Vec<Event<'_>> {
    let options = Options::ENABLE_GFM
        | Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    Parser::new_ext(markdown, options).collect()
}

/// The text of a paragraph, in which there is nothing but text and code; a line break counts as one.
fn plain(events: &[Event<'_>]) -> Option<String> {
    let (first, rest) = events.split_first()?;
    let (last, inside) = rest.split_last()?;
    let is_paragraph = matches!(first, Event::Start(Tag::Paragraph))
        && matches!(last, Event::End(TagEnd::Paragraph));
    let texts = inside.iter().map(|event| match event {
        Event::Text(text) | Event::Code(text) => Some(&**text),
        Event::SoftBreak => Some("\n"),
        _ => None,
    });
    texts.collect::<Option<String>>().filter(|_| is_paragraph)
}

#[test]
fn what_follows_a_block_is_not_swallowed() {
    for text in [
        "```\na",
        "- a\n  ~~~\n  b",
        "> ```\n> a",
        "<pre>\na",
        "<!a",
        "<?a\n\nb",
        "<![CDATA[\n\n>",
        "<script>\n</style",
        "<details>\n<summary>a",
        "<!-- a",
        "<div>\n<table>",
        "1. a\n\n       b",
        "[a]: b \"c",
        "| a |\n| - |",
    ] {
        let block = format!("{}\n\n### After", markdown_block(text));
        let events = read(&block);
        let (before, after) = events.split_at(events.len() - 3);
        assert!(
            matches!(after[0], Event::Start(Tag::Heading { .. })),
            "{block}"
        );
        let depth = before.iter().fold(0, |depth, event| match event {
            Event::Start(_) => depth + 1,
            Event::End(_) => depth - 1,
            _ => depth,
        });
        assert_eq!(depth, 0, "{block}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn a_line_reads_as_it_was_written(text in hostile()) {
        let shown = without_comments(&on_one_line(&text));
        prop_assume!(!shown.is_empty());
        for line in [markdown_line(&text), code_span(&text)] {
            prop_assert_eq!(plain(&read(&line)), Some(shown.clone()), "{:?}", line);
            // Where a list, a heading or a table would begin just as well.
            let below = format!("above\n{line}");
            let read = plain(&read(&below));
            prop_assert_eq!(read, Some(format!("above\n{shown}")), "{:?}", line);
        }
    }

    #[test]
    fn what_follows_code_is_no_code(text in hostile(), language in hostile()) {
        let shown = in_lines(&without_markers(&text));
        prop_assume!(!text.contains('\r') && shown == without_markers(&in_lines(&text)));
        let block = format!("{}\n### After", code_fence(&text, &language));
        let events = read(&block);
        let (code, after) = events.split_at(events.len() - 3);
        prop_assert!(matches!(after[0], Event::Start(Tag::Heading { .. })), "{:?}", events);
        prop_assert!(matches!(code[0], Event::Start(Tag::CodeBlock(_))), "{:?}", events);
        let mut inside = String::new();
        for event in &code[1..code.len() - 1] {
            let Event::Text(text) = event else {
                return Err(TestCaseError::fail(format!("{event:?} in {block:?}")));
            };
            inside.push_str(text);
        }
        let whole = shown.strip_suffix('\n').unwrap_or(&shown);
        prop_assert_eq!(inside.strip_suffix('\n').unwrap_or(&inside), whole);
    }
}
