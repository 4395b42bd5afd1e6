//! The URLs that are wanted: every endpoint with values of its types.

use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::select;
use wegwerk::{Links, Url, Uuid};

use crate::app::{Color, Id, Site, shown, zero};

/// A URL, and what its handler should answer.
#[derive(Clone, Debug)]
pub(crate) struct Wanted {
    pub(crate) url: Url,
    pub(crate) answer: String,
}

fn text() -> BoxedStrategy<String> {
    let fragments = [
        "a", "b", "-", ".", "..", "/", "//", "%2F", "%2e", "é", "\u{fffd}", "\n", "\0", " ", "+", "7", "0",
        "-7", "1.5", "\u{7f}", "A", "&", "=", "?", "#", "\\", ";", "🦀", "edit", "/edit", "all", "posts",
        "shop", "tags", "id", "api",
    ];
    let fragments = select(fragments.to_vec());
    prop_oneof![
        5 => fragments.clone().prop_map(str::to_owned),
        5 => vec(fragments, 0..4).prop_map(|parts| parts.concat()),
        3 => "[a-z]{1,3}",
        1 => any::<String>(),
        1 => (1usize..70_000).prop_map(|length| "x".repeat(length)),
    ]
    .boxed()
}

/// What hosts are made of, for the most part.
fn label() -> BoxedStrategy<String> {
    prop_oneof![
        5 => "[a-z0-9]{1,3}(-[a-z]{1,2})?",
        1 => "[a-z]{1,2}\\.[a-z]{1,2}",
        1 => (60usize..66).prop_map(|length| "x".repeat(length)),
        1 => select(vec!["A", "_", "a_b", "-", ".", "a.", "a..b", "xn--n3h", "api", "1", "x.api"]).prop_map(str::to_owned),
        1 => text(),
    ]
    .boxed()
}

fn float() -> BoxedStrategy<f64> {
    prop_oneof![
        2 => prop::num::f64::NORMAL,
        1 => prop::num::f64::ANY,
        3 => select(vec![0.0, -0.0, 1.0, 2.5, 0.1, 1e16, 1e21, 1e-7, f64::MAX, 5e-324, f64::INFINITY, f64::NAN]),
    ]
    .boxed()
}

fn uuid() -> BoxedStrategy<Uuid> {
    any::<u128>().prop_map(Uuid::from_u128).boxed()
}

fn color() -> BoxedStrategy<Color> {
    select(vec![Color::Red, Color::DarkBlue]).boxed()
}

fn uuid_text() -> BoxedStrategy<String> {
    prop_oneof![
        3 => uuid().prop_map(|uuid| uuid.to_string()),
        1 => uuid().prop_map(|uuid| uuid.to_string().to_uppercase()),
        1 => text(),
    ]
    .boxed()
}

/// What an endpoint is asked for: its name as text, its URL, and the values that its handler answers with.
macro_rules! wanted {
    ($([$($value:ident in $strategy:expr),*] $name:ident: $url:expr, $shown:expr;)*) => {
        proptest::strategy::Union::new([$(
            (Just(()), $($strategy,)*).prop_map(move |((), $($value,)*)| Wanted {
                url: $url,
                answer: shown(stringify!($name), $shown),
            }).boxed(),
        )*])
    };
}

/// All of them.
pub(crate) fn wanted() -> impl Strategy<Value = Wanted> {
    let site = Site::url;
    wanted! {
        [] index: site().index(), &[];
        [page in prop_oneof![0u32..3, any::<u32>()]] posts: site().posts(page), &[&page];
        [year in text(), month in text()] month: site().month(&year, &month), &[&year, &month];
        [word in text()] word: site().word(word.clone()), &[&word];
        [word in text()] details: site().details(&word), &[&word];
        [tag in text()] tag: site().tag(tag.as_str().into()), &[&tag];
        [] tags: site().tags(), &[];
        [file in weighted(0.8, text())] files: site().files(file.as_deref()), &[&file];
        [file in text()] edit: site().edit(&file), &[&file];
        [a in any::<u8>(), b in any::<i8>()] small: site().small(a, b), &[&a, &b];
        [a in any::<u128>(), b in any::<i128>()] wide: site().wide(a, b), &[&a, &b];
        [a in 0u16..120, b in -2_000i64..20_000] limits: site().limits(a, b), &[&a, &b];
        [a in float(), b in float()] floats: site().floats(a as f32, b), &[&(a as f32 + 0.0), &zero(b)];
        [a in any::<i32>(), b in float(), c in any::<bool>(), d in uuid()] bare:
            site().bare(a, b, c, d), &[&a, &zero(b), &c, &d];
        [a in uuid(), b in uuid_text()] uuids: site().uuids(a, b.clone()), &[&a, &b.to_lowercase()];
        [item in select(vec!["a b", ".", "é", "x-", "%2F", "a"]), color in color()] any:
            site().any(item.into(), color), &[&item, &color];
        [a in text(), b in text(), c in text()] lengths: site().lengths(&a, &b, &c), &[&a, &b, &c];
        [b in "[a-z.é]{2}", c in "[a-z./]{1,3}"] lengths: site().lengths("", &b, &c), &[&"", &b, &c];
        [low in any::<u64>(), high in any::<u64>()] span: site().span(low, high), &[&low, &high];
        [level in float()] level: site().level(level), &[&zero(level)];
        [id in any::<u32>()] id: site().id(Id(id)), &[&Id(id)];
        [id in weighted(0.5, any::<u64>()), name in weighted(0.5, text()), kind in weighted(0.5, text())] either:
            site().either(id, name.clone(), kind.as_deref()), &[&id, &name, &kind];
        [name in text()] either:
            site().either(None, Some(name.clone()), Some("name")), &[&None::<u64>, &Some(&name), &Some("name")];
        [room in text()] live: site().live(&room), &[&room];
        [tenant in label()] tenant: site().tenant(&tenant), &[&tenant];
        [tenant in label(), kind in label(), page in text()] wiki:
            site().wiki(&tenant, &kind, &page), &[&tenant, &kind, &page];
        [lang in text(), item in text()] item: site().shop(lang.as_str()).item(&item), &[&lang, &item];
        [lang in text(), low in any::<u8>(), high in any::<u8>()] between:
            site().shop(lang.as_str()).between(low, high), &[&lang, &low, &high];
        [version in 0u16..300, name in text()] call: site().api(version).call(&name), &[&version, &name];
        [lang in text(), user in label(), item in any::<i16>()] stall_item:
            site().stalls(lang.as_str(), user.as_str()).stall_item(item), &[&user, &lang, &item];
        [lang in text(), version in prop_oneof![3 => "[0-9]{1,3}", 1 => text()], name in text()] call:
            site().shop(lang.as_str()).api(version.as_str()).call(&name), &[&version.parse::<u8>().unwrap_or(0), &name];
    }
}
