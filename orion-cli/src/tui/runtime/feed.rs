//! The sources' threads, and how each is asked to look again.

use std::sync::mpsc as orders;
use std::thread;

use tokio::sync::mpsc::Sender;
use tokio::sync::watch;

use super::{evidence, files, forge, services, written};
use crate::context::Context;
use crate::tui::msg::Msg;
use crate::tui::pane::Pane;

/// Where the sources are reached.
#[derive(Clone)]
pub(super) struct Feeds {
    evidence: orders::Sender<evidence::Order>,
    forge: watch::Sender<()>,
    services: watch::Sender<()>,
}

impl Feeds {
    /// Starts all of them.
    pub(super) fn start(context: &Context, tell: &Sender<Msg>, offline: bool) -> Self {
        let (evidence, ordered) = orders::channel();
        let (forge, forge_asked) = watch::channel(());
        let (services, services_asked) = watch::channel(());
        let there = || (context.silent(), tell.clone());
        let (its, tells) = there();
        thread::spawn(move || evidence::run(&its, &ordered, &tells));
        let (its, tells) = there();
        let order = evidence.clone();
        thread::spawn(move || forge::run(&its, offline, &order, forge_asked, &tells));
        let (its, tells) = there();
        thread::spawn(move || services::run(&its, services_asked, &tells));
        let (its, tells) = there();
        thread::spawn(move || written::run(&its, &tells));
        let its = context.silent();
        let order = evidence.clone();
        thread::spawn(move || files::run(&its, &order));
        Self {
            evidence,
            forge,
            services,
        }
    }

    /// Asks again for what a pane shows. A source that has ended hears nothing.
    pub(super) fn refresh(&self, pane: Pane) {
        match pane {
            Pane::Workstreams | Pane::Integration | Pane::Quality => {
                let _ = self.evidence.send(evidence::Order::Look(pane));
                if pane == Pane::Workstreams {
                    self.forge.send_replace(());
                }
            }
            Pane::Services | Pane::Logs => {
                self.services.send_replace(());
            }
            Pane::Requests => {
                self.forge.send_replace(());
            }
        }
    }
}
