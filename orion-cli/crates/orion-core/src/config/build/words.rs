//! The words of the file.

use jiff::civil::Weekday;

use crate::config::raw::Vocabulary;
use crate::config::{
    BuiltInCheck, ClockMode, Dialect, GateName, LinkKind, NoticeSink, UnownedPolicy,
};
use crate::ownership::Access;

macro_rules! vocabulary {
    ($type:ty, $what:literal, $($word:literal => $value:expr, $meaning:literal;)*) => {
        impl Vocabulary for $type {
            const WHAT: &'static str = $what;
            const WORDS: &'static [(&'static str, Self, &'static str)] =
                &[$(($word, $value, $meaning)),*];
        }
    };
}

vocabulary! { Weekday, "a day of the week",
    "mon" => Weekday::Monday, "Monday.";
    "tue" => Weekday::Tuesday, "Tuesday.";
    "wed" => Weekday::Wednesday, "Wednesday.";
    "thu" => Weekday::Thursday, "Thursday.";
    "fri" => Weekday::Friday, "Friday.";
    "sat" => Weekday::Saturday, "Saturday.";
    "sun" => Weekday::Sunday, "Sunday.";
}

vocabulary! { UnownedPolicy, "a policy for unowned paths",
    "allow" => UnownedPolicy::Allow, "Nothing is said of a path without an owner.";
    "warn" => UnownedPolicy::Warn, "A path without an owner is reported.";
    "deny" => UnownedPolicy::Deny, "A change to a path without an owner is refused.";
}

vocabulary! { Access, "an access",
    "full" => Access::Full,
        "The owner writes. Everyone else is denied at the commit; in a pull request the owner's approval lifts it.";
    "exclusive" => Access::Exclusive,
        "The owner writes. Everyone else reads; the way in is a request that the owner implements.";
    "approval" => Access::Approval,
        "The owner writes. Everyone else may commit, and the pull request needs the owner's approval.";
    "read-only" => Access::ReadOnly, "Nobody writes by hand: generated or vendored.";
    "shared" => Access::Shared, "Everyone writes.";
}

vocabulary! { LinkKind, "a link",
    "fs" => LinkKind::FinishToStart, "It starts when the other has finished.";
    "ss" => LinkKind::StartToStart, "It starts when the other has started.";
    "ff" => LinkKind::FinishToFinish, "It finishes when the other has finished.";
}

vocabulary! { ClockMode, "a clock's mode",
    "elapsed" => ClockMode::Elapsed, "Round the clock.";
    "weekday" => ClockMode::Weekday, "All 24 hours of working days; still at weekends and on holidays.";
    "business" => ClockMode::Business, "The working hours of working days.";
}

vocabulary! { NoticeSink, "a place for notices",
    "slack" => NoticeSink::Slack, "The team's Slack channel.";
    "comment" => NoticeSink::Comment, "A comment on the issue that it is about.";
    "issue" => NoticeSink::Issue, "An issue of its own.";
    "webhook" => NoticeSink::Webhook, "The generic webhook.";
    "stdout" => NoticeSink::Stdout, "Standard output of the command that sends it.";
}

vocabulary! { Dialect, "a dialect",
    "postgresql" => Dialect::Postgresql, "SQL of PostgreSQL.";
    "sqlite" => Dialect::Sqlite, "SQL of SQLite.";
    "mysql" => Dialect::Mysql, "SQL of MySQL and MariaDB.";
    "prisma" => Dialect::Prisma, "Prisma's schema language.";
}

vocabulary! { GateName, "a gate",
    "pre-commit" => GateName::PreCommit, "Before a commit.";
    "push" => GateName::Push, "On a push.";
    "pr" => GateName::Pr, "On a pull request.";
}

vocabulary! { BuiltInCheck, "one of Orion's own checks",
    "boundaries" => BuiltInCheck::Boundaries, "The change keeps to its workstream.";
    "contracts" => BuiltInCheck::Contracts,
        "No contract changes in a breaking way without an approved request.";
    "conflicts" => BuiltInCheck::Conflicts, "The branch merges with its base without conflict.";
    "coverage" => BuiltInCheck::Coverage, "The measured coverage reaches its target.";
    "approval" => BuiltInCheck::Approval, "Somebody else has approved the pull request.";
}
