//! Walks the links of pages in a folder.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::{Component, Path, PathBuf};

use scraper::{ElementRef, Html, Selector};

/// A page: where its fragments lead, what it links to, and which page it sends the browser on to.
struct Page {
    ids: BTreeSet<String>,
    links: Vec<String>,
    next: Option<String>,
}

impl Page {
    fn read(path: &Path) -> Self {
        let document = Html::parse_document(&fs::read_to_string(path).expect("a page is text"));
        let selector = |css: &str| Selector::parse(css).expect("a selector of this file");
        let (ids, links, refresh) =
            (selector("[id]"), selector("a[href], link[href]"), selector("meta[http-equiv]"));
        // What other crates say of their traits links to pages of theirs, which are not made here.
        let is_foreign = |element: &ElementRef<'_>| {
            let mut around = element.ancestors().filter_map(ElementRef::wrap);
            around.any(|element| element.attr("id") == Some("blanket-implementations-list"))
        };
        let own = document.select(&links).filter(|element| !is_foreign(element));
        let next = document.select(&refresh).find_map(|meta| meta.attr("content")?.split_once("URL="));
        Page {
            ids: document.select(&ids).filter_map(|element| element.attr("id")).map(str::to_owned).collect(),
            links: own.filter_map(|element| element.attr("href")).map(str::to_owned).collect(),
            next: next.map(|(_, url)| url.to_owned()),
        }
    }

    fn has(&self, fragment: &str) -> bool {
        // Of lines `12-20` both ends are there.
        let lines = fragment.split_once('-').filter(|(first, last)| is_number(first) && is_number(last));
        match lines {
            Some((first, last)) => self.ids.contains(first) && self.ids.contains(last),
            // rustdoc's own are encoded there too, and a browser looks for both.
            None => self.ids.contains(fragment) || self.ids.contains(&decoded(fragment)),
        }
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Every link inside the folder that leads to no page, or to no place on it, as `page: link`.
pub(crate) fn broken(folder: &Path) -> Vec<String> {
    let mut pages = HashMap::new();
    find(folder, &mut pages);
    assert!(pages.len() > 100, "{} pages in {}", pages.len(), folder.display());
    let mut broken = Vec::new();
    // These two pages of rustdoc's lead to a page of all crates, which cargo does not ask for.
    let own = |path: &Path| {
        path.parent() == Some(folder) && (path.ends_with("help.html") || path.ends_with("settings.html"))
    };
    for (path, page) in pages.iter().filter(|(path, _)| !own(path)) {
        for link in &page.links {
            if !leads(folder, &pages, path, link) {
                broken.push(format!("{}: {link}", path.strip_prefix(folder).unwrap_or(path).display()));
            }
        }
    }
    broken.sort();
    broken
}

fn find(folder: &Path, pages: &mut HashMap<PathBuf, Page>) {
    for entry in fs::read_dir(folder).expect("a folder of pages") {
        let path = entry.expect("an entry of a folder").path();
        if path.is_dir() {
            find(&path, pages);
        } else if path.extension().is_some_and(|extension| extension == "html") {
            let page = Page::read(&path);
            pages.insert(path, page);
        }
    }
}

fn leads(folder: &Path, pages: &HashMap<PathBuf, Page>, from: &Path, link: &str) -> bool {
    if ["https://", "http://", "javascript:", "data:"].iter().any(|scheme| link.starts_with(scheme)) {
        return true;
    }
    let (path, fragment) = link.split_once('#').unwrap_or((link, ""));
    let path = path.split('?').next().unwrap_or_default();
    let target = if path.is_empty() { from.to_owned() } else { resolve(from, &decoded(path)) };
    if !target.starts_with(folder) || !target.exists() {
        return false;
    }
    match pages.get(&target) {
        Some(Page { next: Some(next), .. }) => leads(folder, pages, &target, &format!("{next}#{fragment}")),
        Some(page) => fragment.is_empty() || page.has(fragment),
        None => fragment.is_empty(),
    }
}

/// The path that a link on a page leads to.
fn resolve(from: &Path, link: &str) -> PathBuf {
    let mut path = from.parent().unwrap_or(from).to_owned();
    for part in Path::new(link).components() {
        match part {
            Component::ParentDir => {
                path.pop();
            }
            Component::CurDir => {}
            other => path.push(other),
        }
    }
    path
}

fn decoded(text: &str) -> String {
    let mut bytes = text.bytes();
    let mut out = Vec::new();
    while let Some(byte) = bytes.next() {
        let mut digit = || bytes.next().and_then(|byte| char::from(byte).to_digit(16));
        match byte {
            b'%' => {
                let (high, low) = (digit().expect("two digits"), digit().expect("two digits"));
                out.push((high * 16 + low) as u8);
            }
            byte => out.push(byte),
        }
    }
    String::from_utf8(out).expect("a link is text")
}

#[test]
fn a_broken_link_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    for n in 0..100 {
        write(&format!("{n}.html"), "");
    }
    write(
        "a.html",
        r##"<a href="b.html#1-2">x</a><a href="b.html#1-3">x</a><a href="#%C3%BC">x</a><a href="to.html#2">x</a><a href="to.html#3">x</a><a id="ü" href="c.html">x</a>"##,
    );
    write("to.html", r#"<meta http-equiv="refresh" content="0;URL=b.html">"#);
    write(
        "b.html",
        r##"<a id=1 href="#3">x</a><a id=2 href="../a.html">x</a><a href="https://example.com">x</a>"##,
    );
    assert_eq!(
        broken(folder.path()),
        ["a.html: b.html#1-3", "a.html: c.html", "a.html: to.html#3", "b.html: #3", "b.html: ../a.html"]
    );
}
