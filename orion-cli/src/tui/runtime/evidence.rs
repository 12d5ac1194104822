//! What can be told from the repository and what was remembered: the seed's three panels.

use std::collections::BTreeSet;
use std::sync::mpsc::Receiver;

use orion_app::status::GithubSeen;
use tokio::sync::mpsc::Sender;

use crate::context::{Context, StatusContext, block_on};
use crate::tui::msg::Msg;
use crate::tui::pane::Pane;
use crate::tui::source::Why;

/// What the source is asked for.
pub(super) enum Order {
    /// To look again at what a pane shows.
    Look(Pane),
    /// To look at everything again: files have changed.
    Changed,
    /// To go on with what GitHub said, or with why it said nothing.
    Github(Box<Result<GithubSeen, String>>),
}

/// Looks at once, and then whenever it is asked to.
pub(super) fn run(context: &Context, orders: &Receiver<Order>, tell: &Sender<Msg>) {
    let mut github: Result<GithubSeen, String> = Err("it has not been asked yet".to_owned());
    let all = [Pane::Workstreams, Pane::Integration, Pane::Quality];
    let mut wanted = BTreeSet::from(all.map(Pane::index));
    loop {
        for pane in all {
            if wanted.contains(&pane.index()) {
                let answer = look(context, pane, &github);
                if tell.blocking_send(answer).is_err() {
                    return;
                }
            }
        }
        wanted.clear();
        // What came meanwhile is answered by one look.
        let Ok(first) = orders.recv() else { return };
        for order in std::iter::once(first).chain(orders.try_iter()) {
            match order {
                Order::Look(pane) => {
                    wanted.insert(pane.index());
                }
                Order::Changed => wanted.extend(all.map(Pane::index)),
                Order::Github(said) => {
                    github = *said;
                    wanted.extend([Pane::Workstreams, Pane::Quality].map(Pane::index));
                }
            }
        }
    }
}

fn look(context: &Context, pane: Pane, github: &Result<GithubSeen, String>) -> Msg {
    // Opened anew each time: somebody may have edited `workstreams.toml`.
    let site = StatusContext::open(context);
    match pane {
        Pane::Integration => {
            let answer = site.and_then(|site| site.integration());
            Msg::Integration(answer.map_err(Why::from))
        }
        Pane::Quality => {
            let answer = site.and_then(|site| site.quality());
            Msg::Quality(answer.map(Box::new).map_err(Why::from))
        }
        Pane::Workstreams | Pane::Services | Pane::Requests | Pane::Logs => {
            let answer = site.and_then(|site| block_on(site.look(github.clone())));
            let answer = answer.map(|status| Box::new(status.report));
            Msg::Status(answer.map_err(Why::from))
        }
    }
}
