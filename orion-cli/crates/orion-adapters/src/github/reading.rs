//! Reads: repeated where that may help, and free where nothing has changed.

use http::{Method, header};
use orion_app::forge::ForgeError;
use serde::de::DeserializeOwned;

use super::cache::Known;
use super::client::GitHub;
use super::error::refusal;
use super::exchange::{Answer, Call};
use super::turn::Budget;

/// How many redirects one read follows.
const REDIRECTS: usize = 3;
/// How many pages a list may have: ten thousand things.
const PAGES: usize = 100;

/// One page of a list, or the one thing that was asked for.
struct Page<T> {
    content: T,
    /// The path of the next page.
    next: Option<String>,
}

impl GitHub {
    /// Reads one thing.
    pub(super) async fn read<T: DeserializeOwned>(
        &self,
        path: &str,
        what: &str,
    ) -> Result<T, ForgeError> {
        let page = self.page(path, what).await?;
        Ok(page.content)
    }

    /// Reads a list, all its pages.
    pub(super) async fn read_all<T: DeserializeOwned>(
        &self,
        path: &str,
        what: &str,
    ) -> Result<Vec<T>, ForgeError> {
        let mut all = Vec::new();
        let mut next = Some(path.to_owned());
        for _ in 0..PAGES {
            let Some(path) = next else {
                return Ok(all);
            };
            let page: Page<Vec<T>> = self.page(&path, what).await?;
            all.extend(page.content);
            next = page.next;
        }
        if next.is_none() {
            return Ok(all);
        }
        Err(ForgeError::Refused {
            faults: vec![format!("its list has more than {PAGES} pages")],
        })
    }

    async fn page<T: DeserializeOwned>(
        &self,
        path: &str,
        what: &str,
    ) -> Result<Page<T>, ForgeError> {
        self.pace
            .repeated(async || self.once(path, what).await)
            .await
    }

    /// Sends a read once, but follows where the repository has moved to.
    async fn once<T: DeserializeOwned>(
        &self,
        path: &str,
        what: &str,
    ) -> Result<Page<T>, ForgeError> {
        // What another process keeps meanwhile is found here.
        let mut turn = self.turn(Budget::Core).await?;
        let mut path = path.to_owned();
        for _ in 0..=REDIRECTS {
            let known = self.known.find(self.address.rest.as_str(), &path);
            let call = Call {
                method: Method::GET,
                path: &path,
                body: None,
                mark: known.as_ref().map(|known| known.mark.as_str()),
            };
            let answer = self.exchange(&mut turn, &self.rest, &call).await?;
            match (answer.status.as_u16(), known) {
                (304, Some(known)) => return page(&known.body, known.next),
                (200..=299, _) => {
                    let next = self.next(&answer)?;
                    let page = page(&answer.body, next)?;
                    self.keep(path, &answer, page.next.clone());
                    return Ok(page);
                }
                (301 | 302 | 307 | 308, _) => {
                    let target = answer.header(header::LOCATION.as_str());
                    let target = target.and_then(|target| self.address.inside(target));
                    path = target.ok_or(ForgeError::Moved { to: None })?;
                }
                _ => return turn.heeding(Err(refusal(&answer, what, &self.origin))),
            }
        }
        Err(ForgeError::Moved { to: None })
    }

    /// Keeps an answer that was read as a whole.
    fn keep(&self, path: String, answer: &Answer, next: Option<String>) {
        if let Some(mark) = answer.header(header::ETAG.as_str()) {
            let known = Known::new(path, mark, next, answer.body.clone());
            self.known.keep(self.address.rest.as_str(), &known);
        }
    }

    /// The path of the page after this one.
    fn next(&self, answer: &Answer) -> Result<Option<String>, ForgeError> {
        let links = answer.header(header::LINK.as_str()).unwrap_or_default();
        let Some(link) = next_link(links) else {
            return Ok(None);
        };
        let inside = self.address.inside(link);
        inside.map(Some).ok_or_else(|| ForgeError::Unreadable {
            cause: "its next page is at another host".to_owned(),
        })
    }
}

fn page<T: DeserializeOwned>(body: &[u8], next: Option<String>) -> Result<Page<T>, ForgeError> {
    let content = serde_json::from_slice(body).map_err(|error| ForgeError::Unreadable {
        cause: error.to_string(),
    })?;
    Ok(Page { content, next })
}

/// The address in `<…>; rel="next"`.
fn next_link(links: &str) -> Option<&str> {
    links.split('<').skip(1).find_map(|link| {
        let (address, parameters) = link.split_once('>')?;
        parameters.contains(r#"rel="next""#).then_some(address)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_page_is_found_among_the_links() {
        let links = r#"<https://h/r?labels=a,b&page=1>; rel="prev", <https://h/r?labels=a,b&page=3>; rel="next""#;
        assert_eq!(next_link(links), Some("https://h/r?labels=a,b&page=3"));
        assert_eq!(next_link(r#"<https://h/r?page=1>; rel="first""#), None);
        assert_eq!(next_link(""), None);
    }
}
