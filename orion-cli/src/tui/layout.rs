//! Which pane is where: what the view draws and what the mouse hits are the same.

use ratatui::layout::Rect;

use super::model::Model;
use super::pane::Pane;

/// The least screen that shows anything, in columns and rows.
pub(crate) const LEAST: (u16, u16) = (60, 16);
/// From here on there are two columns.
const WIDE: (u16, u16) = (110, 30);
/// The least height of a pane: its border and a row.
const LOW: u16 = 4;

/// How a pane is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// With a border and rows.
    Panel,
    /// As one line.
    Strip,
}

/// A pane and its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Placed {
    /// Which.
    pub(crate) pane: Pane,
    /// Where.
    pub(crate) area: Rect,
    /// How.
    pub(crate) form: Form,
}

/// The screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Layout {
    /// The first line.
    pub(crate) header: Rect,
    /// Everything between.
    pub(crate) body: Rect,
    /// The panes in it.
    pub(crate) panes: Vec<Placed>,
    /// The last line.
    pub(crate) footer: Rect,
}

/// Where everything is; nothing on a screen that is too small.
pub(crate) fn layout(model: &Model, screen: Rect) -> Option<Layout> {
    if screen.width < LEAST.0 || screen.height < LEAST.1 {
        return None;
    }
    let header = Rect {
        height: 1,
        ..screen
    };
    let footer = Rect {
        y: screen.bottom() - 1,
        height: 1,
        ..screen
    };
    let body = Rect {
        y: screen.y + 1,
        height: screen.height - 2,
        ..screen
    };
    let panes = if model.zoomed {
        vec![panel(model.focus, body)]
    } else if screen.width >= WIDE.0 && screen.height >= WIDE.1 {
        two_columns(model, body)
    } else {
        one_column(model, body)
    };
    Some(Layout {
        header,
        body,
        panes,
        footer,
    })
}

fn panel(pane: Pane, area: Rect) -> Placed {
    Placed {
        pane,
        area,
        form: Form::Panel,
    }
}

/// The seed's three panels above, what moves below.
fn two_columns(model: &Model, body: Rect) -> Vec<Placed> {
    let right = (body.width * 2 / 5).clamp(44, 72);
    let left = Rect {
        width: body.width - right,
        ..body
    };
    let right = Rect {
        x: left.right(),
        width: right,
        ..body
    };
    let wanted = |pane| rows_wanted(model, pane).saturating_add(3);
    let services = wanted(Pane::Services).clamp(LOW + 1, body.height / 4);
    let logs = (body.height / 5).max(LOW);
    let workstreams = body.height - services - logs;
    let workstreams = wanted(Pane::Workstreams).max(LOW + 4).min(workstreams);
    let seven = 7;
    let mut placed = stacked(
        left,
        &[
            (Pane::Workstreams, workstreams),
            (Pane::Services, services),
            (Pane::Logs, body.height - workstreams - services),
        ],
    );
    placed.extend(stacked(
        right,
        &[
            (Pane::Integration, seven),
            (Pane::Quality, seven),
            (Pane::Requests, body.height - 2 * seven),
        ],
    ));
    placed.sort_by_key(|placed| placed.pane.index());
    placed
}

fn stacked(column: Rect, panes: &[(Pane, u16)]) -> Vec<Placed> {
    let mut y = column.y;
    let mut placed = Vec::new();
    for (pane, height) in panes {
        let height = *height;
        placed.push(panel(
            *pane,
            Rect {
                y,
                height,
                ..column
            },
        ));
        y += height;
    }
    placed
}

/// The workstreams, and below them one more pane that is open, with a line for each of the others.
fn one_column(model: &Model, body: Rect) -> Vec<Placed> {
    let strips = 4;
    let room = body.height - strips;
    let wanted = rows_wanted(model, Pane::Workstreams).saturating_add(3);
    let least_below = (room / 3).max(LOW + 1);
    let upper = wanted.clamp(LOW + 1, room - least_below);
    let mut y = body.y;
    let mut placed = Vec::new();
    for pane in Pane::ALL {
        let (form, height) = match pane {
            Pane::Workstreams => (Form::Panel, upper),
            pane if pane == model.lower => (Form::Panel, room - upper),
            _ => (Form::Strip, 1),
        };
        let area = Rect { y, height, ..body };
        placed.push(Placed { pane, area, form });
        y += height;
    }
    placed
}

fn rows_wanted(model: &Model, pane: Pane) -> u16 {
    u16::try_from(model.list(pane).shown.len()).unwrap_or(u16::MAX)
}

/// The rows that a list of so many shows in so many lines, with the selected one among them.
pub(crate) fn window(count: usize, height: usize, selected: usize) -> std::ops::Range<usize> {
    let first = selected.saturating_sub(height / 2);
    let first = first.min(count.saturating_sub(height));
    first..count.min(first + height)
}

/// Lines above the rows of a panel: its border, and the heads of its columns if it has any.
pub(crate) fn lines_above(pane: Pane) -> u16 {
    match pane {
        Pane::Workstreams | Pane::Services | Pane::Requests => 2,
        Pane::Integration | Pane::Quality | Pane::Logs => 1,
    }
}

/// How many rows fit into a panel.
pub(crate) fn height_of_rows(placed: &Placed) -> usize {
    usize::from(
        placed
            .area
            .height
            .saturating_sub(lines_above(placed.pane) + 1),
    )
}

/// The rows of a panel that are seen.
pub(crate) fn seen(model: &Model, placed: &Placed) -> std::ops::Range<usize> {
    let list = model.list(placed.pane);
    window(list.shown.len(), height_of_rows(placed), list.selected)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_selected_row_is_always_seen() {
        for count in 0..12 {
            for height in 1..9 {
                for selected in 0..count {
                    let seen = window(count, height, selected);
                    assert!(seen.contains(&selected), "{count} {height} {selected}");
                    assert_eq!(seen.len(), count.min(height));
                }
            }
        }
        assert_eq!(window(0, 5, 0), 0..0);
    }
}
