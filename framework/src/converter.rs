//! Which argument types fit which converter.
//!
//! `string` needs no proof: every [`PathParam`](crate::PathParam) fits it. The markers are named as the
//! converters are, because the compiler prints them in its messages.

use std::borrow::Cow;

/// A type that an argument can have whose variable the converter `C` matches: an integer for `int`, a float for
/// `float`, `Uuid` or text for `uuid`, text or an enum for `any`, text for `path`.
///
/// `#[derive(PathParam)]` implements it; by hand it is needed only for a type that stands behind another
/// converter than `string` or its own name.
///
/// ```
/// use wegwerk::PathParam;
/// use wegwerk::converter::{self, FitsConverter};
///
/// /// `/user/<int:id>` can be taken as `id: UserId`.
/// struct UserId(u32);
///
/// impl PathParam<'_> for UserId {
///     const ACCEPTS: Option<fn(&str) -> bool> = u32::ACCEPTS;
///
///     fn from_param(text: &str) -> Option<Self> {
///         u32::from_param(text).map(UserId)
///     }
///
///     fn to_param(&self) -> std::borrow::Cow<'_, str> {
///         self.0.to_param()
///     }
/// }
///
/// impl FitsConverter<converter::int> for UserId {}
/// ```
#[diagnostic::on_unimplemented(
    message = "a variable of the converter `{C}` cannot be given to an argument of type `{Self}`",
    label = "does not fit the converter `{C}`",
    note = "`int` gives any integer; `float` gives `f32` or `f64`; `uuid` gives `Uuid` or text; `any` gives text or an enum; `path` gives text",
    note = "give the argument such a type, or write the variable without a converter (`<name>`): then the type itself says which texts match"
)]
pub trait FitsConverter<C> {}

macro_rules! markers {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        // Named as the rule names it, for the compiler's message.
        #[allow(non_camel_case_types)]
        #[derive(Clone, Copy, Debug)]
        pub enum $name {}
    )*};
}

markers! {
    /// `<int:…>`
    int
    /// `<float:…>`
    float
    /// `<uuid:…>`
    uuid
    /// `<any(…):…>`
    any
    /// `<path:…>`
    path
}

macro_rules! fits {
    ($($converter:ident: $($type:ty),*;)*) => {
        $($(#[diagnostic::do_not_recommend] impl FitsConverter<$converter> for $type {})*)*
    };
}

fits! {
    int: u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize;
    float: f32, f64;
    uuid: &str, String, Cow<'_, str>, Box<str>;
    any: &str, String, Cow<'_, str>, Box<str>;
    path: &str, String, Cow<'_, str>, Box<str>;
}

#[cfg(feature = "uuid")]
#[diagnostic::do_not_recommend]
impl FitsConverter<uuid> for ::uuid::Uuid {}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits<C, T: FitsConverter<C>>() {}

    #[test]
    fn each_converter_takes_its_types() {
        fits::<int, u8>();
        fits::<int, i128>();
        fits::<float, f32>();
        fits::<any, &str>();
        fits::<path, Cow<'_, str>>();
        fits::<uuid, String>();
        #[cfg(feature = "uuid")]
        fits::<uuid, ::uuid::Uuid>();
    }
}
