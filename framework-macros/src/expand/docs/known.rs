//! Types of variables whose name tells which texts they take.

use syn::Type;

use super::written;
use crate::model::Argument;

/// What a type takes.
#[derive(Clone, Copy)]
pub(super) enum Known {
    /// Every text.
    Text,
    /// Whole numbers from one to another; `None` where that is beyond an `i128`.
    Whole(i128, Option<i128>),
    Number,
    Bool,
    Uuid,
    /// Only the type knows.
    Other,
}

/// What the type of an argument takes, its `Option` put aside.
pub(super) fn of(argument: &Argument) -> Known {
    let optional = argument.variable.as_ref().and_then(|variable| variable.optional.as_ref());
    of_type(optional.unwrap_or(&argument.ty))
}

fn of_type(ty: &Type) -> Known {
    if is_text(ty) {
        return Known::Text;
    }
    let Some((name, inner)) = written::path(ty) else { return Known::Other };
    if !inner.is_empty() {
        return Known::Other;
    }
    macro_rules! whole {
        ($($ty:ident)*) => {
            match &*name {
                $(stringify!($ty) => Known::Whole(i128::try_from($ty::MIN).unwrap_or(0), i128::try_from($ty::MAX).ok()),)*
                "f32" | "f64" => Known::Number,
                "bool" => Known::Bool,
                "Uuid" => Known::Uuid,
                _ => Known::Other,
            }
        };
    }
    whole!(u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize)
}

fn is_text(ty: &Type) -> bool {
    if let Type::Reference(reference) = ty {
        return written::path(&reference.elem).is_some_and(|(name, _)| name == "str");
    }
    written::path(ty).is_some_and(|(name, inner)| match &*name {
        "String" => inner.is_empty(),
        "Cow" | "Box" => {
            inner.first().and_then(|ty| written::path(ty)).is_some_and(|(name, _)| name == "str")
        }
        _ => false,
    })
}

impl Known {
    /// Says whether the type takes a text; `None` where it takes each.
    pub(super) fn accepts(self, name: Option<&str>) -> Option<fn(&str) -> bool> {
        macro_rules! parsed {
            ($($ty:ident)*) => {
                match name {
                    $(Some(stringify!($ty)) => Some(|text| !text.starts_with('+') && text.parse::<$ty>().is_ok()),)*
                    _ => None,
                }
            };
        }
        match self {
            Known::Text | Known::Other => None,
            Known::Whole(..) | Known::Number => {
                parsed!(u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize f32 f64)
            }
            Known::Bool => Some(|text| text == "true" || text == "false"),
            Known::Uuid => {
                Some(|text| text.len() == 36 && text.bytes().filter(|byte| *byte == b'-').count() == 4)
            }
        }
    }
}
