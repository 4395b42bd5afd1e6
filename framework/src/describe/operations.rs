//! What the generated code of a block says of its handlers.

use std::any::Any;
#[cfg(feature = "openapi")]
use std::collections::HashMap;

use http::StatusCode;

use super::{Answer, Answers, Input, Shape};

/// What a block says of its endpoints and catches.
#[doc(hidden)]
#[derive(Debug, Default)]
pub struct Operations {
    pub(crate) endpoints: Vec<Operation>,
    /// What renders errors, and those of which status.
    pub(crate) catches: Vec<(Option<u16>, Answers)>,
    #[cfg(feature = "openapi")]
    pub(crate) schemas: HashMap<&'static str, Schemas>,
    /// That of the package that the block is in.
    #[cfg(feature = "openapi")]
    pub(crate) version: Option<&'static str>,
}

/// A type's schema, as it is read and as it is written.
#[cfg(feature = "openapi")]
pub(crate) type Schemas = fn(&mut schemars::SchemaGenerator) -> schemars::Schema;

/// What is said of an endpoint.
#[derive(Debug)]
pub(crate) struct Operation {
    pub(crate) endpoint: &'static str,
    pub(crate) docs: &'static str,
    pub(crate) is_deprecated: bool,
    pub(crate) variables: Vec<(&'static str, Shape)>,
    pub(crate) input: Input,
    pub(crate) answers: Answers,
    /// The statuses of `answers(…)`.
    pub(crate) declared: &'static [u16],
}

impl Operations {
    /// What generated code is handed.
    pub fn of(any: &mut dyn Any) -> Option<&mut Operations> {
        any.downcast_mut()
    }

    /// The version of the package that the block is in.
    #[cfg(feature = "openapi")]
    pub fn package(&mut self, version: Option<&'static str>) {
        self.version = version;
    }

    /// All that follows is said of this endpoint.
    pub fn endpoint(
        &mut self,
        endpoint: &'static str,
        docs: &'static str,
        is_deprecated: bool,
        declared: &'static [u16],
    ) {
        self.endpoints.push(Operation {
            endpoint,
            docs,
            is_deprecated,
            variables: Vec::new(),
            input: Input::default(),
            answers: Answers::default(),
            declared,
        });
    }

    /// All that follows is said of the catch of this status.
    pub fn catch(&mut self, status: Option<u16>) {
        self.catches.push((status, Answers::default()));
    }

    /// A value of the path, of a type of this shape.
    pub(crate) fn variable(&mut self, name: &'static str, shape: Shape) {
        if let Some(last) = self.endpoints.last_mut() {
            last.variables.push((name, shape));
        }
    }

    pub(crate) fn input(&mut self) -> Option<&mut Input> {
        self.endpoints.last_mut().map(|last| &mut last.input)
    }

    /// What the last endpoint answers, or where there are any the last catch: catches are described last.
    pub(crate) fn answers(&mut self) -> Option<&mut Answers> {
        match self.catches.last_mut() {
            Some((_, answers)) => Some(answers),
            None => self.endpoints.last_mut().map(|last| &mut last.answers),
        }
    }

    /// A body of this media type is answered.
    pub fn media_type(&mut self, media_type: &'static str) {
        let shape = if media_type.starts_with("text/") { Shape::text() } else { Shape::bytes() };
        if let Some(answers) = self.answers() {
            answers.add(Answer::new(StatusCode::OK).content(media_type, shape));
        }
    }

    /// What a type says is unknown: it has a parameter of the app, or no name.
    pub fn untold(&mut self, written: &'static str) {
        if let Some(answers) = self.answers() {
            answers.untold.push(super::answers::Untold::Answer(written));
        }
    }
}
