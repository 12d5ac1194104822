//! INT014: an event that the broker hands to nobody who waits for it.

use crate::codes::{Code, Rule};
use crate::integration::{Binding, Check, IntegrationRule, Place, Point, Row, Weight};

/// INT014
pub const RULE: Rule = Rule {
    code: Code("INT014"),
    name: "unbound event",
    what: "In the running broker no queue of a subscriber is bound to an event that it subscribes to.",
    why: "What is published meanwhile is dropped: a broker keeps an event only for queues that are bound to it.",
    example: "`notifications` has `subscribes = [\"user.deleted\"]`, and its queue is bound to `user.registered` only.",
    fix: "Let the service bind its queue when it starts, and bring it up again:\n\
          \n    orion restart notifications\n\
          \nA queue is a service's if its name has the service's in it, between `.`, `-`, `_`, `:` or `/`. Bindings are \
          read with `rabbitmqctl` in the broker's container, which changes nothing.",
};

/// Its place among the points.
pub const INTEGRATION: IntegrationRule = IntegrationRule {
    rule: &RULE,
    point: Point::EventSchemas,
    row: Row::ServiceToService,
    weight: Weight::Broken,
};

/// Looks for a way from an event to a service that subscribes to it. `services` are the names of all.
#[must_use]
pub fn judge(service: &str, event: &str, services: &[&str], bindings: &[Binding]) -> Check {
    let mut carrying = bindings.iter().filter(|binding| binding.carries(event));
    if carrying
        .clone()
        .any(|binding| belongs(&binding.queue, service))
    {
        return Check::holds(&INTEGRATION);
    }
    let of_nobody = |queue: &str| !services.iter().any(|service| belongs(queue, service));
    if let Some(binding) = carrying.find(|binding| of_nobody(&binding.queue)) {
        let reason = format!(
            "whether the queue `{}`, which gets `{event}`, is that of `{service}` is not known",
            binding.queue
        );
        return Check::unknown(&INTEGRATION, Place::service(service), reason);
    }
    Check::fails(
        &INTEGRATION,
        Place::service(service),
        format!("`{service}` subscribes to `{event}`, and no queue of it is bound to that"),
        format!("let it bind its queue when it starts, and `orion restart {service}`"),
    )
}

/// Whether a queue's name has the service's in it, as words of their own.
fn belongs(queue: &str, service: &str) -> bool {
    let is_part = |character: char| character.is_alphanumeric();
    queue.match_indices(service).any(|(at, found)| {
        let before = queue[..at].chars().next_back();
        let after = queue[at + found.len()..].chars().next();
        !before.is_some_and(is_part) && !after.is_some_and(is_part)
    })
}

/// When the bindings could not be read.
#[must_use]
pub fn not_known(service: &str, event: &str, why: &str) -> Check {
    let reason = format!("whether `{service}` gets `{event}` is not known: {why}");
    Check::unknown(&INTEGRATION, Place::service(service), reason)
}
