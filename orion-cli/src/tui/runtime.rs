//! The dashboard's threads, its terminal and its time. Each source asks on a thread of its own and sends what it hears
//! through one bounded channel, so that nothing ever keeps the screen waiting.

mod evidence;
mod feed;
mod files;
mod forge;
mod services;
mod written;

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use crossterm::event::{Event, EventStream};
use futures_util::StreamExt as _;
use jiff::tz::TimeZone;
use tokio::sync::mpsc::{self, Receiver, Sender};
use tokio::time::{Instant, MissedTickBehavior, interval, sleep_until};

use self::feed::Feeds;
use super::effect::{Action, Effect};
use super::glyphs::{ASCII, UNICODE};
use super::model::{Model, Said};
use super::msg::{Msg, Outcome};
use super::theme::Palette;
use super::update::update;
use super::view::view;
use crate::context::{
    Context, block_on, hold_little_memory, interrupted, open_in_browser, stop_for_a_while,
};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Screen;

/// The least time between two drawings: 30 a second.
const FRAME: Duration = Duration::from_millis(33);
/// Messages that may wait to be taken in; whoever sends more waits.
const WAITING: usize = 256;

/// Who does what somebody asks for from the dashboard: by the same use cases as the commands.
pub(crate) trait ActionRunner: Send + Sync + 'static {
    /// Does it, and tells how far it is. It takes as long as it takes.
    fn act(&self, action: &Action, context: &Context, tell: &dyn Fn(String)) -> Outcome;
}

/// Shows the dashboard until somebody leaves it.
///
/// # Errors
/// When the terminal cannot be controlled, or `ORION_NOW` is no instant.
pub(crate) fn run(
    context: &Context,
    runner: impl ActionRunner,
    offline: bool,
) -> Result<Exit, Failure> {
    hold_little_memory();
    let (tell, told) = mpsc::channel(WAITING);
    let session = Session {
        screen: Screen::open().map_err(terminal)?,
        context,
        runner: Arc::new(runner),
        tell,
        feeds: None,
        is_dirty: true,
        drawn: Instant::now(),
    };
    block_on(session.run(told, offline))
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "an error is handed over as it came"
)]
fn terminal(error: std::io::Error) -> Failure {
    Failure::surroundings(format!("the terminal cannot be controlled: {error}"))
        .hint("`orion status --once` shows the same as plain text")
}

/// One sitting.
struct Session<'c, R> {
    screen: Screen,
    context: &'c Context,
    runner: Arc<R>,
    tell: Sender<Msg>,
    /// The sources, once the first frame is drawn.
    feeds: Option<Feeds>,
    is_dirty: bool,
    drawn: Instant,
}

impl<R: ActionRunner> Session<'_, R> {
    async fn run(mut self, mut told: Receiver<Msg>, offline: bool) -> Result<Exit, Failure> {
        let environment = &self.context.environment;
        let glyphs = if environment.unicode {
            &UNICODE
        } else {
            &ASCII
        };
        let palette = if self.context.printer.theme().is_colored() {
            Palette::Terminal
        } else {
            Palette::Mono
        };
        let size = self.screen.size().map_err(terminal)?;
        let zone = TimeZone::system();
        let mut model = Model::new(self.context.now()?, zone, size, glyphs, palette);
        self.draw(&model)?;
        self.feeds = Some(Feeds::start(self.context, &self.tell, offline));
        let mut events = EventStream::new();
        let mut stop = pin!(interrupted());
        let mut second = interval(Duration::from_secs(1));
        second.set_missed_tick_behavior(MissedTickBehavior::Skip);
        loop {
            let next_frame = self.drawn + FRAME;
            let effects = tokio::select! {
                biased;
                () = &mut stop => return Ok(Exit::Interrupted),
                () = sleep_until(next_frame), if self.is_dirty => {
                    self.draw(&model)?;
                    Vec::new()
                }
                event = events.next() => match event {
                    Some(Ok(event)) => self.heard(&mut model, event),
                    // The terminal is gone.
                    Some(Err(_)) | None => return Ok(Exit::Interrupted),
                },
                msg = told.recv() => match msg {
                    Some(msg) => self.take(&mut model, msg),
                    None => Vec::new(),
                },
                _ = second.tick() => {
                    let now = self.context.now()?;
                    self.take(&mut model, Msg::Tick(now))
                }
            };
            for effect in effects {
                if effect == Effect::Quit {
                    return Ok(Exit::Fine);
                }
                self.carry_out(&mut model, effect)?;
            }
        }
    }

    fn heard(&mut self, model: &mut Model, event: Event) -> Vec<Effect> {
        let msg = match event {
            Event::Key(key) => Msg::Key(key),
            Event::Mouse(mouse) => Msg::Mouse(mouse),
            Event::Paste(text) => Msg::Paste(text),
            Event::Resize(columns, rows) => Msg::Resize(columns, rows),
            Event::FocusGained | Event::FocusLost => return Vec::new(),
        };
        self.take(model, msg)
    }

    fn take(&mut self, model: &mut Model, msg: Msg) -> Vec<Effect> {
        let (is_dirty, effects) = update(model, msg);
        self.is_dirty |= is_dirty;
        effects
    }

    fn draw(&mut self, model: &Model) -> Result<(), Failure> {
        let drawn = self
            .screen
            .draw(|area, buffer| view(model, area, buffer))
            .map_err(terminal);
        self.is_dirty = false;
        self.drawn = Instant::now();
        drawn
    }

    fn carry_out(&mut self, model: &mut Model, effect: Effect) -> Result<(), Failure> {
        match effect {
            Effect::Refresh(pane) => {
                if let Some(feeds) = &self.feeds {
                    feeds.refresh(pane);
                }
            }
            Effect::Act(action) => self.act(action),
            Effect::Open(url) => {
                if let Err(failure) = open_in_browser(&url) {
                    model.said = Some(Said::Failed(failure.into()));
                    self.is_dirty = true;
                }
            }
            Effect::Copy(text) => self.screen.copy(&text).map_err(terminal)?,
            Effect::Redraw => {
                self.screen.clear().map_err(terminal)?;
                self.is_dirty = true;
            }
            Effect::Suspend => {
                self.screen.without(stop_for_a_while).map_err(terminal)?;
                // The window may have another size by now.
                let (columns, rows) = self.screen.size().map_err(terminal)?;
                self.take(model, Msg::Resize(columns, rows));
            }
            Effect::Quit => {}
        }
        Ok(())
    }

    /// Does it on a thread of its own, and looks at what may have changed when it has ended.
    fn act(&self, action: Action) {
        let (runner, tell) = (Arc::clone(&self.runner), self.tell.clone());
        let context = self.context.silent();
        let feeds = self.feeds.clone();
        std::thread::spawn(move || {
            let progress = |text: String| {
                // What is said next says more: a word that finds no room is let go.
                let _ = tell.try_send(Msg::Progress(action.clone(), text));
            };
            let outcome = runner.act(&action, &context, &progress);
            let changes = changed_by(&action);
            // Nobody hears it any more when the dashboard is left.
            let _ = tell.blocking_send(Msg::Ended(action, Box::new(outcome)));
            for pane in changes {
                if let Some(feeds) = &feeds {
                    feeds.refresh(*pane);
                }
            }
        });
    }
}

/// The panes that may show something else afterwards.
fn changed_by(action: &Action) -> &'static [super::pane::Pane] {
    use super::pane::Pane;
    match action {
        Action::Restart(_) => &[Pane::Services],
        Action::Decide { .. } => &[Pane::Requests, Pane::Workstreams],
        Action::Gate(_) => &[Pane::Quality],
        // Its answer is what the pane shows.
        Action::AskStack => &[],
    }
}
