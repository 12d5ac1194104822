//! What happens when something happens.

mod act;
mod key;
mod mouse;
mod typing;

use super::effect::Effect;
use super::model::{Model, Overlay, Running, Said};
use super::msg::Msg;
use super::pane::Pane;
use super::source::{Source, Why};

/// Whether the screen is to be drawn.
pub(crate) type Dirty = bool;

/// Takes one message in: whether the screen changes, and what is to be done.
pub(crate) fn update(model: &mut Model, msg: Msg) -> (Dirty, Vec<Effect>) {
    match msg {
        Msg::Key(event) => key::pressed(model, event),
        Msg::Mouse(event) => mouse::moved(model, event),
        Msg::Paste(text) => typing::pasted(model, &text),
        Msg::Resize(columns, rows) => {
            model.size = (columns, rows);
            (true, Vec::new())
        }
        Msg::Tick(now) => {
            // Ages are told in minutes and the clock in seconds.
            let changed = model.now.as_second() != now.as_second();
            model.now = now;
            (changed, Vec::new())
        }
        msg => (answered(model, msg), Vec::new()),
    }
}

/// An answer of a source. While the screen is held, nothing changes but the end of what was started here.
fn answered(model: &mut Model, msg: Msg) -> Dirty {
    let now = model.now;
    if model.paused && !matches!(msg, Msg::Progress(..) | Msg::Ended(..) | Msg::Logs(_)) {
        return false;
    }
    match msg {
        Msg::Status(answer) => renew(model, Pane::Workstreams, |it| it.status.take(answer, now)),
        Msg::Integration(answer) => renew(model, Pane::Integration, |it| {
            it.integration.take(answer, now);
        }),
        Msg::Quality(answer) => renew(model, Pane::Quality, |it| it.quality.take(answer, now)),
        Msg::Services(answer) => {
            let is_news = match (&answer, &model.services) {
                (Ok(report), Source::Ready { data, .. }) => report != data,
                (Err(why), Source::Failed { why: before, .. }) => why != before,
                _ => true,
            };
            renew(model, Pane::Services, |it| it.services.take(answer, now));
            return is_news;
        }
        Msg::Requests(answer) => renew(model, Pane::Requests, |it| it.requests.take(answer, now)),
        Msg::Queued(waiting) => {
            let is_news = model.queued != waiting;
            renew(model, Pane::Requests, |it| it.queued = waiting);
            return is_news;
        }
        Msg::Remembered(requests, at) if matches!(model.requests, Source::Loading) => {
            renew(model, Pane::Requests, |it| {
                it.requests = Source::Failed {
                    why: Why::new("GitHub has not answered yet"),
                    last: Some((requests, at)),
                };
            });
        }
        Msg::Loads(loads) => {
            let is_news = model.loads != loads;
            model.loads = loads;
            return is_news;
        }
        Msg::Allowance(allowance) => {
            let changed = model.allowance != Some(allowance);
            model.allowance = Some(allowance);
            return changed;
        }
        Msg::Logs(entries) => {
            return model.logs.push(entries);
        }
        Msg::LogsEnded(why) => {
            let is_news = model.logs.ended.as_ref() != Some(&why);
            model.logs.ended = Some(why);
            return is_news;
        }
        Msg::Progress(action, said) => {
            match model.running.iter_mut().find(|it| it.action == action) {
                Some(running) => running.said = said,
                None => model.running.push(Running { action, said }),
            }
        }
        Msg::Ended(action, outcome) => {
            model.running.retain(|it| it.action != action);
            model.said = Some(match outcome.said {
                Ok(text) => Said::Done(text),
                Err(why) => Said::Failed(why),
            });
            model.overlays.extend(outcome.page.map(Overlay::Page));
            if let Some(report) = outcome.integration {
                renew(model, Pane::Integration, |it| {
                    it.integration.take(Ok(report), now);
                });
            }
        }
        Msg::Remembered(..)
        | Msg::Key(_)
        | Msg::Mouse(_)
        | Msg::Paste(_)
        | Msg::Resize(..)
        | Msg::Tick(_) => return false,
    }
    true
}

fn renew(model: &mut Model, pane: Pane, take: impl FnOnce(&mut Model)) {
    let before = model.selected_key(pane);
    take(model);
    model.sift(pane, before);
}
