//! Segments that no request carries: clients resolve `.` and `..` before they ask (RFC 3986, 5.2.4).

use alloc::string::String;
use alloc::vec::Vec;

/// A path without its `.` and `..` segments (RFC 3986, 5.2.4).
pub(super) fn without_dots(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut segments = path.split('/').skip(1).peekable();
    while let Some(segment) = segments.next() {
        let last = segments.peek().is_none();
        match segment {
            "." | ".." => {
                if segment == ".." {
                    kept.pop();
                }
                if last {
                    kept.push("");
                }
            }
            segment => kept.push(segment),
        }
    }
    let mut out = String::with_capacity(path.len());
    for segment in kept {
        out.push('/');
        out.push_str(segment);
    }
    if out.is_empty() { String::from("/") } else { out }
}

/// The first segment of a built path that a client takes away. No value writes one as `%2E`: a `.` stays as it is, and
/// the `%` of a value is encoded.
pub(super) fn removed(path: &str) -> Option<&str> {
    // That one keeps a path from being a host: nobody asked for it.
    let path = path.strip_prefix("/.").filter(|rest| rest.starts_with("//")).unwrap_or(path);
    path.split('/').find(|segment| matches!(*segment, "." | ".."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_are_resolved_as_clients_do_it() {
        for (path, sent, dots) in [
            ("/", "/", None),
            ("/a/b/", "/a/b/", None),
            ("/a/../b", "/b", Some("..")),
            ("/a/./b", "/a/b", Some(".")),
            ("/..", "/", Some("..")),
            ("/a/..", "/", Some("..")),
            ("/a/.", "/a/", Some(".")),
            ("/a/...", "/a/...", None),
            ("/a/..b/c.", "/a/..b/c.", None),
            ("/.//a", "//a", None),
            ("/.//a/..", "//", Some("..")),
        ] {
            assert_eq!((without_dots(path).as_str(), removed(path)), (sent, dots), "{path}");
        }
    }
}
