//! From a part of an app to its main block. Whether there is one is a constant, and without it the part is alone: that is
//! told once.

use std::marker::PhantomData;

use super::{AppBlock, Main, NotAPart};
use crate::private::{Map, NO_RULES};

/// An app whose main block may be missing.
#[derive(Debug)]
pub struct MainOf<A>(PhantomData<A>);

impl<A: AppBlock<Main>> MainOf<A> {
    /// There is one. This goes before [`NotAPart::EXISTS`], as what is inherent does.
    pub const EXISTS: bool = true;
}

impl<A> NotAPart for MainOf<A> {}

/// A main block that exists, or one that does not.
#[derive(Debug)]
pub struct Owner<const EXISTS: bool>;

/// What a part needs of the main block of the app `A`; without one the part's own `Block` stands for its URLs.
#[diagnostic::on_unimplemented(
    message = "`{A}` is not an app",
    note = "of its `impl` blocks one is the main one, with `#[app(parts(…))]`"
)]
pub trait OwnerOf<A, Block> {
    /// The typed URLs.
    type Urls;
    /// The rules.
    const MAP: &'static Map;
}

impl<A: AppBlock<Main>, Block> OwnerOf<A, Block> for Owner<true> {
    type Urls = A::Urls;
    const MAP: &'static Map = A::MAP;
}

impl<A, Block> OwnerOf<A, Block> for Owner<false> {
    type Urls = Block;
    const MAP: &'static Map = NO_RULES;
}
