//! Circles in who waits on whom.

use std::collections::{HashMap, VecDeque};
use std::ops::Range;

use foldhash::fast::RandomState;

/// `from` waits on `to`, as the file says at `span`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Edge<'a> {
    /// Who waits.
    pub(crate) from: &'a str,
    /// On whom.
    pub(crate) to: &'a str,
    /// Where that is said.
    pub(crate) span: Range<usize>,
}

/// One of the shortest circles: edges of which each ends where the next begins, and the last where the first
/// begins. Of equally short ones it is the one whose first edge stands first in the file. `None` when there is
/// no circle, which takes time proportional to the number of edges.
pub(crate) fn shortest_cycle<'e, 'a>(edges: &'e [Edge<'a>]) -> Option<Vec<&'e Edge<'a>>> {
    let remaining = edges_in_circles(edges);
    let mut outgoing: HashMap<&str, Vec<&'e Edge<'a>>> = HashMap::new();
    for edge in &remaining {
        outgoing.entry(edge.from).or_default().push(edge);
    }
    let mut best: Option<Vec<&Edge<'_>>> = None;
    for first in &remaining {
        let limit = best.as_ref().map_or(usize::MAX, |best| best.len() - 1);
        if let Some(rest) = shortest_path(first.to, first.from, limit, &outgoing) {
            best = Some(std::iter::once(*first).chain(rest).collect());
        }
    }
    best
}

/// An edge between numbers that take the place of names, which are looked up once only.
struct Arc<'e, 'a> {
    from: usize,
    to: usize,
    edge: &'e Edge<'a>,
}

/// Takes away, again and again, edges from where nothing leads and to where nothing leads on.
fn edges_in_circles<'e, 'a>(edges: &'e [Edge<'a>]) -> Vec<&'e Edge<'a>> {
    let mut numbers: HashMap<&str, usize, RandomState> = HashMap::default();
    let mut number = |name| {
        let next = numbers.len();
        *numbers.entry(name).or_insert(next)
    };
    let mut remaining: Vec<Arc<'_, '_>> = edges
        .iter()
        .map(|edge| Arc {
            from: number(edge.from),
            to: number(edge.to),
            edge,
        })
        .collect();
    loop {
        let before = remaining.len();
        keep_reached(&mut remaining, numbers.len(), |arc| (arc.from, arc.to));
        keep_reached(&mut remaining, numbers.len(), |arc| (arc.to, arc.from));
        if remaining.len() == before {
            return remaining.into_iter().map(|arc| arc.edge).collect();
        }
    }
}

/// Keeps the edges whose tail is reached from a circle: Kahn's algorithm.
fn keep_reached(
    arcs: &mut Vec<Arc<'_, '_>>,
    nodes: usize,
    ends: impl Fn(&Arc<'_, '_>) -> (usize, usize),
) {
    let mut incoming = vec![0_usize; nodes];
    let mut starts = vec![0_usize; nodes + 1];
    for (tail, head) in arcs.iter().map(&ends) {
        incoming[head] += 1;
        starts[tail + 1] += 1;
    }
    for node in 0..nodes {
        starts[node + 1] += starts[node];
    }
    let mut heads = vec![0; arcs.len()];
    let mut next = starts.clone();
    for (tail, head) in arcs.iter().map(&ends) {
        heads[next[tail]] = head;
        next[tail] += 1;
    }
    let mut free: Vec<usize> = (0..nodes).filter(|node| incoming[*node] == 0).collect();
    while let Some(node) = free.pop() {
        for &head in &heads[starts[node]..starts[node + 1]] {
            incoming[head] -= 1;
            if incoming[head] == 0 {
                free.push(head);
            }
        }
    }
    arcs.retain(|arc| incoming[ends(arc).0] > 0);
}

/// A shortest path of fewer than `limit` edges; the empty one when `from` is `to`.
fn shortest_path<'e, 'a>(
    from: &'a str,
    to: &str,
    limit: usize,
    outgoing: &HashMap<&'a str, Vec<&'e Edge<'a>>>,
) -> Option<Vec<&'e Edge<'a>>> {
    if from == to {
        return (limit > 0).then(Vec::new);
    }
    let mut came_by: HashMap<&str, &Edge<'_>> = HashMap::new();
    let mut queue = VecDeque::from([(from, 0)]);
    while let Some((node, length)) = queue.pop_front() {
        if length + 1 >= limit {
            return None;
        }
        for edge in outgoing.get(node).into_iter().flatten() {
            if edge.to != from && !came_by.contains_key(edge.to) {
                came_by.insert(edge.to, edge);
                if edge.to == to {
                    return Some(walk_back(to, from, &came_by));
                }
                queue.push_back((edge.to, length + 1));
            }
        }
    }
    None
}

fn walk_back<'e, 'a>(
    end: &str,
    start: &str,
    came_by: &HashMap<&'a str, &'e Edge<'a>>,
) -> Vec<&'e Edge<'a>> {
    let mut path = Vec::new();
    let mut node = end;
    while node != start {
        let Some(edge) = came_by.get(node) else { break };
        path.push(*edge);
        node = edge.from;
    }
    path.reverse();
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edges<'a>(pairs: &[(&'a str, &'a str)]) -> Vec<Edge<'a>> {
        pairs
            .iter()
            .enumerate()
            .map(|(at, (from, to))| Edge {
                from,
                to,
                span: at..at,
            })
            .collect()
    }

    fn cycle(pairs: &[(&str, &str)]) -> Option<String> {
        let edges = edges(pairs);
        let cycle = shortest_cycle(&edges)?;
        for (at, edge) in cycle.iter().enumerate() {
            assert_eq!(edge.to, cycle[(at + 1) % cycle.len()].from);
        }
        Some(cycle.iter().map(|edge| edge.from).collect())
    }

    #[test]
    fn without_a_circle_there_is_none() {
        assert_eq!(cycle(&[]), None);
        assert_eq!(cycle(&[("a", "b"), ("b", "c"), ("a", "c")]), None);
    }

    #[test]
    fn who_waits_on_himself_is_a_circle_of_one() {
        assert_eq!(cycle(&[("a", "b"), ("b", "b")]).as_deref(), Some("b"));
    }

    #[test]
    fn the_shortest_is_found_and_names_its_members_only() {
        let pairs = [
            ("in", "a"),
            ("a", "b"),
            ("b", "c"),
            ("c", "d"),
            ("d", "a"),
            ("c", "b"),
            ("d", "out"),
        ];
        assert_eq!(cycle(&pairs).as_deref(), Some("bc"));
    }

    #[test]
    fn of_two_as_short_the_first_in_the_file_is_shown() {
        assert_eq!(
            cycle(&[("x", "y"), ("a", "b"), ("b", "a"), ("y", "x")]).as_deref(),
            Some("xy")
        );
    }

    /// A ring with a tail of a million edges would be quadratic if each were tried; this one is only large
    /// enough to notice.
    #[test]
    fn a_long_tail_costs_little() {
        let names: Vec<String> = (0..20_000).map(|number| number.to_string()).collect();
        let mut pairs: Vec<(&str, &str)> = names
            .windows(2)
            .map(|pair| (pair[0].as_str(), pair[1].as_str()))
            .collect();
        pairs.push(("19999", "19998"));
        let edges = edges(&pairs);
        assert_eq!(shortest_cycle(&edges).map(|cycle| cycle.len()), Some(2));
    }
}
