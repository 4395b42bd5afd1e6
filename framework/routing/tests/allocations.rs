//! A lookup allocates nothing where the path holds no `%`, but for the notes that keep the search in a very long
//! segment of several variables short.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use wegwerk_routing::grammar;
use wegwerk_routing::map::Map;
use wegwerk_routing::matcher::{Outcome, Request};
use wegwerk_routing::method::Methods;
use wegwerk_routing::path::Path;
use wegwerk_routing::pattern::Captures;
use wegwerk_routing::rule::Rule;
use wegwerk_routing::table::Table;

thread_local! {
    static ALLOCATIONS: Cell<usize> = const { Cell::new(0) };
}

/// The system's allocator, which counts.
struct Counting;

// SAFETY: it only hands on to the system's allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.set(ALLOCATIONS.get() + 1);
        // SAFETY: the caller keeps the contract.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: the caller keeps the contract.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn table(texts: &[&'static str]) -> Table {
    let rule = |text| {
        let parsed = grammar::parse(text, true).unwrap_or_else(|e| panic!("`{text}`: {e:?}"));
        let (parts, variables) = parsed.leak();
        Rule { text, parts, variables, methods: Methods::new(1, &[]), ..Rule::EMPTY }
    };
    Table::leak(Map::leak("Test", texts.iter().copied().map(rule).collect()))
}

#[test]
fn a_lookup_of_a_path_without_escapes_allocates_nothing() {
    let table = table(&[
        "/",
        "/<short_id>",
        "/<short_id>+",
        "/a/b/c/<int(max=9):n>",
        "/on/<year>-<month>-<int:day>/<a>.<b>",
        "/files/<path:name>/raw/<path:rest>",
        "/u/<uuid:id>/<any(edit, show):action>/",
    ]);
    let (long, longer) = (format!("/files/{}raw/x", "a/".repeat(300)), format!("/{}+", "x".repeat(8_000)));
    let found = [
        "/",
        "/x",
        "/x+",
        "/caf\u{e9}",
        "/a/b/c/7",
        "/on/2024-05-06/a.b",
        "/files/a/b/raw/c",
        "/u/00000000-0000-0000-0000-000000000000/edit/",
        &long,
        &longer,
    ];
    let refused = [("GET", "/a/b/c/10"), ("GET", "/u/x/edit/"), ("POST", "/x"), ("PURGE", "/")];
    for (method, raw, expected) in
        found.map(|path| ("GET", path, true)).into_iter().chain(refused.map(|(m, p)| (m, p, false)))
    {
        let before = ALLOCATIONS.get();
        let outcome = table.find(&Request::new(method, &Path::decode(raw)), &mut Captures::new());
        let after = ALLOCATIONS.get();
        assert_eq!(matches!(outcome, Outcome::Found(..)), expected, "{method} {raw}");
        assert_eq!(after - before, 0, "{method} {raw}");
    }
}

#[test]
fn several_variables_in_a_segment_of_thousands_of_bytes_allocate_once() {
    let table = table(&["/<year>-<month>-<int:day>"]);
    for (length, expected) in [(500, 0), (8_000, 1)] {
        let raw = format!("/{}-05-06", "x".repeat(length));
        let before = ALLOCATIONS.get();
        let outcome = table.find(&Request::new("GET", &Path::decode(&raw)), &mut Captures::new());
        assert!(matches!(outcome, Outcome::Found(..)));
        assert_eq!(ALLOCATIONS.get() - before, expected, "{length}");
    }
}
