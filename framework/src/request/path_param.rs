//! Types that a variable of a rule can become.

use std::borrow::Cow;

use crate::describe::Shape;

/// A type that the text of a rule's variable becomes.
///
/// Implemented for text (`&str`, `String`, `Cow<str>`, `Box<str>`), all integers, `f32`, `f64`, `bool` and `Uuid`;
/// derived for newtypes and enums without data by `#[derive(PathParam)]`. A text that the type refuses makes the
/// rule not match.
///
/// # Examples
///
/// ```
/// use wegwerk::PathParam;
///
/// /// A year of four digits.
/// struct Year(u16);
///
/// impl PathParam<'_> for Year {
///     const ACCEPTS: Option<fn(&str) -> bool> = Some(|text| Year::from_param(text).is_some());
///
///     fn from_param(text: &str) -> Option<Self> {
///         if text.len() == 4 { u16::from_param(text).map(Year) } else { None }
///     }
///
///     fn to_param(&self) -> std::borrow::Cow<'_, str> {
///         format!("{:04}", self.0).into()
///     }
/// }
///
/// assert_eq!(Year::from_param("2026").unwrap().0, 2026);
/// assert!(Year::from_param("26").is_none());
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot come from a variable of a rule",
    label = "a variable of the rule has this argument's name",
    note = "derive `wegwerk::PathParam` for a type of your own, or implement it; of another's type take `&str` and parse it",
    note = "or give the argument another name than the variable, to make it an extractor"
)]
pub trait PathParam<'r>: Sized {
    /// Says whether a text becomes a value, or `None` where every text does. Matching asks it: a text that the
    /// type refuses makes the rule not match.
    const ACCEPTS: Option<fn(&str) -> bool>;

    /// The value; `None` where the text is none. The text is percent-decoded.
    fn from_param(text: &'r str) -> Option<Self>;

    /// The text that becomes the value again: what URLs are built with. It is not percent-encoded.
    fn to_param(&self) -> Cow<'_, str>;

    /// What the text looks like, for the [description](crate::describe) of an app. Unless it is written, anything that the
    /// converter takes.
    fn shape() -> Shape {
        Shape::any()
    }
}

macro_rules! text {
    ($($type:ty),*) => {$(
        impl<'r> PathParam<'r> for $type {
            const ACCEPTS: Option<fn(&str) -> bool> = None;

            fn from_param(text: &'r str) -> Option<Self> {
                Some(text.into())
            }

            fn to_param(&self) -> Cow<'_, str> {
                Cow::Borrowed(self)
            }
        }
    )*};
}

text!(&'r str, String, Cow<'r, str>, Box<str>);

macro_rules! parsed {
    ($parse:ident, $write:ident, $shape:ident: $($type:ty),*) => {$(
        impl PathParam<'_> for $type {
            const ACCEPTS: Option<fn(&str) -> bool> = Some(|text| $parse::<$type>(text).is_some());

            fn from_param(text: &str) -> Option<Self> {
                $parse(text)
            }

            fn to_param(&self) -> Cow<'_, str> {
                Cow::Owned($write(self))
            }

            fn shape() -> Shape {
                $shape!($type)
            }
        }
    )*};
}

macro_rules! whole {
    ($type:ty) => {
        integer_of(i64::try_from(<$type>::MIN).ok(), u64::try_from(<$type>::MAX).ok())
    };
}

/// What an integer looks like. Limits beyond 64 bits are left out: not every reader of JSON has numbers for them.
fn integer_of(min: Option<i64>, max: Option<u64>) -> Shape {
    let mut shape = serde_json::json!({ "type": "integer" });
    if let Some(min) = min {
        shape["minimum"] = min.into();
    }
    if let Some(max) = max {
        shape["maximum"] = max.into();
    }
    Shape::schema(shape)
}

macro_rules! number {
    ($type:ty) => {
        Shape::schema(serde_json::json!({ "type": "number" }))
    };
}

parsed!(integer, plain, whole: u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize);

fn plain(value: &impl std::fmt::Display) -> String {
    value.to_string()
}

/// The shortest decimal number that reads as the same value, with digits on both sides of its point.
fn with_point(value: &impl std::fmt::Display) -> String {
    let text = value.to_string();
    let is_whole = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    if is_whole { text + ".0" } else { text }
}

impl PathParam<'_> for bool {
    const ACCEPTS: Option<fn(&str) -> bool> = Some(|text| text == "true" || text == "false");

    fn from_param(text: &str) -> Option<Self> {
        text.parse().ok()
    }

    fn to_param(&self) -> Cow<'_, str> {
        Cow::Borrowed(if *self { "true" } else { "false" })
    }

    fn shape() -> Shape {
        Shape::schema(serde_json::json!({ "type": "boolean" }))
    }
}

/// ASCII digits, after a minus where the type is signed.
fn integer<T: std::str::FromStr>(text: &str) -> Option<T> {
    if text.starts_with('+') { None } else { text.parse().ok() }
}

parsed!(float, with_point, number: f32, f64);

/// ASCII digits after an optional minus, with a point between them or without, and not too large for the type.
fn float<T: std::str::FromStr + Into<f64> + Copy>(text: &str) -> Option<T> {
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    if !is_digits(whole) || !is_digits(fraction) {
        return None;
    }
    let number: T = text.parse().ok()?;
    number.into().is_finite().then_some(number)
}

#[cfg(feature = "uuid")]
macro_rules! uuid_shape {
    ($type:ty) => {
        Shape::schema(serde_json::json!({ "type": "string", "format": "uuid" }))
    };
}

#[cfg(feature = "uuid")]
parsed!(hyphenated, plain, uuid_shape: uuid::Uuid);

/// 8-4-4-4-12 hexadecimal digits: the only form that is 36 bytes long.
#[cfg(feature = "uuid")]
fn hyphenated<T: From<uuid::Uuid>>(text: &str) -> Option<T> {
    if text.len() == 36 { uuid::Uuid::try_parse(text).ok().map(T::from) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check<'r, T: PathParam<'r> + PartialEq + std::fmt::Debug>(text: &'r str, expected: Option<T>) {
        if let Some(accepts) = T::ACCEPTS {
            assert_eq!(accepts(text), expected.is_some(), "{text:?} as {}", std::any::type_name::<T>());
        }
        assert_eq!(T::from_param(text), expected, "{text:?} as {}", std::any::type_name::<T>());
        if let Some(value) = expected {
            // What it becomes as text may be another spelling, but of the same value.
            let written = value.to_param().into_owned().leak();
            assert_eq!(T::from_param(written).as_ref(), Some(&value), "{written:?} from {text:?}");
        }
    }

    #[test]
    fn every_text_is_text() {
        for text in ["", "a", "grün / 3", "\u{0}"] {
            check(text, Some(text));
            check(text, Some(text.to_owned()));
            check(text, Some(Cow::Borrowed(text)));
            check(text, Some(Box::<str>::from(text)));
        }
        assert!(<&str as PathParam>::ACCEPTS.is_none());
    }

    #[test]
    fn integers_are_digits_after_an_optional_minus() {
        check("0", Some(0u8));
        check("255", Some(255u8));
        check("256", None::<u8>);
        check("0007", Some(7u32));
        check("000000000000000000000000000000000000000000007", Some(7u8));
        check("-5", Some(-5i32));
        check("-5", None::<u32>);
        check("-9223372036854775808", Some(i64::MIN));
        check("9223372036854775808", None::<i64>);
        check("340282366920938463463374607431768211455", Some(u128::MAX));
        for text in ["", "-", "+1", "-+1", "--1", " 1", "1 ", "1.0", "1e3", "0x1", "1_000", "٣"] {
            check(text, None::<i64>);
            check(text, None::<u64>);
        }
    }

    #[test]
    fn floats_are_digits_with_or_without_a_point() {
        check("1.5", Some(1.5f64));
        check("-0.25", Some(-0.25f32));
        check("3", Some(3.0f64));
        check("007.10", Some(7.1f64));
        for text in
            ["", "-", ".", "1.", ".5", "+1.0", "1e5", "nan", "inf", "-inf", "infinity", "1.2.3", "1,5", "٣.٣"]
        {
            check(text, None::<f64>);
        }
        check(&"9".repeat(400), None::<f64>);
        check(&"9".repeat(50), None::<f32>);
    }

    #[cfg(feature = "uuid")]
    #[test]
    fn a_uuid_has_its_hyphens() {
        use uuid::Uuid;
        let uuid = Uuid::from_u128(0x67e5_5044_10b1_426f_9247_bb68_0e5f_e0c8);
        check("67e55044-10b1-426f-9247-bb680e5fe0c8", Some(uuid));
        check("67E55044-10B1-426F-9247-BB680E5FE0C8", Some(uuid));
        for text in [
            "67e5504410b1426f9247bb680e5fe0c8",
            "{67e55044-10b1-426f-9247-bb680e5fe0c8}",
            "urn:uuid:67e55044-10b1-426f-9247-bb680e5fe0c8",
            "67e5504-410b1-426f-9247-bb680e5fe0c8",
            "67e55044-10b1-426f-9247-bb680e5fe0cg",
            "",
        ] {
            check(text, None::<Uuid>);
        }
    }
}
