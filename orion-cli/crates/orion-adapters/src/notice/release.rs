//! A release in Slack.

use orion_app::notice::Release;
use orion_core::config::SlackSettings;
use serde_json::{Value, json};

use super::slack::{escaped, link, mention};

/// The most characters of a text from elsewhere. Escaping makes up to nine of one, and a block has room for 3,000.
const LONGEST: usize = 256;
/// The most lines of a list.
const LINES: usize = 20;

pub(super) fn payload(release: &Release, settings: &SlackSettings) -> Value {
    let number = link(&release.url, &release.number.to_string());
    let title = escaped(&release.title, LONGEST);
    let versions: Vec<_> = release.versions.iter().take(LINES).collect();
    let versions: Vec<_> = versions.iter().map(|it| escaped(it, LONGEST)).collect();
    let section =
        |text: String| json!({"type": "section", "text": {"type": "mrkdwn", "text": text}});
    let headline = format!("Released: {number}: {title}");
    let mut blocks = vec![section(headline.clone())];
    blocks.extend(versions.iter().map(|line| section(format!("• {line}"))));
    let consumers: Vec<_> = release
        .consumers
        .iter()
        .take(LINES)
        .map(|(workstream, lead)| {
            let workstream = escaped(workstream, LONGEST);
            match lead {
                Some(lead) => format!("{workstream} ({})", mention(lead, settings)),
                None => workstream,
            }
        })
        .collect();
    let consumers = consumers.join(", ");
    if !consumers.is_empty() {
        blocks.push(section(format!("To follow: {consumers}")));
    }
    // Where there are blocks, the text is what a notification shows.
    let text = format!("{headline} {} {consumers}", versions.join(", "));
    json!({"text": text.trim_end(), "blocks": blocks})
}
