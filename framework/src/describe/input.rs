//! What is taken from a request beside its path.

use std::borrow::Cow;

use http::StatusCode;

use super::{Answer, Answers, Security, Shape};

/// What an argument takes from the request, and what is answered where it cannot be had.
#[derive(Clone, Debug, Default)]
pub struct Input {
    /// Types whose fields are parameters of the query, and whether there has to be one.
    pub(crate) queries: Vec<(Shape, bool)>,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) bodies: Vec<(Cow<'static, str>, Shape)>,
    pub(crate) needs_body: bool,
    pub(crate) security: Vec<Security>,
    pub(crate) answers: Answers,
}

impl Input {
    /// Takes the whole query, whose parameters are the fields of `shape`.
    pub fn query(&mut self, shape: Shape) {
        self.queries.push((shape, true));
    }

    /// Takes a parameter of the query, a header field or a cookie.
    pub fn parameter(&mut self, parameter: Parameter) {
        self.parameters.push(parameter);
    }

    /// Takes the body, in this media type, or in each of those that are named one after the other.
    pub fn body(&mut self, media_type: impl Into<Cow<'static, str>>, shape: Shape) {
        self.bodies.push((media_type.into(), shape));
        self.needs_body = true;
    }

    /// Lets in only whom this scheme does.
    pub fn security(&mut self, scheme: Security) {
        self.security.push(scheme);
    }

    /// What is answered instead of calling the handler.
    pub fn answers(&mut self) -> &mut Answers {
        &mut self.answers
    }

    /// Adds an error that is answered instead of calling the handler.
    pub(crate) fn refuses(&mut self, status: StatusCode, why: &'static str) {
        self.answers.add(Answer::error(status).description(why));
    }

    /// Describes what `describe` does, as what may be missing.
    pub(crate) fn optional(&mut self, describe: impl FnOnce(&mut Input)) {
        let mut inner = Input::default();
        describe(&mut inner);
        for (_, required) in &mut inner.queries {
            *required = false;
        }
        for parameter in &mut inner.parameters {
            parameter.is_required = false;
        }
        for scheme in &mut inner.security {
            scheme.is_optional = true;
        }
        inner.needs_body = false;
        self.append(inner);
    }

    /// Describes what `describe` does, without its refusals: the handler is given them.
    pub(crate) fn unrefused(&mut self, describe: impl FnOnce(&mut Input)) {
        let mut inner = Input::default();
        self::Input::optional(&mut inner, describe);
        inner.answers = Answers::default();
        self.append(inner);
    }

    fn append(&mut self, mut other: Input) {
        self.queries.append(&mut other.queries);
        self.parameters.append(&mut other.parameters);
        self.bodies.append(&mut other.bodies);
        self.needs_body |= other.needs_body;
        self.security.append(&mut other.security);
        self.answers.list.append(&mut other.answers.list);
        self.answers.untold.append(&mut other.answers.untold);
    }
}

/// A parameter of the query, a header field or a cookie.
#[derive(Clone, Debug)]
pub struct Parameter {
    pub(crate) place: Place,
    pub(crate) name: Cow<'static, str>,
    pub(crate) description: Option<Cow<'static, str>>,
    pub(crate) shape: Shape,
    pub(crate) is_required: bool,
}

/// Where a parameter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Query,
    Header,
    Cookie,
}

impl Parameter {
    /// A parameter of the query, which has to be there.
    pub fn query(name: impl Into<Cow<'static, str>>) -> Self {
        Parameter::of(Place::Query, name.into())
    }

    /// A header field, which has to be there.
    pub fn header(name: impl Into<Cow<'static, str>>) -> Self {
        Parameter::of(Place::Header, name.into())
    }

    /// A cookie, which has to be there.
    pub fn cookie(name: impl Into<Cow<'static, str>>) -> Self {
        Parameter::of(Place::Cookie, name.into())
    }

    fn of(place: Place, name: Cow<'static, str>) -> Self {
        Parameter { place, name, description: None, shape: Shape::text(), is_required: true }
    }

    /// Says what it means: a sentence. Markdown.
    #[must_use]
    pub fn description(mut self, text: impl Into<Cow<'static, str>>) -> Self {
        self.description = Some(text.into());
        self
    }

    /// Says what its value looks like; text unless this is said.
    #[must_use]
    pub fn shape(mut self, shape: Shape) -> Self {
        self.shape = shape;
        self
    }

    /// It may be missing.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.is_required = false;
        self
    }
}
