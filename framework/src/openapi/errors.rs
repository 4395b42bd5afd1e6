//! What errors look like: as every app renders them, or as its catches do.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Map, Value, json};
use wegwerk_routing::table::Table;

use super::schemas::{Direction, Schemas};
use crate::describe::{Answers, Operations};

/// The catches that an error of an app passes, from its own outwards: the status of each, and what it answers.
#[derive(Clone, Debug, Default)]
pub(super) struct ErrorForms {
    catches: Vec<(Option<u16>, Answers)>,
}

impl ErrorForms {
    /// For each app of the table.
    pub(super) fn of_all(table: &'static Table, blocks: &[Operations]) -> Vec<ErrorForms> {
        let of = |way: &[u16]| {
            let outwards = (0..=way.len()).rev().map(|length| &way[..length]);
            let apps = outwards.filter_map(|way| table.mounts().iter().position(|app| app.way() == way));
            let catches = apps.filter_map(|n| blocks.get(n)).flat_map(|block| {
                let (exact, every): (Vec<_>, Vec<_>) =
                    block.catches.iter().cloned().partition(|(status, _)| status.is_some());
                exact.into_iter().chain(every)
            });
            ErrorForms { catches: catches.collect() }
        };
        table.mounts().iter().map(|mounted| of(mounted.way())).collect()
    }

    /// The bodies of an error of this status.
    pub(super) fn content(&self, status: u16, schemas: &mut Schemas) -> Value {
        let catch = self.catches.iter().find(|(of, _)| of.is_none_or(|of| of == status));
        let Some((_, answers)) = catch else { return built_in(schemas) };
        let mut content = Map::new();
        for (media_type, shape) in answers.list.iter().flat_map(|answer| &answer.contents) {
            let schema = schemas.schema(shape, Direction::Written).unwrap_or_else(|_| json!({}));
            content.insert(media_type.to_string(), json!({ "schema": schema }));
        }
        if content.is_empty() && !answers.untold.is_empty() {
            content.insert("*/*".to_owned(), json!({}));
        }
        content.into()
    }
}

/// Problem details, or a page, as the client accepts.
fn built_in(schemas: &mut Schemas) -> Value {
    json!({
        "application/problem+json": { "schema": schemas.written::<Problem>() },
        "text/html; charset=utf-8": { "schema": { "type": "string" } },
    })
}

/// Problem details (RFC 9457).
struct Problem;

impl JsonSchema for Problem {
    fn schema_name() -> Cow<'static, str> {
        "Problem".into()
    }

    fn schema_id() -> Cow<'static, str> {
        "wegwerk::Problem".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        schemars::json_schema!({
            "type": "object",
            "description": "Problem details (RFC 9457).",
            "required": ["type", "title", "status"],
            "properties": {
                "type": { "type": "string", "description": "`about:blank`: the status says what the problem is." },
                "title": { "type": "string", "description": "The name of the status." },
                "status": { "type": "integer", "minimum": 400, "maximum": 599 },
                "detail": { "type": "string", "description": "What this problem is, for people." },
            },
        })
    }
}
