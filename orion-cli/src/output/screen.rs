//! The whole terminal, for as long as the dashboard has it. It is given back on every way out: at the end, by a panic,
//! and while the shell has the terminal in between.

use std::io::{self, BufWriter, IsTerminal as _, Stdout, Write as _};
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::clipboard::CopyToClipboard;
use crossterm::cursor::{Hide, Show};
use crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode,
};
use crossterm::{execute, queue};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Whether the dashboard has the terminal.
static IS_OPEN: AtomicBool = AtomicBool::new(false);
/// A whole screen goes out at once.
const ROOM: usize = 256 * 1024;

/// The terminal, given back when dropped.
pub(crate) struct Screen {
    terminal: Terminal<CrosstermBackend<BufWriter<Stdout>>>,
}

impl Screen {
    /// Takes the terminal.
    ///
    /// # Errors
    /// When it cannot be controlled.
    pub(crate) fn open() -> io::Result<Self> {
        enter()?;
        let backend = CrosstermBackend::new(BufWriter::with_capacity(ROOM, io::stdout()));
        match Terminal::new(backend) {
            Ok(terminal) => Ok(Self { terminal }),
            Err(error) => {
                leave();
                Err(error)
            }
        }
    }

    /// Columns and rows.
    ///
    /// # Errors
    /// When the terminal does not tell.
    pub(crate) fn size(&self) -> io::Result<(u16, u16)> {
        let size = self.terminal.size()?;
        Ok((size.width, size.height))
    }

    /// Draws: only what differs from what is there goes out, and the terminal shows it all at once.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn draw(&mut self, paint: impl FnOnce(Rect, &mut Buffer)) -> io::Result<()> {
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        self.terminal
            .draw(|frame| paint(frame.area(), frame.buffer_mut()))?;
        execute!(self.terminal.backend_mut(), EndSynchronizedUpdate)
    }

    /// Forgets what is there, so that the next drawing draws everything.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn clear(&mut self) -> io::Result<()> {
        self.terminal.clear()
    }

    /// Puts a text into the terminal's clipboard, where the terminal lets programs do that.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn copy(&mut self, text: &str) -> io::Result<()> {
        execute!(
            self.terminal.backend_mut(),
            CopyToClipboard::to_clipboard_from(text)
        )
    }

    /// Gives the terminal back for as long as `meanwhile` takes.
    ///
    /// # Errors
    /// When it cannot be taken again.
    pub(crate) fn without(&mut self, meanwhile: impl FnOnce()) -> io::Result<()> {
        leave();
        meanwhile();
        enter()?;
        self.clear()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // What a drawing left behind would come after the end.
        let _ = self.terminal.backend_mut().flush();
        leave();
    }
}

/// Whether what is written to standard error would be written over the dashboard.
pub(super) fn is_in_the_way() -> bool {
    IS_OPEN.load(Ordering::Relaxed) && io::stderr().is_terminal()
}

fn enter() -> io::Result<()> {
    enable_raw_mode()?;
    IS_OPEN.store(true, Ordering::Relaxed);
    let entered = execute!(
        io::stdout(),
        EnterAlternateScreen,
        EnableMouseCapture,
        EnableBracketedPaste,
        Hide
    );
    if entered.is_err() {
        leave();
    }
    entered
}

/// Gives the terminal back, if the dashboard has it. Whoever panics does so on any thread.
pub(super) fn leave() {
    if IS_OPEN.swap(false, Ordering::Relaxed) {
        // Nobody is left to tell when that fails.
        let _ = execute!(
            io::stdout(),
            EndSynchronizedUpdate,
            DisableBracketedPaste,
            DisableMouseCapture,
            LeaveAlternateScreen,
            Show
        );
        let _ = disable_raw_mode();
    }
}

#[cfg(test)]
mod tests {
    use std::env;
    use std::process::Command;

    use orion_testutils::Terminal;

    /// What the test below runs in a terminal of its own.
    #[test]
    #[ignore = "ends the process"]
    fn bug() {
        crate::output::install_panic_message();
        let mut screen = super::Screen::open().unwrap();
        screen.draw(|_, _| ()).unwrap();
        std::thread::spawn(|| panic!("a source is broken"))
            .join()
            .unwrap();
    }

    #[test]
    fn a_bug_gives_the_terminal_back_before_it_says_what_it_is() {
        let mut child = Command::new(env::current_exe().unwrap());
        child.args([
            "--ignored",
            "--exact",
            "--nocapture",
            "output::screen::tests::bug",
        ]);
        child.env_clear().env("PATH", env::var_os("PATH").unwrap());
        let Some(terminal) = Terminal::start(&child, 100, 30) else {
            return;
        };
        assert_eq!(terminal.wait_for_exit(), 101);
        let screen = terminal.wait_for("error: this is a bug in orion: a source is broken");
        assert!(screen.contains("hint: nothing was decided"), "{screen}");
        let state = terminal.display("#{alternate_on} #{cursor_flag} #{mouse_any_flag}");
        assert_eq!(state, "0 1 0");
    }
}
