//! A draft that is made to fit.

use orion_core::escape::code_fence;

use super::{BODY_LENGTH, TemplateError};

/// The text with as many of the draft's first lines as fit, found by halving.
///
/// # Errors
/// The renderer's, or that even a text without any of the lines is too long.
pub(super) fn fit(
    draft: Option<&str>,
    render: impl Fn(Option<&str>) -> Result<String, TemplateError>,
) -> Result<String, TemplateError> {
    let draft = draft.filter(|draft| !draft.trim().is_empty());
    let Some(draft) = draft else {
        return short(render(None)?);
    };
    let lines: Vec<&str> = draft
        .strip_suffix('\n')
        .unwrap_or(draft)
        .split('\n')
        .collect();
    // A line has a character at least, that which ends it.
    let most = lines.len().min(BODY_LENGTH);
    if most == lines.len() && draft.len() <= 4 * BODY_LENGTH {
        let whole = render(Some(&code_fence(draft, "diff")))?;
        if characters(&whole) <= BODY_LENGTH {
            return Ok(whole);
        }
    }
    let mut fitting = short(render(Some(&cut(&lines, 0)))?)?;
    let (mut fits, mut is_too_long) = (0, most);
    while is_too_long - fits > 1 {
        let middle = fits + (is_too_long - fits) / 2;
        let tried = cut(&lines, middle);
        // What is too long by itself is not given to a template.
        let text = if characters(&tried) <= BODY_LENGTH {
            Some(render(Some(&tried))?)
        } else {
            None
        };
        match text.filter(|text| characters(text) <= BODY_LENGTH) {
            Some(text) => (fits, fitting) = (middle, text),
            None => is_too_long = middle,
        }
    }
    Ok(fitting)
}

fn characters(text: &str) -> usize {
    text.chars().count()
}

fn short(text: String) -> Result<String, TemplateError> {
    match characters(&text) {
        0..=BODY_LENGTH => Ok(text),
        characters => Err(TemplateError::TooLong { characters }),
    }
}

/// The first lines of the draft, and how many are left out.
fn cut(lines: &[&str], kept: usize) -> String {
    let left_out = lines.len() - kept;
    let (noun, verb) = if left_out == 1 {
        ("line", "is")
    } else {
        ("lines", "are")
    };
    let sentence = format!(
        "_{left_out} {noun} of {} {verb} left out: an issue has no room for more._",
        lines.len()
    );
    if kept == 0 {
        return sentence;
    }
    let fence = code_fence(&lines[..kept].join("\n"), "diff");
    format!("{fence}\n\n{sentence}")
}
