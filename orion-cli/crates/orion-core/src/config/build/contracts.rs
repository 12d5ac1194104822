//! `[contracts]` and `[databases.*]`

use super::Builder;
use crate::config::raw;
use crate::config::{ContractSettings, Database};
use crate::ids::DatabaseName;

impl Builder<'_> {
    pub(super) fn contracts(&mut self, table: raw::Contracts) -> ContractSettings {
        let raw::Contracts {
            documents,
            events,
            changelog,
        } = table;
        ContractSettings {
            documents: self.text(documents).map(|template| template.value),
            events: self.text(events).map(|template| template.value),
            changelog: self.text(changelog).map(|path| path.value),
        }
    }

    pub(super) fn databases(
        &mut self,
        field: raw::Field<raw::Entries<raw::Table<raw::Database>>>,
    ) -> Vec<Database> {
        let entries = self.value(field).map(|entries| entries.value);
        let mut databases = Vec::new();
        for (key, table) in entries.unwrap_or_default().0 {
            let name = self.read::<DatabaseName>(key.get_ref(), key.span());
            let table = self.table(table, &format!("`[databases.{}]`", key.get_ref()));
            let Some(table) = table else { continue };
            let raw::Database {
                server,
                dialect,
                migrations,
            } = table.value;
            let server = self.value(server);
            let server = server.and_then(|server| self.service(&server.value, server.span));
            let dialect = self.word(dialect);
            let migrations = self.text(migrations);
            databases.extend(name.map(|name| Database {
                name: name.value,
                server: server.map(|server| server.value),
                dialect: dialect.map(|dialect| dialect.value).unwrap_or_default(),
                migrations: migrations.map(|path| path.value),
            }));
        }
        databases
    }
}
