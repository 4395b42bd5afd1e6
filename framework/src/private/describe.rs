//! What generated code asks types for, to describe the app. Of what is no extractor or responder nothing is said: that
//! mistake is told where it is called.

use std::marker::PhantomData;

use crate::describe::{Answers, Operations, Shape};
use crate::{FromParts, FromRequest, IntoResponse, PathParam};

/// An argument that owns what it is.
#[derive(Debug)]
pub struct Owned<T, A: ?Sized>(PhantomData<T>, PhantomData<A>);

/// An argument that borrows.
#[derive(Debug)]
pub struct Borrowed<T, A: ?Sized>(PhantomData<T>, PhantomData<A>);

/// What a handler or a catch returns.
#[derive(Debug)]
pub struct Returned<T>(PhantomData<T>);

/// A variable's type.
#[derive(Debug)]
pub struct Variable<T>(PhantomData<T>);

/// A type that may have a schema.
#[derive(Debug)]
pub struct Schema<T: ?Sized>(PhantomData<T>);

/// What is said where nothing is known: what is inherent goes before it.
pub trait Unknown {
    /// Nothing.
    fn describe(_: &mut Operations) {}

    /// Any shape.
    fn describe_as(_: &mut Operations, _: &'static str) {}

    /// No answer.
    fn told(_: &mut Answers) {}
}

impl<T, A: ?Sized> Unknown for Owned<T, A> {}
impl<T, A: ?Sized> Unknown for Borrowed<T, A> {}
impl<T> Unknown for Returned<T> {}
impl<T> Unknown for Variable<T> {}
impl<T: ?Sized> Unknown for Schema<T> {}

impl<T: FromRequest<A>, A: ?Sized> Owned<T, A> {
    /// What the extractor says.
    pub fn describe(operations: &mut Operations) {
        if let Some(input) = operations.input() {
            T::describe(input);
        }
    }
}

impl<T: FromParts<'static, A>, A: ?Sized + 'static> Borrowed<T, A> {
    /// What the extractor says.
    pub fn describe(operations: &mut Operations) {
        if let Some(input) = operations.input() {
            T::describe(input);
        }
    }
}

impl<T: IntoResponse> Returned<T> {
    /// What the responder says.
    pub fn describe(operations: &mut Operations) {
        if let Some(answers) = operations.answers() {
            T::describe(answers);
        }
    }

    /// What the responder says, for holding it against what is answered.
    pub fn told(answers: &mut Answers) {
        T::describe(answers);
    }
}

impl<T: PathParam<'static>> Variable<T> {
    /// What the variable's type says.
    pub fn describe_as(operations: &mut Operations, name: &'static str) {
        let shape: Shape = T::shape();
        operations.variable(name, shape);
    }
}

#[cfg(feature = "openapi")]
impl<T: schemars::JsonSchema> Schema<T> {
    /// The schema, by the type's name.
    pub fn describe(operations: &mut Operations) {
        operations.schemas.insert(std::any::type_name::<T>(), |generator| generator.subschema_for::<T>());
    }
}
