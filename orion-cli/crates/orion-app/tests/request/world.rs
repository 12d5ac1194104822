//! A GitHub, an outbox, a clock and a draft that keep what they are told.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use orion_app::forge::{
    Checks, Forge, ForgeError, Issue, IssueStatus, NewIssue, NewPullRequest, PullRequest,
    PullRequestStatus, PullRequests, Standing, Tracked,
};
use orion_app::outbox::{Entry, Outbox, OutboxStore, Sent};
use orion_app::ports::StoreError;
use orion_app::ports::{Drafts, RepositoryError, Time};
use orion_app::request::{Ask, Proposal, RequestRules, propose};
use orion_core::config::{RepositoryName, Workspace, parse};
use orion_core::ids::IssueNumber;
use orion_core::ownership::OwnershipMap;
use orion_core::path::RepoPath;
use orion_core::request::{Event, EventKind, IdempotencyKey, RequestKind};

const POLICY: &str = r#"
schema = 1
[project]
name = "shop"
[workstreams.contracts]
lead = "@grace"
members = ["@grace", "@mary"]
owns = [{ path = "contracts/", access = "exclusive" }]
[workstreams.database]
members = ["@dan"]
owns = ["database/"]
[workstreams.auth]
members = ["@ada"]
owns = ["auth/", { path = "auth/migrations/", review = ["database"] }]
[workstreams.user]
title = "User Service"
lead = "@uma"
owns = ["user/"]
[contracts]
documents = "contracts/{name}.json"
[databases.auth]
migrations = "auth/migrations/"
[services.auth]
workstream = "auth"
provides = ["auth-api"]
database = "auth"
[services.user]
workstream = "user"
consumes = ["auth-api"]
"#;

/// What goes wrong with a write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Nothing happens, and nothing is answered.
    Before,
    /// It takes effect, and the answer is lost.
    After,
    /// It is refused for good.
    Refused,
}

/// Everything around the use cases.
pub(crate) struct World {
    pub(crate) workspace: Workspace,
    map: OwnershipMap,
    repository: RepositoryName,
    pub(crate) login: RefCell<String>,
    pub(crate) issues: RefCell<Vec<Tracked>>,
    pub(crate) pull_requests: RefCell<Vec<(String, PullRequest)>>,
    /// What the checks of the base branch say.
    pub(crate) checks: Cell<Option<Checks>>,
    /// What goes wrong with the next writes, one after the other; nothing when it is empty.
    pub(crate) faults: RefCell<VecDeque<Option<Fault>>>,
    /// How often something was written.
    pub(crate) writes: Cell<usize>,
    pub(crate) drafts: RefCell<BTreeMap<String, String>>,
    pub(crate) now: Cell<Timestamp>,
    pub(crate) outbox: RefCell<BTreeMap<IdempotencyKey, Entry>>,
    filed: RefCell<BTreeMap<IdempotencyKey, IssueNumber>>,
    last_write: Cell<Option<Timestamp>>,
    /// The shortest time between two writes.
    pub(crate) closest: Cell<SignedDuration>,
}

impl World {
    pub(crate) fn new() -> Self {
        let workspace = parse(POLICY).workspace.unwrap();
        Self {
            map: OwnershipMap::new(workspace.rules().cloned().collect()),
            workspace,
            repository: RepositoryName {
                host: None,
                owner: "acme".to_owned(),
                name: "shop".to_owned(),
            },
            login: RefCell::new("uma".to_owned()),
            issues: RefCell::default(),
            pull_requests: RefCell::default(),
            checks: Cell::new(None),
            faults: RefCell::default(),
            writes: Cell::default(),
            drafts: RefCell::default(),
            now: Cell::new("2026-11-26T09:00:00Z".parse().unwrap()),
            outbox: RefCell::default(),
            filed: RefCell::default(),
            last_write: Cell::default(),
            closest: Cell::new(SignedDuration::MAX),
        }
    }

    pub(crate) fn rules(&self) -> RequestRules<'_> {
        RequestRules {
            workspace: &self.workspace,
            map: &self.map,
        }
    }

    pub(crate) fn propose(&self, kind: RequestKind, what: &[&str], why: &str) -> Proposal {
        let what: Vec<_> = what.iter().map(|name| (*name).to_owned()).collect();
        let ask = Ask {
            kind,
            what: &what,
            why,
            title: None,
            template: None,
        };
        propose(ask, self.rules(), "acme/shop", self, self.now.get()).unwrap()
    }

    /// Proposes a change of `auth-api`, and puts it into the outbox.
    pub(crate) fn put(&self, why: &str) -> Proposal {
        let proposal = self.propose(RequestKind::Contract, &["auth-api"], why);
        OutboxStore::put(self, &proposal.entry).unwrap();
        proposal
    }

    pub(crate) async fn send(&self) -> Vec<Sent> {
        let outbox = Outbox {
            forge: self,
            store: self,
            time: self,
            rules: self.rules(),
        };
        outbox.send(&|_| ()).await.unwrap()
    }

    pub(crate) async fn sleep_a_second(&self) {
        self.sleep(Duration::from_secs(1)).await;
    }

    /// What somebody else does.
    pub(crate) fn event(&self, number: IssueNumber, actor: &str, kind: EventKind) {
        self.now.set(self.now.get() + SignedDuration::from_mins(1));
        let mut issues = self.issues.borrow_mut();
        let tracked = issues
            .iter_mut()
            .find(|it| it.issue.number == number)
            .unwrap();
        let labels = &mut tracked.issue.labels;
        match &kind {
            EventKind::Labeled(label) if labels.contains(label) => return,
            EventKind::Labeled(label) => labels.push(label.clone()),
            EventKind::Unlabeled(label) => labels.retain(|it| it != label),
            _ => {}
        }
        tracked.events.push(Event {
            at: self.now.get(),
            actor: Some(actor.to_owned()),
            kind,
        });
    }

    pub(crate) fn labels(&self, number: IssueNumber) -> Vec<String> {
        let issues = self.issues.borrow();
        let mut issues = issues.iter();
        let tracked = issues.find(|it| it.issue.number == number).unwrap();
        let mut labels = tracked.issue.labels.clone();
        labels.sort();
        labels
    }

    /// Does a write, unless something goes wrong.
    fn write<T>(&self, effect: impl FnOnce() -> T) -> Result<T, ForgeError> {
        let lost = || ForgeError::Network {
            cause: "the connection broke".to_owned(),
        };
        if let Some(last) = self.last_write.get() {
            // The outbox has noted this very write, so the clock tells the distance to the one before.
            self.closest
                .set(self.closest.get().min(self.now.get().duration_since(last)));
        }
        self.last_write.set(Some(self.now.get()));
        match self.faults.borrow_mut().pop_front().flatten() {
            Some(Fault::Before) => Err(lost()),
            Some(Fault::Refused) => Err(ForgeError::Refused {
                faults: vec!["title: is too long".to_owned()],
            }),
            Some(Fault::After) => {
                self.writes.set(self.writes.get() + 1);
                effect();
                Err(lost())
            }
            None => {
                self.writes.set(self.writes.get() + 1);
                Ok(effect())
            }
        }
    }
}

pub(crate) fn number(number: u64) -> IssueNumber {
    IssueNumber::new(number).unwrap()
}

impl Forge for World {
    fn repository(&self) -> &RepositoryName {
        &self.repository
    }

    async fn viewer(&self) -> Result<String, ForgeError> {
        Ok(self.login.borrow().clone())
    }

    async fn issues(&self, label: &str) -> Result<Vec<Issue>, ForgeError> {
        let issues = self.issues.borrow();
        let issues = issues.iter().map(|tracked| &tracked.issue);
        let labelled = issues.filter(|issue| issue.labels.iter().any(|it| it == label));
        Ok(labelled.rev().cloned().collect())
    }

    async fn tracked(&self, labels: &[&str]) -> Result<Vec<Tracked>, ForgeError> {
        let issues = self.issues.borrow();
        let is_asked = |tracked: &&Tracked| {
            let mut theirs = tracked.issue.labels.iter();
            tracked.issue.status == IssueStatus::Open
                && theirs.any(|label| labels.contains(&label.as_str()))
        };
        let mut open: Vec<_> = issues.iter().filter(is_asked).cloned().collect();
        for tracked in &mut open {
            let is_comment = |event: &Event| matches!(event.kind, EventKind::Commented(_));
            tracked.events.retain(|event| !is_comment(event));
        }
        Ok(open)
    }

    async fn history(&self, number: IssueNumber) -> Result<Tracked, ForgeError> {
        let issues = self.issues.borrow();
        let mut issues = issues.iter();
        let found = issues.find(|tracked| tracked.issue.number == number);
        found.cloned().ok_or(ForgeError::NotFound {
            what: number.to_string(),
        })
    }

    async fn create(&self, new: &NewIssue) -> Result<Issue, ForgeError> {
        self.write(|| {
            let number = number(self.issues.borrow().len() as u64 + 1);
            let login = self.login.borrow().clone();
            let issue = Issue {
                number,
                title: new.title.clone(),
                body: new.body.clone(),
                status: IssueStatus::Open,
                labels: new.labels.clone(),
                author: Some(login.clone()),
                assignees: new.assignees.clone(),
                created_at: self.now.get(),
                closed_at: None,
                url: self.repository.issue_url(number),
            };
            let labels = new.labels.iter().map(|label| Event {
                at: self.now.get(),
                actor: Some(login.clone()),
                kind: EventKind::Labeled(label.clone()),
            });
            self.issues.borrow_mut().push(Tracked {
                issue: issue.clone(),
                events: labels.collect(),
            });
            issue
        })
    }

    async fn comment(&self, number: IssueNumber, body: &str) -> Result<(), ForgeError> {
        let login = self.login.borrow().clone();
        self.write(|| self.event(number, &login, EventKind::Commented(body.to_owned())))
    }

    async fn add_labels(&self, number: IssueNumber, labels: &[String]) -> Result<(), ForgeError> {
        let login = self.login.borrow().clone();
        self.write(|| {
            for label in labels {
                self.event(number, &login, EventKind::Labeled(label.clone()));
            }
        })
    }

    async fn remove_label(&self, number: IssueNumber, label: &str) -> Result<(), ForgeError> {
        let login = self.login.borrow().clone();
        self.write(|| self.event(number, &login, EventKind::Unlabeled(label.to_owned())))
    }

    async fn set_status(&self, number: IssueNumber, status: IssueStatus) -> Result<(), ForgeError> {
        let login = self.login.borrow().clone();
        self.write(|| {
            self.event(number, &login, EventKind::Closed);
            let mut issues = self.issues.borrow_mut();
            let mut issues = issues.iter_mut();
            let found = issues.find(|it| it.issue.number == number).unwrap();
            found.issue.status = status;
        })
    }
}

impl PullRequests for World {
    async fn pull_requests(&self, branch: &str) -> Result<Vec<PullRequest>, ForgeError> {
        let all = self.pull_requests.borrow();
        let ours = all.iter().filter(|(head, _)| head == branch);
        Ok(ours.map(|(_, it)| it.clone()).collect())
    }

    async fn pull_request(&self, number: IssueNumber) -> Result<PullRequest, ForgeError> {
        let all = self.pull_requests.borrow();
        let found = all.iter().find(|(_, it)| it.number == number);
        let found = found.map(|(_, it)| it.clone());
        found.ok_or(ForgeError::NotFound {
            what: number.to_string(),
        })
    }

    async fn open_pull_request(&self, new: &NewPullRequest) -> Result<PullRequest, ForgeError> {
        self.write(|| {
            let number = number(100 + self.pull_requests.borrow().len() as u64);
            let opened = PullRequest {
                number,
                body: new.body.clone(),
                status: PullRequestStatus::Open,
                base: new.base.clone(),
                url: self.repository.issue_url(number),
            };
            let mut all = self.pull_requests.borrow_mut();
            all.push((new.head.clone(), opened.clone()));
            opened
        })
    }

    async fn standing(&self, _: &str) -> Result<Standing, ForgeError> {
        Ok(Standing {
            commit: "a".repeat(40),
            checks: self.checks.get(),
        })
    }

    async fn open_pull_requests_of(
        &self,
        issue: IssueNumber,
    ) -> Result<Vec<IssueNumber>, ForgeError> {
        let all = self.pull_requests.borrow();
        let naming = all.iter().filter(|(_, it)| {
            it.status == PullRequestStatus::Open && it.body.contains(&issue.to_string())
        });
        Ok(naming.map(|(_, it)| it.number).collect())
    }
}

impl OutboxStore for World {
    type Lock = ();

    fn lock(&self) -> Result<Option<()>, StoreError> {
        Ok(Some(()))
    }

    fn entries(&self) -> Result<Vec<Entry>, StoreError> {
        let mut entries: Vec<_> = self.outbox.borrow().values().cloned().collect();
        entries.sort_by_key(|entry| entry.created_at);
        Ok(entries)
    }

    fn put(&self, entry: &Entry) -> Result<(), StoreError> {
        let mut outbox = self.outbox.borrow_mut();
        outbox.insert(entry.key.clone(), entry.clone());
        Ok(())
    }

    fn remove(&self, key: &IdempotencyKey) -> Result<bool, StoreError> {
        Ok(self.outbox.borrow_mut().remove(key).is_some())
    }

    fn filed(&self, key: &IdempotencyKey) -> Result<Option<IssueNumber>, StoreError> {
        Ok(self.filed.borrow().get(key).copied())
    }

    fn keep_filed(&self, key: &IdempotencyKey, number: IssueNumber) -> Result<(), StoreError> {
        self.filed.borrow_mut().insert(key.clone(), number);
        Ok(())
    }

    fn last_write(&self) -> Result<Option<Timestamp>, StoreError> {
        Ok(self.last_write.get())
    }

    fn keep_last_write(&self, _: Timestamp) -> Result<(), StoreError> {
        Ok(())
    }
}

impl Time for World {
    fn now(&self) -> Timestamp {
        self.now.get()
    }

    fn machine_clock(&self) -> Timestamp {
        self.now.get()
    }

    async fn sleep(&self, duration: Duration) {
        self.now
            .set(self.now.get() + SignedDuration::try_from(duration).unwrap());
    }
}

impl Drafts for World {
    fn draft(&self, base: &str, paths: &[RepoPath]) -> Result<Vec<u8>, RepositoryError> {
        if base != "main" {
            return Err(RepositoryError::UnknownRevision(base.to_owned()));
        }
        let drafts = self.drafts.borrow();
        let found = paths
            .iter()
            .filter_map(|path| drafts.get(path.as_utf8()?))
            .map(String::as_str);
        Ok(found.collect::<String>().into_bytes())
    }
}
