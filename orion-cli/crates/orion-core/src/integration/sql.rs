//! What SQL files create and what they reach for.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use sqlparser::ast::{
    AlterTableOperation, ColumnDef, ColumnOption, Expr, ObjectName, RenameTableNameKind, Statement,
    TableConstraint, Visit, Visitor,
};
use sqlparser::dialect::{Dialect as Grammar, MySqlDialect, PostgreSqlDialect, SQLiteDialect};
use sqlparser::parser::Parser;
use sqlparser::tokenizer::{Token, TokenWithSpan, Tokenizer};

use crate::config::Dialect;

/// A name in a statement: its parts in lower case, and its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    /// `auth`, `accounts` of `auth.accounts`.
    pub(super) parts: Vec<String>,
    /// From 1.
    pub(super) line: usize,
}

impl Named {
    /// The table's own name.
    #[must_use]
    pub(super) fn table(&self) -> &str {
        self.parts.last().map_or("", String::as_str)
    }

    /// As it is written, in lower case.
    #[must_use]
    pub(super) fn written(&self) -> String {
        self.parts.join(".")
    }
}

/// What a file of SQL holds, as far as isolation is concerned.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct SqlFacts {
    /// The tables that it creates, without their schemas.
    pub(super) tables: BTreeSet<String>,
    /// The schemas that it creates.
    pub(super) schemas: BTreeSet<String>,
    /// What its foreign keys point at.
    pub(super) references: Vec<Named>,
    /// Every table that it names.
    pub(super) relations: Vec<Named>,
    /// Where it opens a way to another server: the line, and by what.
    pub(super) links: Vec<(usize, String)>,
    /// What is no SQL that is understood: the line where the statement begins, and why.
    pub(super) unread: Vec<(usize, String)>,
}

/// Reads a file of SQL, statement by statement: one that is not understood does not hide the others.
#[must_use]
pub(super) fn read_sql(text: &str, dialect: Dialect) -> SqlFacts {
    let grammar: &dyn Grammar = match dialect {
        Dialect::Sqlite => &SQLiteDialect {},
        Dialect::Mysql => &MySqlDialect {},
        // Prisma's migrations are SQL of the server's own, mostly PostgreSQL's.
        Dialect::Postgresql | Dialect::Prisma => &PostgreSqlDialect {},
    };
    let mut facts = SqlFacts::default();
    let tokens = match Tokenizer::new(grammar, text).tokenize_with_location() {
        Ok(tokens) => tokens,
        Err(error) => {
            facts
                .unread
                .push((number(error.location.line), error.message));
            return facts;
        }
    };
    for statement in tokens.split(|token| token.token == Token::SemiColon) {
        let is_said = |token: &&TokenWithSpan| !matches!(token.token, Token::Whitespace(_));
        let Some(first) = statement.iter().find(is_said) else {
            continue;
        };
        let line = number(first.span.start.line);
        match parse(grammar, statement.to_vec()) {
            Ok(statement) => facts.take(&statement, line),
            Err(why) => facts.unread.push((line, why)),
        }
    }
    facts
}

fn parse(grammar: &dyn Grammar, tokens: Vec<TokenWithSpan>) -> Result<Statement, String> {
    let mut parser = Parser::new(grammar).with_tokens_with_locations(tokens);
    let statement = parser
        .parse_statement()
        .map_err(|error| error.to_string())?;
    let rest = parser.peek_token();
    if rest.token == Token::EOF {
        Ok(statement)
    } else {
        Err(format!("`{}` is not expected there", rest.token))
    }
}

impl SqlFacts {
    fn take(&mut self, statement: &Statement, line: usize) {
        match statement {
            Statement::CreateTable(table) => {
                self.tables
                    .insert(named(&table.name, line).table().to_owned());
                self.columns(&table.columns, line);
                for constraint in &table.constraints {
                    self.constraint(constraint, line);
                }
            }
            Statement::CreateSchema { schema_name, .. } => {
                self.schemas.insert(schema_name.to_string().to_lowercase());
            }
            Statement::AlterTable(table) => {
                for operation in &table.operations {
                    self.alteration(operation, line);
                }
            }
            Statement::CreateExtension(extension) => {
                let name = extension.name.value.to_lowercase();
                if name == "dblink" || name.ends_with("_fdw") {
                    self.links.push((line, format!("the extension `{name}`")));
                }
            }
            Statement::CreateServer(server) => {
                let name = server.name.to_string();
                self.links
                    .push((line, format!("the foreign server `{name}`")));
            }
            Statement::CreateForeignTable(table) => {
                let name = table.name.to_string();
                self.links
                    .push((line, format!("the foreign table `{name}`")));
            }
            _ => {}
        }
        let mut names = Names { facts: self, line };
        let _ = statement.visit(&mut names);
    }

    fn columns(&mut self, columns: &[ColumnDef], line: usize) {
        let options = columns.iter().flat_map(|column| &column.options);
        for option in options {
            if let ColumnOption::ForeignKey(key) = &option.option {
                self.references.push(named(&key.foreign_table, line));
            }
        }
    }

    fn constraint(&mut self, constraint: &TableConstraint, line: usize) {
        if let TableConstraint::ForeignKey(key) = constraint {
            self.references.push(named(&key.foreign_table, line));
        }
    }

    fn alteration(&mut self, operation: &AlterTableOperation, line: usize) {
        match operation {
            AlterTableOperation::AddConstraint { constraint, .. } => {
                self.constraint(constraint, line);
            }
            AlterTableOperation::AddColumn { column_def, .. } => {
                self.columns(std::slice::from_ref(column_def), line);
            }
            AlterTableOperation::RenameTable { table_name } => {
                let (RenameTableNameKind::As(name) | RenameTableNameKind::To(name)) = table_name;
                self.tables.insert(named(name, line).table().to_owned());
            }
            _ => {}
        }
    }
}

/// Gathers every table and every call of a statement.
struct Names<'a> {
    facts: &'a mut SqlFacts,
    line: usize,
}

impl Names<'_> {
    fn call(&mut self, name: &ObjectName) {
        let called = named(name, self.line);
        if called.table().starts_with("dblink") {
            let what = format!("a call of `{}`", called.table());
            self.facts.links.push((called.line, what));
        }
    }
}

impl Visitor for Names<'_> {
    type Break = ();

    fn pre_visit_relation(&mut self, relation: &ObjectName) -> ControlFlow<()> {
        self.facts.relations.push(named(relation, self.line));
        // A function that gives rows stands where a table does.
        self.call(relation);
        ControlFlow::Continue(())
    }

    fn pre_visit_expr(&mut self, expression: &Expr) -> ControlFlow<()> {
        if let Expr::Function(function) = expression {
            self.call(&function.name);
        }
        ControlFlow::Continue(())
    }
}

fn named(name: &ObjectName, statement: usize) -> Named {
    let identifiers = || name.0.iter().filter_map(|part| part.as_ident());
    let line = identifiers()
        .map(|identifier| number(identifier.span.start.line))
        .find(|line| *line > 0);
    Named {
        parts: identifiers()
            .map(|identifier| identifier.value.to_lowercase())
            .collect(),
        line: line.unwrap_or(statement),
    }
}

fn number(line: u64) -> usize {
    usize::try_from(line).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_file_creates_and_reaches_for_is_read() {
        let facts = read_sql(
            "-- A comment; with a semicolon.\n\
             CREATE TABLE \"Orders\" (\n  id text PRIMARY KEY,\n  user_id text REFERENCES auth.accounts (id)\n);\n\
             CREATE SCHEMA audit;\n\
             ALTER TABLE orders ADD CONSTRAINT c FOREIGN KEY (a) REFERENCES other (b);\n\
             ALTER TABLE orders ADD COLUMN d text REFERENCES third;\n\
             INSERT INTO orders SELECT * FROM billing.invoices;\n\
             CREATE EXTENSION IF NOT EXISTS postgres_fdw;\n\
             SELECT * FROM dblink('host=x', 'SELECT 1') AS t(a int);\n\
             ALTER TABLE orders RENAME TO purchases;\n",
            Dialect::Postgresql,
        );
        let told = |named: &[Named]| -> Vec<String> {
            let told = named.iter();
            told.map(|one| format!("{} {}", one.line, one.written()))
                .collect()
        };
        assert_eq!(
            told(&facts.references),
            ["4 auth.accounts", "7 other", "8 third"]
        );
        assert!(told(&facts.relations).contains(&"9 billing.invoices".to_owned()));
        assert_eq!(
            facts.tables,
            ["orders", "purchases"].map(str::to_owned).into()
        );
        assert_eq!(facts.schemas, ["audit".to_owned()].into());
        assert_eq!(
            facts.links,
            [
                (10, "the extension `postgres_fdw`".to_owned()),
                (11, "a call of `dblink`".to_owned())
            ]
        );
        assert_eq!(facts.unread, []);
    }

    #[test]
    fn what_is_not_understood_is_told_and_hides_nothing() {
        let facts = read_sql(
            "CREATE TABLE a (id int);\n\nCREATE NONSENSE b;\nCREATE TABLE c (id int);",
            Dialect::Postgresql,
        );
        assert_eq!(facts.tables, ["a", "c"].map(str::to_owned).into());
        let lines: Vec<_> = facts.unread.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [3]);
        assert_eq!(
            read_sql("SELECT 'open", Dialect::Postgresql).unread.len(),
            1
        );
        assert_eq!(read_sql("SELECT 1 1 1", Dialect::Sqlite).unread.len(), 1);
    }

    #[test]
    fn functions_with_bodies_are_one_statement() {
        let facts = read_sql(
            "CREATE FUNCTION f() RETURNS trigger AS $$ BEGIN PERFORM 1; RETURN NEW; END; $$ LANGUAGE plpgsql;\n\
             CREATE TABLE a (id int);",
            Dialect::Postgresql,
        );
        assert_eq!(facts.unread, []);
        assert!(facts.tables.contains("a"));
    }
}
