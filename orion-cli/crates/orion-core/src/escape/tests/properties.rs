//! What holds for any text.

use super::*;

fn is_shown(text: &str, but: &[char]) -> bool {
    !text.chars().any(|c| is_hidden(c) && !but.contains(&c))
}

proptest! {
    #[test]
    fn nothing_hidden_stays_hidden(text in hostile()) {
        for line in [markdown_line(&text), code_span(&text), title(&text)] {
            prop_assert!(is_shown(&line, &[]), "{:?}", line);
        }
        for block in [markdown_block(&text), code_fence(&text, "diff"), mrkdwn(&text)] {
            prop_assert!(is_shown(&block, &['\n', '\t']), "{:?}", block);
        }
    }

    #[test]
    fn no_comment_is_opened_and_no_marker_forged(text in hostile()) {
        for comment in [markdown_line(&text), code_span(&text), markdown_block(&text), mrkdwn(&text)] {
            prop_assert!(!comment.contains("<!--") && !comment.contains("-->"), "{:?}", comment);
        }
        let fenced = code_fence(&text, "");
        let marker = fenced
            .split("<!--")
            .skip(1)
            .any(|comment| comment.trim_start().starts_with("orion:"));
        prop_assert!(!marker, "{:?}", fenced);
    }

    #[test]
    fn a_fence_is_not_broken(text in hostile(), language in hostile()) {
        let block = code_fence(&text, &language);
        let (first, rest) = block.split_once('\n').unwrap();
        let (inside, last) = rest.rsplit_once('\n').unwrap();
        prop_assert!(last.len() >= 3 && last.chars().all(|c| c == '`'));
        let about = first.strip_prefix(last).unwrap();
        prop_assert!(!about.contains(['`', '~', ' ']), "{:?}", first);
        prop_assert!(!inside.contains(last), "{:?}", block);
        prop_assert!(!inside.contains(&"~".repeat(last.len())), "{:?}", block);
    }

    #[test]
    fn nothing_rings_in_slack(text in hostile()) {
        let sent = mrkdwn(&text).to_lowercase();
        prop_assert!(!sent.contains(['<', '>']), "{:?}", sent);
        for everybody in ["@channel", "@here", "@everyone", "@group"] {
            prop_assert!(!sent.contains(everybody), "{:?}", sent);
        }
        let entities = sent.replace("&amp;", "").replace("&lt;", "").replace("&gt;", "");
        prop_assert!(!entities.contains('&'), "{:?}", sent);
    }

    #[test]
    fn a_title_is_never_too_long(text in ".{0,600}") {
        prop_assert!(title(&text).chars().count() <= TITLE_LENGTH);
    }
}
