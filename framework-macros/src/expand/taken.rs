//! What a variable behind a converter becomes, where its type may not come of text at all.

use proc_macro2::TokenStream;
use quote::quote_spanned;
use syn::{Path, Type};

use super::dispatch::{at, last_span};
use super::types::with_lifetime;
use super::variables::NAMED;
use super::{located, name};
use crate::model::Converter;

/// How a value becomes of the text that a converter matched, where the type may come of none: that it does not fit is told
/// first, and what fits is checked to come of text.
pub(super) fn taken(
    krate: &Path,
    plain: &Type,
    converters: &[Converter],
) -> (TokenStream, Option<TokenStream>) {
    let ty = with_lifetime(plain, NAMED);
    let (krate, span) = located(krate, last_span(plain));
    let marker = converters.iter().find_map(|converter| match converter {
        Converter::Marker(marker) | Converter::Default(marker, _) => {
            Some(at(name((*marker).to_owned()), span))
        }
        _ => None,
    });
    let Some(marker) = marker.filter(|_| !is_known(plain)) else {
        return (quote_spanned!(span=> #krate::private::variable::<#ty>()), None);
    };
    let taken = quote_spanned!(span=> {
        #[allow(unused_imports)]
        use #krate::private::NoParam as _;
        #krate::private::Param::<#ty>::TAKEN
    });
    let message = "[WE505] a type that fits a converter does not come of text\nhelp: implement `wegwerk::PathParam` \
                   for it, or derive it";
    let ty = with_lifetime(plain, "'static");
    let check = quote_spanned! {span=>
        const _: () = {
            #[allow(unused_imports)]
            use #krate::private::{FitsNot as _, NoParam as _};
            ::core::assert!(
                !#krate::private::Fits::<#krate::converter::#marker, #ty>::YES || #krate::private::Param::<#ty>::IS,
                #message
            );
        };
    };
    (taken, Some(check))
}

/// Whether a type is one of those that come of text by themselves, as far as its name tells.
fn is_known(ty: &Type) -> bool {
    const KNOWN: [&str; 17] = [
        "u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32", "i64", "i128", "isize", "f32", "f64",
        "str", "String", "Uuid",
    ];
    match ty {
        Type::Reference(reference) => {
            matches!(&*reference.elem, Type::Path(path) if path.path.is_ident("str"))
        }
        Type::Path(path) => {
            path.path.segments.last().is_some_and(|last| KNOWN.iter().any(|name| last.ident == name))
        }
        _ => false,
    }
}
