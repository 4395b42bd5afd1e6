//! What is answered.

use std::borrow::Cow;

use http::StatusCode;

use super::Shape;
use crate::error::is_error;

/// What is answered: each status with its header fields and its body.
#[derive(Clone, Debug, Default)]
pub struct Answers {
    pub(crate) list: Vec<Answer>,
    /// What answers, or fails, in ways that its type does not tell.
    pub(crate) untold: Vec<Untold>,
}

/// What a type does not tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Untold {
    /// What is answered at all.
    Answer(&'static str),
    /// Which errors.
    Errors(&'static str),
}

impl Answers {
    /// Adds an answer.
    pub fn add(&mut self, answer: Answer) {
        self.list.push(answer);
    }

    /// Adds an error that the app renders, and a sentence on it, which may be empty. What is no status of an error is 500.
    pub fn error(&mut self, status: u16, description: &'static str) {
        let status = StatusCode::from_u16(status).ok().filter(|status| is_error(*status));
        let answer = Answer::error(status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR));
        self.add(if description.is_empty() { answer } else { answer.description(description) });
    }

    /// Notes that `T` may answer anything: `answers(…)` and `returns = …` of `#[route]` have to say what.
    pub fn untold<T: ?Sized>(&mut self) {
        self.untold.push(Untold::Answer(std::any::type_name::<T>()));
    }

    /// Notes that `T` may be any error: `answers(…)` of `#[route]` has to say which. A 500 needs no saying.
    pub fn any_error<T: ?Sized>(&mut self) {
        self.untold.push(Untold::Errors(std::any::type_name::<T>()));
        self.add(Answer::error(StatusCode::INTERNAL_SERVER_ERROR));
    }

    /// Describes what `describe` does, with a status that only the handler knows.
    pub(crate) fn with_any_status(&mut self, describe: impl FnOnce(&mut Answers)) {
        let mut inner = Answers::default();
        describe(&mut inner);
        for answer in &mut inner.list {
            if !answer.is_error {
                answer.status = Status::Any;
            }
        }
        self.list.append(&mut inner.list);
        self.untold.append(&mut inner.untold);
    }

    /// The statuses that are known.
    pub(crate) fn statuses(&self) -> impl Iterator<Item = u16> {
        self.list.iter().filter_map(|answer| match answer.status {
            Status::Code(code) => Some(code.as_u16()),
            Status::Any | Status::Redirect => None,
        })
    }
}

/// An answer: a status, header fields, and a body in one media type or several.
#[derive(Clone, Debug)]
pub struct Answer {
    pub(crate) status: Status,
    pub(crate) description: Option<Cow<'static, str>>,
    pub(crate) contents: Vec<(Cow<'static, str>, Shape)>,
    pub(crate) headers: Vec<(Cow<'static, str>, Cow<'static, str>)>,
    /// It is an error, which the app renders.
    pub(crate) is_error: bool,
}

/// What is known of a status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    Code(StatusCode),
    /// One of a redirect.
    Redirect,
    Any,
}

impl Answer {
    /// An answer without a body.
    pub fn new(status: StatusCode) -> Self {
        Answer::with(Status::Code(status))
    }

    /// An error that the app renders as every other one: as a page or as problem+json, or by its `#[catch]`.
    pub fn error(status: StatusCode) -> Self {
        Answer { is_error: true, ..Answer::new(status) }
    }

    pub(crate) fn with(status: Status) -> Self {
        Answer { status, description: None, contents: Vec::new(), headers: Vec::new(), is_error: false }
    }

    /// Says what it means: a sentence. Markdown.
    #[must_use]
    pub fn description(mut self, text: impl Into<Cow<'static, str>>) -> Self {
        self.description = Some(text.into());
        self
    }

    /// Adds a body of a media type, such as `text/csv`.
    #[must_use]
    pub fn content(mut self, media_type: impl Into<Cow<'static, str>>, shape: Shape) -> Self {
        self.contents.push((media_type.into(), shape));
        self
    }

    /// Adds a header field, and what it says.
    #[must_use]
    pub fn header(
        mut self,
        name: impl Into<Cow<'static, str>>,
        description: impl Into<Cow<'static, str>>,
    ) -> Self {
        self.headers.push((name.into(), description.into()));
        self
    }
}
