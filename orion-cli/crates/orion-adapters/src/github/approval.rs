//! Who has approved a pull request.

use std::collections::BTreeMap;

use orion_app::forge::ForgeError;
use orion_app::gate::{Approval, Approvals};
use serde::Deserialize;

use super::client::GitHub;
use super::rest::segment;

#[derive(Deserialize)]
struct Pull {
    number: u64,
    state: String,
    user: Option<User>,
}

#[derive(Deserialize)]
struct User {
    login: String,
}

#[derive(Deserialize)]
struct Review {
    state: String,
    user: Option<User>,
}

impl Approvals for GitHub {
    async fn approval(
        &self,
        number: Option<u64>,
        branch: &str,
    ) -> Result<Option<Approval>, ForgeError> {
        let pull = if let Some(number) = number {
            let what = format!("pull request #{number}");
            let pull: Pull = self
                .read(&self.below(&format!("/pulls/{number}")), &what)
                .await?;
            Some(pull)
        } else {
            let head = format!("{}:{branch}", self.repository.owner);
            let path = format!("/pulls?state=open&head={}&per_page=100", segment(&head));
            let pulls: Vec<Pull> = self.read_all(&self.below(&path), "pull requests").await?;
            pulls.into_iter().next()
        };
        let Some(pull) = pull.filter(|pull| pull.state == "open") else {
            return Ok(None);
        };
        let what = format!("pull request #{}", pull.number);
        let path = format!("/pulls/{}/reviews?per_page=100", pull.number);
        let reviews: Vec<Review> = self.read_all(&self.below(&path), &what).await?;
        Ok(Some(judged(&pull, reviews)))
    }
}

/// Each reviewer's last word. A comment takes nothing back; what was dismissed says nothing any more.
fn judged(pull: &Pull, reviews: Vec<Review>) -> Approval {
    let author = pull.user.as_ref().map(|user| user.login.as_str());
    let mut said: BTreeMap<String, String> = BTreeMap::new();
    for Review { state, user } in reviews {
        let Some(User { login }) = user else { continue };
        let decides = ["APPROVED", "CHANGES_REQUESTED", "DISMISSED"].contains(&state.as_str());
        if decides && Some(login.as_str()) != author {
            said.insert(login, state);
        }
    }
    let who = |word: &str| {
        let said = said.iter().filter(|(_, state)| state.as_str() == word);
        said.map(|(login, _)| login.clone()).collect()
    };
    Approval {
        number: pull.number,
        approved_by: who("APPROVED"),
        refused_by: who("CHANGES_REQUESTED"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Pull, Review, User, judged};

    #[test]
    fn the_last_word_counts_and_never_the_authors() {
        let pull = Pull {
            number: 7,
            state: "open".into(),
            user: Some(User {
                login: "ada".into(),
            }),
        };
        let reviews = [
            ("ada", "APPROVED"),
            ("bob", "CHANGES_REQUESTED"),
            ("bob", "APPROVED"),
            ("bob", "COMMENTED"),
            ("cleo", "APPROVED"),
            ("cleo", "DISMISSED"),
            ("dan", "CHANGES_REQUESTED"),
        ];
        let review = |(login, state): (&str, &str)| Review {
            state: state.into(),
            user: Some(User {
                login: login.into(),
            }),
        };
        let approval = judged(&pull, reviews.into_iter().map(review).collect());
        assert_eq!(approval.approved_by, ["bob"]);
        assert_eq!(approval.refused_by, ["dan"]);
    }
}
