//! The boxes of a Markdown file.

/// How many boxes are ticked, of how many. What stands in fenced code or in an HTML comment is no box.
///
/// A box is an item of a list, bulleted or numbered, that begins with `[ ]`, `[x]` or `[X]`, as GitHub reads it; it
/// may stand in a quotation and at any depth.
#[must_use]
pub fn boxes(text: &str) -> (usize, usize) {
    let (mut ticked, mut all) = (0, 0);
    let mut fence: Option<(char, usize)> = None;
    let mut is_comment = false;
    for line in text.lines() {
        let line = line.trim_start_matches([' ', '\t', '>']);
        if is_comment {
            is_comment = !line.contains("-->");
            continue;
        }
        let run = fence_of(line);
        match (fence, run) {
            (Some((c, length)), Some((other, run))) if c == other && run >= length => {
                // A closing fence has nothing behind it.
                if line.trim_start_matches(c).trim().is_empty() {
                    fence = None;
                }
                continue;
            }
            (Some(_), _) => continue,
            (None, Some(run)) => {
                fence = Some(run);
                continue;
            }
            (None, None) => {}
        }
        if let Some(begin) = line.find("<!--") {
            is_comment = !line[begin..].contains("-->");
            if line[..begin].trim().is_empty() {
                continue;
            }
        }
        if let Some(is_ticked) = ticked_box(line) {
            all += 1;
            ticked += usize::from(is_ticked);
        }
    }
    (ticked, all)
}

fn fence_of(line: &str) -> Option<(char, usize)> {
    let c = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = line.chars().take_while(|other| *other == c).count();
    (length >= 3).then_some((c, length))
}

fn ticked_box(line: &str) -> Option<bool> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let after_mark = match line.as_bytes().get(digits)? {
        b'-' | b'*' | b'+' if digits == 0 => &line[1..],
        b'.' | b')' if (1..=9).contains(&digits) => &line[digits + 1..],
        _ => return None,
    };
    let item = after_mark
        .strip_prefix([' ', '\t'])?
        .trim_start_matches([' ', '\t']);
    let (is_ticked, rest) = if let Some(rest) = item.strip_prefix("[ ]") {
        (false, rest)
    } else {
        let rest = item
            .strip_prefix("[x]")
            .or_else(|| item.strip_prefix("[X]"))?;
        (true, rest)
    };
    (rest.is_empty() || rest.starts_with([' ', '\t'])).then_some(is_ticked)
}

#[cfg(test)]
mod tests {
    use super::boxes;

    #[test]
    fn boxes_of_lists_count_and_nothing_else_does() {
        let text = "\
# Release

- [x] one
* [X] two
  - [ ] three, deeper
1. [ ] four
> - [x] five, quoted
- [x]no box: no space
[x] no item
- [link](x)

```md
- [x] in code
```
~~~
```
- [ ] in code
~~~
<!-- - [ ] hidden -->
<!--
- [x] hidden
-->
+ [x] six
";
        assert_eq!(boxes(text), (4, 6));
        assert_eq!(boxes(""), (0, 0));
    }

    #[test]
    fn a_fence_ends_only_at_one_as_long() {
        assert_eq!(boxes("````\n```\n- [x] in\n````\n- [x] out"), (1, 1));
        assert_eq!(boxes("```\n- [x] never closed"), (0, 0));
    }
}
