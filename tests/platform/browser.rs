//! The admin UI in a real browser: Chromium, driven through WebDriver.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use orion_tests::{ADMIN_EMAIL, ADMIN_PASSWORD, PATIENCE, Person, Stack};
use orion_testutils::skipped;
use thirtyfour::prelude::*;

/// How long is waited before looking at the page again.
const PAUSE: Duration = Duration::from_millis(50);

/// How many times `chromedriver` is started before it is given up.
const ATTEMPTS: u32 = 5;

/// An account is opened, the news goes through the broker to the notification service and over the WebSocket to a
/// page that is open already, and the admin sees it there.
pub(crate) async fn an_admin_sees_what_happens(stack: &Stack) {
    let Some(driver) = Driver::start() else {
        return;
    };
    let browser = driver.browser().await;
    let page = |path: &str| format!("{}{path}", stack.url("admin-ui"));

    browser.goto(&page("/live")).await.unwrap();
    fill(&browser, "#email", ADMIN_EMAIL).await;
    fill(&browser, "#password", ADMIN_PASSWORD).await;
    click(&browser, "form[action='/login'] button").await;
    see(&browser, "#live-state[data-state='open']").await;

    let grace = Person::register(stack.gateway(), "grace@example.com", "Grace Hopper").await;
    let entry = format!("#live-feed a[href='/users/{}']", grace.user.id);
    see(&browser, &entry).await;
    keep(&browser, stack, "live").await;

    browser.goto(&page("/users?search=hopper")).await.unwrap();
    click(&browser, "tbody a").await;
    see(&browser, "input[value='Grace Hopper']").await;
    keep(&browser, stack, "user").await;
    browser.goto(&page("/services")).await.unwrap();
    keep(&browser, stack, "services").await;
    browser.quit().await.unwrap();
}

async fn see(browser: &WebDriver, selector: &str) -> WebElement {
    let seen = browser
        .query(By::Css(selector))
        .wait(PATIENCE, PAUSE)
        .first()
        .await;
    match seen {
        Ok(element) => element,
        Err(error) => {
            let source = browser.source().await.unwrap_or_default();
            panic!("`{selector}` is not on the page: {error}\n{source}");
        }
    }
}

async fn fill(browser: &WebDriver, selector: &str, text: &str) {
    let field = see(browser, selector).await;
    field.send_keys(text).await.unwrap();
}

async fn click(browser: &WebDriver, selector: &str) {
    let element = see(browser, selector).await;
    element.click().await.unwrap();
}

/// Keeps a picture of the page in `target/browser`, for people to look at.
async fn keep(browser: &WebDriver, stack: &Stack, name: &str) {
    let picture = browser.screenshot_as_png().await.unwrap();
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("browser");
    fs::create_dir_all(&directory).unwrap();
    let kind = stack.kind.replace(' ', "-").to_lowercase();
    fs::write(directory.join(format!("{name}-{kind}.png")), picture).unwrap();
}

/// A running `chromedriver`; killed with its browser when dropped.
struct Driver {
    process: Child,
    port: u16,
}

impl Driver {
    /// Nothing where it is not installed, which is said.
    #[track_caller]
    fn start() -> Option<Self> {
        // It takes a free port for IPv6 and then wants the same for IPv4, where somebody else may have it: it gives up.
        for _ in 0..ATTEMPTS {
            let started = Command::new("chromedriver")
                .arg("--port=0")
                .stdin(Stdio::null())
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .spawn();
            let Ok(mut process) = started else {
                skipped("`chromedriver` is not installed (Debian: chromium-driver)");
                return None;
            };
            let said = BufReader::new(process.stdout.take().unwrap());
            let port = said.lines().map_while(Result::ok).find_map(|line| {
                let (_, port) = line.split_once("started successfully on port ")?;
                port.trim_end_matches('.').parse().ok()
            });
            if let Some(port) = port {
                return Some(Self { process, port });
            }
            process.wait().unwrap();
        }
        panic!("`chromedriver` does not say where it listens");
    }

    async fn browser(&self) -> WebDriver {
        let mut capabilities = DesiredCapabilities::chrome();
        // A container has no sandbox to offer and little shared memory.
        for argument in [
            "--headless=new",
            "--no-sandbox",
            "--disable-dev-shm-usage",
            "--window-size=1280,900",
        ] {
            capabilities.add_arg(argument).unwrap();
        }
        WebDriver::new(format!("http://127.0.0.1:{}", self.port), capabilities)
            .await
            .unwrap()
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
