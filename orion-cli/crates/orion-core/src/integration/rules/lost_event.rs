//! INT015: a probe event that does not arrive.

use crate::codes::{Code, Rule};
use crate::integration::{Binding, Check, IntegrationRule, Place, Point, Probed, Row, Weight};

/// INT015
pub const RULE: Rule = Rule {
    code: Code("INT015"),
    name: "lost probe event",
    what: "An event that was sent through the running broker did not arrive.",
    why: "A broker that takes events and hands none on looks well from both sides.",
    example: "The broker is out of disk space, and blocks whoever publishes.",
    fix: "See what the broker says:\n\
          \n    orion logs rabbitmq\n\
          \nThe probe goes through the exchange that the services' queues are bound to, by a key that none of them is \
          bound to, to a queue that only the probe sees and that goes with its connection.",
};

/// Its place among the points.
pub const INTEGRATION: IntegrationRule = IntegrationRule {
    rule: &RULE,
    point: Point::EventSchemas,
    row: Row::ServiceToService,
    weight: Weight::Broken,
};

/// The exchange through which the events go: the one with the most ways for them.
#[must_use]
pub fn exchange<'a>(events: &[&str], bindings: &'a [Binding]) -> Option<&'a str> {
    let carries = |binding: &&Binding| {
        !binding.exchange.is_empty() && events.iter().any(|event| binding.carries(event))
    };
    let ways = |exchange: &str| {
        let of_it = bindings.iter().filter(carries);
        of_it.filter(|binding| binding.exchange == exchange).count()
    };
    let candidates = bindings.iter().filter(carries);
    candidates
        .map(|binding| binding.exchange.as_str())
        .max_by_key(|exchange| (ways(exchange), std::cmp::Reverse(*exchange)))
}

/// A queue of the exchange that would get an event of that key, though it is nobody's.
#[must_use]
pub fn disturbed<'a>(exchange: &str, key: &str, bindings: &'a [Binding]) -> Option<&'a str> {
    let of_it = bindings
        .iter()
        .filter(|binding| binding.exchange == exchange);
    let mut disturbed = of_it.filter(|binding| binding.carries(key));
    disturbed.next().map(|binding| binding.queue.as_str())
}

/// What became of the probe. `broker` is the service that it went through.
#[must_use]
pub fn judge(broker: &str, probed: &Probed) -> Check {
    let place = Place::service(broker);
    match probed {
        Probed::Arrived => Check::holds(&INTEGRATION),
        Probed::Lost(seconds) => Check::fails(
            &INTEGRATION,
            place,
            format!("an event that `{broker}` took did not arrive within {seconds} s"),
            format!("`orion logs {broker}` shows what it says"),
        ),
        Probed::Unknown(why) => {
            let reason = format!("whether an event crosses `{broker}` is not known: {why}");
            Check::unknown(&INTEGRATION, place, reason)
        }
    }
}
