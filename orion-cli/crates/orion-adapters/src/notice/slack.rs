//! Slack's incoming webhook: blocks, and a text for where blocks do not show
//! (<https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks>).

use orion_app::notice::Message;
use orion_core::config::{Member, SlackSettings};
use orion_core::escape::mrkdwn;
use serde_json::{Value, json};

/// The most characters of a text from elsewhere. Escaping makes up to nine of one, and a block has room for 3,000.
const LONGEST: usize = 256;
/// The most characters of a name that is not known to Slack: those of a login.
const NAME: usize = 39;
/// The most names: a notice for more is for the channel.
const PEOPLE: usize = 8;
/// The most steps: a message has up to 50 blocks.
const STEPS: usize = 20;

pub(super) fn payload(message: &Message, settings: &SlackSettings) -> Value {
    let number = link(&message.url, &message.number.to_string());
    let headline = escaped(&message.headline(), LONGEST);
    let title = escaped(&message.title, LONGEST);
    let names = names(message, settings);
    let section =
        |text: String| json!({"type": "section", "text": {"type": "mrkdwn", "text": text}});
    let mut blocks = vec![
        section(headline.clone()),
        section(format!("{number}: {title}")),
    ];
    if !names.is_empty() {
        blocks.push(section(names.clone()));
    }
    let steps = message.steps.iter().take(STEPS);
    blocks.extend(steps.map(|step| section(format!("• {}", escaped(step, LONGEST)))));
    // Where there are blocks, the text is what a notification shows.
    let text = format!("{headline}: {number}: {title} {names}");
    json!({"text": text.trim_end(), "blocks": blocks})
}

/// Who hears it ring: everyone only where the level says so, and people whose id is known. Others are named.
fn names(message: &Message, settings: &SlackSettings) -> String {
    let mut names = Vec::new();
    if message.is_for_channel {
        names.push("<!channel>".to_owned());
    }
    for member in message.people.iter().take(PEOPLE) {
        names.push(mention(member, settings));
    }
    names.join(" ")
}

/// A person whose id is known hears it ring; others are named.
pub(super) fn mention(member: &Member, settings: &SlackSettings) -> String {
    let of_member = |entry: &&(Member, String)| is_same(&entry.0, member);
    let id = settings.users.iter().find(of_member).map(|(_, id)| id);
    let is_id = |id: &&String| !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric());
    match id.filter(is_id) {
        Some(id) => format!("<@{id}>"),
        None => escaped(&member.to_string(), NAME),
    }
}

/// GitHub's logins differ by more than their case.
fn is_same(one: &Member, other: &Member) -> bool {
    one.to_string().eq_ignore_ascii_case(&other.to_string())
}

/// A text from elsewhere, cut and escaped.
pub(super) fn escaped(text: &str, longest: usize) -> String {
    let mut cut: String = text.chars().take(longest).collect();
    if cut.len() < text.len() {
        cut.push('…');
    }
    mrkdwn(&cut)
}

/// A link with a label of ours; the label alone where the address would break out of it.
pub(super) fn link(url: &str, label: &str) -> String {
    if url.contains(['<', '>', '|']) || url.contains(char::is_whitespace) {
        return label.to_owned();
    }
    format!("<{}|{label}>", url.replace('&', "&amp;"))
}
