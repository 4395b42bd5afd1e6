//! A client as browsers are, and a server that follows what the table says. It shares nothing with the check but the
//! table.

use wegwerk_routing::matcher::{Outcome, Request};
use wegwerk_routing::path::Path;
use wegwerk_routing::pattern::Captures;
use wegwerk_routing::table::Table;
use wegwerk_routing::url::Next;

/// What becomes of a request in the end.
#[derive(Debug)]
pub(crate) enum Seen {
    /// A handler is called.
    Handler { mount: usize, endpoint: u16, prefix: Vec<String>, values: Vec<Option<String>> },
    /// None is.
    Nothing,
}

/// Asks for a path, and follows redirects.
pub(crate) fn ask(table: &'static Table, method: &str, path: &str) -> Seen {
    let mut path = path.to_owned();
    for _ in 0..8 {
        let sent = resolved(&path);
        let decoded = Path::decode(&sent);
        let request = Request::new(method, &decoded);
        let mut captures = Captures::new();
        path = match table.find(&request, &mut captures) {
            Outcome::Redirect(path) => path,
            Outcome::Found(leaf) => match table.follow(leaf, &captures, &request, "") {
                Some(Next::Site(built)) => built.path,
                Some(other) => panic!("no rule redirects elsewhere: {other:?}"),
                None => {
                    let values = table.arguments(leaf, &captures, "", decoded.text());
                    let (_, prefix) = table.outer(leaf, &captures, "", decoded.text());
                    return Seen::Handler {
                        mount: usize::from(leaf.mount),
                        endpoint: leaf.rule.number,
                        prefix: prefix.iter().map(|value| value.to_string()).collect(),
                        values: values.into_iter().map(|value| Some(value?.text.into_owned())).collect(),
                    };
                }
            },
            _ => return Seen::Nothing,
        };
    }
    Seen::Nothing
}

/// The path that is sent (WHATWG URL, path state): dots are resolved, however they are encoded.
fn resolved(path: &str) -> String {
    assert!(path.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"<>\\^`{|}?#".contains(&byte)), "{path}");
    let mut kept: Vec<&str> = Vec::new();
    let segments: Vec<&str> = path.strip_prefix('/').expect("a path has its slash").split('/').collect();
    for (n, segment) in segments.iter().enumerate() {
        let is_last = n + 1 == segments.len();
        match segment.to_ascii_lowercase().replace("%2e", ".").as_str() {
            ".." => {
                kept.pop();
                kept.extend(is_last.then_some(""));
            }
            "." => kept.extend(is_last.then_some("")),
            _ => kept.push(segment),
        }
    }
    format!("/{}", kept.join("/"))
}
