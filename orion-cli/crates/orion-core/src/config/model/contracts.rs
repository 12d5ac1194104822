//! `[contracts]` and `[databases.*]`

use crate::ids::{DatabaseName, ServiceName};
use crate::path::RepoPath;

/// A path with one `{name}` in it that stands for the name of a contract or an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentTemplate {
    /// What stands before `{name}`.
    pub before: String,
    /// What stands after it.
    pub after: String,
}

impl DocumentTemplate {
    /// The document of that contract or event.
    #[must_use]
    pub fn path(&self, name: &str) -> RepoPath {
        RepoPath::new(format!("{}{name}{}", self.before, self.after))
    }
}

/// `[contracts]`: where contracts are written down.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ContractSettings {
    /// The document of each API contract.
    pub documents: Option<DocumentTemplate>,
    /// The schema of each event.
    pub events: Option<DocumentTemplate>,
    /// The file in which changes to contracts are written down.
    pub changelog: Option<RepoPath>,
}

/// What a database's schema is written in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// SQL of PostgreSQL.
    #[default]
    Postgresql,
    /// SQL of SQLite.
    Sqlite,
    /// SQL of MySQL and MariaDB.
    Mysql,
    /// Prisma's schema language.
    Prisma,
}

/// `[databases.<name>]`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Database {
    /// Its key.
    pub name: DatabaseName,
    /// The service that it runs in.
    pub server: Option<ServiceName>,
    /// What its schema is written in.
    pub dialect: Dialect,
    /// The directory of its migrations, or its schema file.
    pub migrations: Option<RepoPath>,
}
