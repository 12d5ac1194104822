//! What somebody does to the selected row.

use orion_app::stack::Runtime;
use orion_core::ids::{IssueNumber, ServiceName};
use orion_core::request::Decision;

use super::key;
use super::typing::filter;
use crate::tui::command_line::Typed;
use crate::tui::effect::{Action, Effect};
use crate::tui::model::{Model, Overlay, Question, Running, Said};
use crate::tui::pane::Pane;
use crate::tui::rows::RequestLine;
use crate::tui::source::Why;

/// Does what was typed after `:`.
pub(super) fn typed(model: &mut Model, typed: Typed) -> Vec<Effect> {
    match typed {
        Typed::Key(command) => return key::run(model, command),
        Typed::Filter(text) => filter(model, model.focus, text),
        Typed::Theme(palette) => model.palette = palette,
        Typed::Restart(service) => restart(model, &service),
        Typed::Logs(service) => {
            model.logs.service = Some(service.to_string());
            model.go_to(Pane::Logs);
        }
        Typed::Gate(gate) => return carry_out(model, Effect::Act(Action::Gate(gate))),
        Typed::Decide(decision, number, reason) => decide(model, decision, number, reason),
    }
    Vec::new()
}

/// Takes note of what is begun.
pub(super) fn carry_out(model: &mut Model, effect: Effect) -> Vec<Effect> {
    if let Effect::Act(action) = &effect {
        if model.running.iter().any(|it| it.action == *action) {
            refuse(model, format!("`{}` has not ended yet", action.name()));
            return Vec::new();
        }
        model.running.push(Running {
            action: action.clone(),
            said: String::new(),
        });
    }
    vec![effect]
}

fn refuse(model: &mut Model, message: impl Into<String>) {
    model.said = Some(Said::Failed(Why::new(message)));
}

fn ask(model: &mut Model, text: String, action: Action) {
    let then = Effect::Act(action);
    model
        .overlays
        .push(Overlay::Question(Question { text, then }));
}

/// The name of the selected service; in the logs, of the one that wrote the selected line.
fn selected_service(model: &Model) -> Option<String> {
    match model.focus {
        Pane::Logs => {
            let line = model.logs.selected(model.filter(Pane::Logs))?;
            Some(model.logs.get(line)?.service.clone())
        }
        _ => Some(model.service(model.selected(Pane::Services)?)?.name.clone()),
    }
}

/// Shows what the selected service writes, or all of them again.
pub(super) fn show_logs(model: &mut Model) {
    let service = selected_service(model);
    let is_narrow = model.focus == Pane::Logs && model.logs.service.is_some();
    model.logs.service = if is_narrow { None } else { service };
    model.logs.follow();
    model.go_to(Pane::Logs);
}

/// What `r` does in the pane that has the keys.
pub(super) fn restart_or_retry(model: &mut Model) -> Vec<Effect> {
    match model.focus {
        Pane::Integration => return carry_out(model, Effect::Act(Action::AskStack)),
        Pane::Services | Pane::Logs => {
            match selected_service(model).map(|it| ServiceName::parse(&it)) {
                Some(Ok(service)) => restart(model, &service),
                Some(Err(error)) => refuse(model, error.to_string()),
                None => return vec![Effect::Refresh(Pane::Services)],
            }
        }
        pane => return vec![Effect::Refresh(pane)],
    }
    Vec::new()
}

fn restart(model: &mut Model, service: &ServiceName) {
    let services = model.services.data();
    let runtime = services.and_then(|it| it.runtime);
    let is_known = services.is_some_and(|it| {
        it.services
            .iter()
            .any(|known| known.name == service.as_str())
    });
    match runtime {
        Some(Runtime::Docker) if is_known => {
            let text = format!("restart service `{service}`?");
            ask(model, text, Action::Restart(service.clone()));
        }
        Some(Runtime::Docker) => refuse(model, format!("there is no service `{service}`")),
        Some(Runtime::Embedded) => {
            model.said = Some(Said::Failed(Why {
                message: "the services run in one process, and restart together".to_owned(),
                hint: Some("`orion down` and `orion up`".to_owned()),
            }));
        }
        None => {
            model.said = Some(Said::Failed(Why {
                message: "no stack runs".to_owned(),
                hint: Some("`orion up` brings one up".to_owned()),
            }));
        }
    }
}

fn decide(
    model: &mut Model,
    decision: Decision,
    number: Option<IssueNumber>,
    reason: Option<String>,
) {
    let found = match number {
        Some(number) => model.requests.data().and_then(|requests| {
            let mut open = requests.open.iter();
            open.find(|(_, row)| row.number == number)
        }),
        None => match model
            .selected(Pane::Requests)
            .and_then(|it| model.request(it))
        {
            Some(RequestLine::Open(..)) => model
                .selected(Pane::Requests)
                .and_then(|place| model.requests.data()?.open.get(place)),
            _ => None,
        },
    };
    let Some((kind, row)) = found else {
        let what = number.map_or_else(|| "the selected row".to_owned(), |it| it.to_string());
        return refuse(model, format!("{what} is no open request"));
    };
    if decision == Decision::Changes && reason.is_none() {
        return refuse(model, "it is not said what is to change");
    }
    let title = crate::output::visible(&row.title);
    let text = format!("{} {} `{title}`?", decision.word(), row.number);
    let action = Action::Decide {
        kind: *kind,
        number: row.number,
        decision,
        reason,
    };
    ask(model, text, action);
}

/// The address of what is selected.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    if let Some(url) = address(model) {
        return vec![Effect::Open(url)];
    }
    refuse(model, "the selected row has no page in the browser");
    Vec::new()
}

fn address(model: &Model) -> Option<String> {
    if let Some(overlay) = model.overlays.last() {
        return match overlay {
            Overlay::Page(page) => page.url.clone(),
            Overlay::Help(_) | Overlay::Question(_) => None,
        };
    }
    let place = model.selected(model.focus)?;
    match model.focus {
        Pane::Workstreams => {
            let row = model.workstream(place)?;
            let pulls = row
                .in_flight
                .iter()
                .filter_map(|it| it.pull_request.as_ref());
            let mut urls = row
                .blockers
                .iter()
                .filter_map(|it| it.url.as_ref())
                .chain(pulls.map(|it| &it.url));
            urls.next().cloned()
        }
        Pane::Services => {
            let addresses = &model.service(place)?.addresses;
            addresses.iter().find(|it| it.starts_with("http")).cloned()
        }
        Pane::Requests => match model.request(place)? {
            RequestLine::Open(_, row) => Some(row.url.clone()),
            RequestLine::Remembered(row) => Some(row.url.clone()),
            RequestLine::Queued(..) => None,
        },
        Pane::Integration | Pane::Quality | Pane::Logs => None,
    }
}

/// What one wants to have of the selected row elsewhere.
pub(super) fn copy(model: &mut Model) -> Vec<Effect> {
    if let Some(text) = copied(model) {
        model.said = Some(Said::Done(format!(
            "copied: {}",
            crate::output::visible(&text)
        )));
        return vec![Effect::Copy(text)];
    }
    refuse(model, "there is nothing to copy");
    Vec::new()
}

fn copied(model: &Model) -> Option<String> {
    if let Some(overlay) = model.overlays.last() {
        return match overlay {
            Overlay::Page(page) => page.copy.clone().or_else(|| page.url.clone()),
            Overlay::Help(_) | Overlay::Question(_) => None,
        };
    }
    if model.focus == Pane::Logs {
        let line = model.logs.selected(model.filter(Pane::Logs))?;
        return Some(model.logs.get(line)?.text.clone());
    }
    let place = model.selected(model.focus)?;
    Some(match model.focus {
        Pane::Workstreams => format!("orion status --explain {}", model.workstream(place)?.id),
        Pane::Integration => "orion integration".to_owned(),
        Pane::Quality => "orion status --explain quality".to_owned(),
        Pane::Services => {
            let service = model.service(place)?;
            let address = service.addresses.first();
            address.cloned().unwrap_or_else(|| service.name.clone())
        }
        Pane::Requests => match model.request(place)? {
            RequestLine::Open(_, row) => row.url.clone(),
            RequestLine::Remembered(row) => row.url.clone(),
            RequestLine::Queued(_, row) => row.key.clone(),
        },
        Pane::Logs => return None,
    })
}
