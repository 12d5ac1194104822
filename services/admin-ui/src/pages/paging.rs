//! Ways from one page of a list to others. Lists are read forwards by a cursor; back is what browsers do.

use orion_contracts::page::Cursor;

use crate::web::query;

/// The ways.
#[derive(Debug)]
pub(crate) struct Paging {
    /// To the first page, unless this is it.
    pub(super) first: Option<String>,
    /// To the next, unless this is the last.
    pub(super) next: Option<String>,
}

impl Paging {
    /// From the page after the cursor `after` of a list at `path` with those parameters.
    pub(crate) fn new(
        path: &str,
        parameters: &[(&str, Option<&str>)],
        after: Option<Cursor>,
        next: Option<Cursor>,
    ) -> Self {
        let first = after.map(|_| query(path, parameters));
        let next = next.map(|next| {
            let mut parameters = parameters.to_vec();
            let next = next.to_string();
            parameters.push(("after", Some(&next)));
            query(path, &parameters)
        });
        Self { first, next }
    }
}
