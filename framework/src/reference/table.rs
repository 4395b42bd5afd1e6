//! Tables of CommonMark, whose columns are aligned by classes: the policy of the pages allows no styles within them.

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

/// The table that is being written.
#[derive(Default)]
pub(super) struct Table {
    columns: Vec<Alignment>,
    is_head: bool,
    column: usize,
}

impl Table {
    /// The markup of a part of a table; `None` for all else.
    pub(super) fn markup(&mut self, event: &Event<'_>) -> Option<&'static str> {
        Some(match event {
            Event::Start(Tag::Table(columns)) => {
                self.columns.clone_from(columns);
                "<table>"
            }
            Event::Start(Tag::TableHead) => {
                (self.is_head, self.column) = (true, 0);
                "<thead><tr>"
            }
            Event::End(TagEnd::TableHead) => {
                self.is_head = false;
                "</tr></thead><tbody>"
            }
            Event::Start(Tag::TableRow) => {
                self.column = 0;
                "<tr>"
            }
            Event::End(TagEnd::TableRow) => "</tr>",
            Event::End(TagEnd::Table) => "</tbody></table>",
            Event::Start(Tag::TableCell) => {
                let side = self.columns.get(self.column).copied().unwrap_or(Alignment::None);
                self.column += 1;
                match (self.is_head, side) {
                    (true, Alignment::Center) => "<th class=\"center\">",
                    (true, Alignment::Right) => "<th class=\"right\">",
                    (true, _) => "<th>",
                    (false, Alignment::Center) => "<td class=\"center\">",
                    (false, Alignment::Right) => "<td class=\"right\">",
                    (false, _) => "<td>",
                }
            }
            Event::End(TagEnd::TableCell) if self.is_head => "</th>",
            Event::End(TagEnd::TableCell) => "</td>",
            _ => return None,
        })
    }
}
