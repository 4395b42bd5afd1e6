//! What a handler says it answers, held against what it does: in debug builds.

use std::sync::{Arc, Mutex, PoisonError};

use http::StatusCode;

use crate::describe::{Answer, Answers};
use crate::{IntoResponse, Parts, Response};

/// Where a test wants to be told of what was not declared: beside the request.
#[derive(Clone, Debug, Default)]
pub(crate) struct Watch(Arc<Mutex<Option<String>>>);

impl Watch {
    fn tell(&self, what: String) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(what);
    }

    /// What there was to tell.
    pub(crate) fn told(&self) -> Option<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// What the framework answers by itself, whatever the handler: it is declared for every handler that it happens to.
const OF_FRAMEWORK: [u16; 1] = [500];

/// The response of a handler that says by `answers(…)` which statuses it answers with. In a debug build one that is neither
/// there nor told by its type is logged, and fails the test whose client asked.
pub fn declared<R: IntoResponse>(value: R, parts: &Parts, declared: &[u16]) -> Response {
    declared_as(value, parts, declared, R::describe)
}

/// The same for a handler that says by `returns = …` which responder it answers like.
pub fn declared_as<R: IntoResponse>(
    value: R,
    parts: &Parts,
    declared: &[u16],
    describe: fn(&mut Answers),
) -> Response {
    let response = value.into_response();
    if cfg!(debug_assertions) {
        let status = response.status().as_u16();
        if !declared.contains(&status) && !OF_FRAMEWORK.contains(&status) && !is_told(status, describe) {
            undeclared(status, parts, declared);
        }
    }
    response
}

/// What `returns = "text/csv"` says: a body, with 200.
pub fn media_type(answers: &mut Answers) {
    answers.add(Answer::new(StatusCode::OK));
}

fn is_told(status: u16, describe: fn(&mut Answers)) -> bool {
    let mut answers = Answers::default();
    describe(&mut answers);
    answers.statuses().any(|known| known == status)
}

#[cold]
fn undeclared(status: u16, parts: &Parts, declared: &[u16]) {
    let endpoint = parts.matched_rule().map_or("", |rule| rule.endpoint());
    let declared: Vec<String> = declared.iter().map(u16::to_string).collect();
    let what = format!(
        "the endpoint `{endpoint}` answered {} {} with {status}, which it does not declare: add {status} to \
         `answers({})`",
        parts.method(),
        parts.uri(),
        declared.join(", "),
    );
    tracing::error!("{what}");
    if let Some(watch) = parts.extensions().get::<Watch>() {
        watch.tell(what);
    }
}
