//! One call of a handler, and how its variables become values.

use std::marker::PhantomData;

use wegwerk_routing::pattern::Captures;
use wegwerk_routing::rule::Slot;
use wegwerk_routing::table::{Leaf, Table};

use crate::converter::FitsConverter;
use crate::{Error, IntoResponse, Parts, PathParam, Response};

/// What a handler is called with.
#[derive(Debug)]
pub struct Call<'r> {
    pub(super) parts: &'r Parts,
    pub(super) text: &'r str,
    pub(super) captures: Captures,
    pub(super) leaf: &'static Leaf,
    pub(super) table: &'static Table,
    /// The subdomain or host that the request was matched with.
    pub(super) domain: &'r str,
}

impl<'r> Call<'r> {
    pub(super) fn new(
        parts: &'r Parts,
        text: &'r str,
        captures: Captures,
        leaf: &'static Leaf,
        table: &'static Table,
        domain: &'r str,
    ) -> Self {
        Call { parts, text, captures, leaf, table, domain }
    }

    /// The head of the request.
    pub fn parts(&self) -> &'r Parts {
        self.parts
    }

    /// The value of a variable argument.
    ///
    /// # Errors
    /// 404 where the type refuses the text though it accepted it while matching.
    #[expect(clippy::result_large_err, reason = "the response is what the caller returns")]
    pub fn required<T>(&self, slot: usize, taken: Taken<'r, T>) -> Result<T, Response> {
        self.text_of(slot).and_then(taken.parse).ok_or_else(not_found)
    }

    /// The value of an argument whose variable the rule may lack.
    ///
    /// # Errors
    /// As [`Call::required`].
    #[expect(clippy::result_large_err, reason = "the response is what the caller returns")]
    pub fn optional<T>(&self, slot: usize, taken: Taken<'r, T>) -> Result<Option<T>, Response> {
        match self.text_of(slot) {
            Some(text) => (taken.parse)(text).map(Some).ok_or_else(not_found),
            None => Ok(None),
        }
    }

    fn text_of(&self, slot: usize) -> Option<&'r str> {
        let slot = *self.leaf.rule.slots.get(slot)?;
        if let Slot::Default(n) = slot {
            return Some(self.leaf.rule.defaults.get(usize::from(n))?.text);
        }
        let n = self.table.capture(self.leaf, slot)?;
        let (start, end) = self.captures.get(n)?;
        let text = if n < usize::from(self.leaf.domain_variables) { self.domain } else { self.text };
        text.get(start..end)
    }
}

fn not_found() -> Response {
    Error::not_found().into_response()
}

/// How a variable becomes a `T`.
#[derive(Clone, Copy, Debug)]
pub struct Taken<'r, T> {
    accepts: Option<fn(&str) -> bool>,
    parse: fn(&'r str) -> Option<T>,
    write: fn(&T) -> String,
}

impl<'r, T: PathParam<'r>> Taken<'r, T> {
    pub(crate) const fn of_param() -> Self {
        Taken { accepts: T::ACCEPTS, parse: T::from_param, write: text_of }
    }
}

impl<T> Taken<'_, T> {
    /// Which texts the type accepts.
    pub const fn accepts(&self) -> Option<fn(&str) -> bool> {
        self.accepts
    }

    /// The text of a value, for URLs.
    pub fn text(&self, value: &T) -> Option<String> {
        Some((self.write)(value))
    }

    /// The text of a value that may be missing.
    pub fn text_of(&self, value: &Option<T>) -> Option<String> {
        value.as_ref().map(self.write)
    }
}

fn text_of<'r, T: PathParam<'r>>(value: &T) -> String {
    value.to_param().into_owned()
}

/// How a variable becomes a `T`, asked where it may not become one.
pub struct Param<'r, T>(PhantomData<fn(&'r str) -> T>);

impl<'r, T: PathParam<'r>> Param<'r, T> {
    /// It does. This and the next go before those of [`NoParam`], as what is inherent does.
    pub const IS: bool = true;
    /// How.
    pub const TAKEN: Taken<'r, T> = Taken::of_param();
}

/// What is asked where it does not.
pub trait NoParam<'r, T> {
    /// It does not.
    const IS: bool = false;
    /// Not at all.
    const TAKEN: Taken<'r, T> = Taken { accepts: None, parse: |_| None, write: |_| String::new() };
}

impl<'r, T> NoParam<'r, T> for Param<'r, T> {}

/// What a variable of the converter `C`, a type by its name, can be.
#[diagnostic::on_unimplemented(
    message = "a variable of the converter `{C}` cannot be given to an argument of type `{Self}`",
    label = "not a `{C}`",
    note = "a rule that names a type as converter gives that type: write it for the argument too",
    note = "or write the variable without a converter (`<name>`): then the argument's type says which texts match"
)]
pub trait Is<C> {}

impl<T> Is<T> for T {}

/// Whether a variable of the converter `C` can become a `T`, asked where no is an answer.
pub struct Fits<C, T>(PhantomData<C>, PhantomData<T>);

impl<C, T: FitsConverter<C>> Fits<C, T> {
    /// It can. This goes before [`FitsNot::YES`], as what is inherent does.
    pub const YES: bool = true;
}

/// What is asked where it cannot.
pub trait FitsNot {
    /// It cannot.
    const YES: bool = false;
}

impl<T> FitsNot for T {}
