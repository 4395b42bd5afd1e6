//! What a value looks like.

use serde_json::Value;

/// What a value looks like, as JSON Schema has it (draft 2020-12).
#[derive(Clone, Debug, PartialEq)]
pub struct Shape(pub(crate) Form);

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Form {
    /// Anything.
    Any,
    /// That of a type, by its full name: its schema is known where the app's code names the type.
    Type(&'static str),
    /// A schema.
    Schema(Value),
}

impl Shape {
    /// Anything.
    pub const fn any() -> Self {
        Shape(Form::Any)
    }

    /// Text.
    pub fn text() -> Self {
        Shape::schema(serde_json::json!({ "type": "string" }))
    }

    /// One of these texts.
    pub fn one_of(texts: &[&str]) -> Self {
        Shape::schema(serde_json::json!({ "type": "string", "enum": texts }))
    }

    /// Bytes.
    pub const fn bytes() -> Self {
        Shape(Form::Any)
    }

    /// That of a type which serde reads or writes. Its schema is found where the type, or one that it is an argument of,
    /// stands in the signature of the handler or in `returns = …`, and implements `schemars::JsonSchema`.
    ///
    /// ```
    /// use wegwerk::describe::{Answer, Answers, Shape};
    /// use wegwerk::http::StatusCode;
    /// use wegwerk::{IntoResponse, Response};
    ///
    /// /// YAML.
    /// struct Yaml<T>(T);
    ///
    /// impl<T: ToString> IntoResponse for Yaml<T> {
    ///     fn into_response(self) -> Response {
    ///         ([("content-type", "application/yaml")], self.0.to_string()).into_response()
    ///     }
    ///
    ///     fn describe(answers: &mut Answers) {
    ///         answers.add(Answer::new(StatusCode::OK).content("application/yaml", Shape::of::<T>()));
    ///     }
    /// }
    /// ```
    pub fn of<T: ?Sized>() -> Self {
        Shape(Form::Type(std::any::type_name::<T>()))
    }

    /// As this schema says.
    ///
    /// ```
    /// use serde_json::json;
    /// use wegwerk::describe::Shape;
    ///
    /// let even = Shape::schema(json!({ "type": "integer", "multipleOf": 2 }));
    /// assert_ne!(even, Shape::any());
    /// ```
    pub fn schema(schema: Value) -> Self {
        Shape(Form::Schema(schema))
    }
}
