//! The routers, each as a function that looks a path up and looks at every value that it captured.

use std::hint::black_box;

use wegwerk_routing::grammar;
use wegwerk_routing::map::Map;
use wegwerk_routing::matcher::{Outcome, Request};
use wegwerk_routing::method::Methods;
use wegwerk_routing::path::Path;
use wegwerk_routing::pattern::Captures;
use wegwerk_routing::rule::Rule;
use wegwerk_routing::table::Table;

pub const NAMES: [&str; 5] = ["wegwerk", "matchit", "wayfind", "path-tree", "actix-router"];

type Find = Box<dyn Fn(&str) -> bool>;

/// The router of a name with these routes; `None` where it refuses one.
pub fn build(name: &str, routes: &[String]) -> Option<Find> {
    let with = |open: &str, close: &str| {
        routes.iter().map(|route| route.replace('<', open).replace('>', close)).collect::<Vec<_>>()
    };
    match name {
        "wegwerk" => Some(wegwerk(routes)),
        "matchit" => {
            let mut router = matchit::Router::new();
            for (n, route) in with("{", "}").into_iter().enumerate() {
                router.insert(route, n).ok()?;
            }
            Some(Box::new(move |path| match router.at(path) {
                Ok(found) => {
                    for (_, value) in found.params.iter() {
                        black_box(value);
                    }
                    black_box(found.value);
                    true
                }
                Err(_) => false,
            }))
        }
        "wayfind" => {
            let mut router = wayfind::Router::new();
            for (n, route) in with("{", "}").into_iter().enumerate() {
                router.insert(&route, n).ok()?;
            }
            Some(Box::new(move |path| match router.search(path) {
                Some(found) => {
                    for (_, value) in &found.parameters {
                        black_box(value);
                    }
                    black_box(found.data);
                    true
                }
                None => false,
            }))
        }
        "path-tree" => {
            let mut router = path_tree::PathTree::new();
            for (n, route) in with(":", "").into_iter().enumerate() {
                let _ = router.insert(&route, n);
            }
            Some(Box::new(move |path| match router.find(path) {
                Some((value, found)) => {
                    for (_, value) in found.params_iter() {
                        black_box(value);
                    }
                    black_box(value);
                    true
                }
                None => false,
            }))
        }
        _ => {
            let mut router = actix_router::Router::<usize, ()>::build();
            for (n, route) in with("{", "}").into_iter().enumerate() {
                router.path(route.as_str(), n);
            }
            let router = router.finish();
            Some(Box::new(move |path| {
                let mut path = actix_router::Path::new(path);
                match router.recognize(&mut path) {
                    Some((value, _)) => {
                        for (_, value) in path.iter() {
                            black_box(value);
                        }
                        black_box(value);
                        true
                    }
                    None => false,
                }
            }))
        }
    }
}

fn wegwerk(routes: &[String]) -> Find {
    let rule = |text: &String| {
        let text: &'static str = text.clone().leak();
        let (parts, variables) = grammar::parse(text, true).expect("a rule").leak();
        Rule { text, parts, variables, methods: Methods::new(0b11, &[]), ..Rule::EMPTY }
    };
    let table = Table::leak(Map::leak("Bench", routes.iter().map(rule).collect()));
    Box::new(move |raw| {
        let path = Path::decode(raw);
        let mut captures = Captures::new();
        match table.find(&Request::new("GET", &path), &mut captures) {
            Outcome::Found(leaf) => {
                let text = path.text();
                for (start, end) in captures.iter() {
                    black_box(&text[start..end]);
                }
                black_box(leaf);
                true
            }
            _ => false,
        }
    })
}
