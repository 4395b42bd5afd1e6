//! The guide against the sources and the compile-fail cases: a code has an entry and a case, an entry a code; its
//! example is the text of a case, its message what the compiler says of it.
//!
//! `UPDATE_GUIDE=1 cargo test -p wegwerk-tests --test guide` writes examples, messages and the table of entries again.

#[path = "guide/page.rs"]
mod page;
#[path = "guide/sources.rs"]
mod sources;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::Once;

use page::{Entry, Page};

const GUIDE: &str = "../framework/docs";
const TABLE: &str = "../framework/docs/checks.md";
/// The chapters that quote cases.
const QUOTING: [&str; 2] = ["rules", "promises"];
const UPDATE: &str = "run `UPDATE_GUIDE=1 cargo test -p wegwerk-tests --test guide`";

/// The pages of a folder that are part of the documentation.
fn registered(folder: &str) -> Vec<String> {
    let source = fs::read_to_string("../framework/src/guide.rs").unwrap();
    let (_, names) = source.split_once(&format!("pages! {{ \"{folder}\":")).expect("the pages are listed");
    let (names, _) = names.split_once('}').unwrap();
    names.split_whitespace().map(str::to_owned).collect()
}

/// The pages with the entries; written again first, once, if that is asked for.
fn pages() -> Vec<Page> {
    static UPDATE: Once = Once::new();
    let folder = Path::new(GUIDE).join("checks");
    let read = || registered("checks").iter().map(|name| Page::read(&folder, name)).collect::<Vec<_>>();
    UPDATE.call_once(|| {
        if std::env::var_os("UPDATE_GUIDE").is_some() {
            for page in read().into_iter().chain(chapters()) {
                fs::write(&page.path, page.with_fresh_cases()).unwrap();
            }
            let (text, fresh) = table(&read());
            if text != fresh {
                fs::write(TABLE, fresh).unwrap();
            }
        }
    });
    read()
}

/// The chapters that quote cases.
fn chapters() -> Vec<Page> {
    QUOTING.iter().map(|name| Page::read(Path::new(GUIDE), name)).collect()
}

/// The page with the table of entries, as it is and as it ought to be.
fn table(pages: &[Page]) -> (String, String) {
    let text = fs::read_to_string(TABLE).unwrap();
    let mut rows: Vec<_> = entries(pages)
        .filter_map(|(page, entry)| {
            let code = entry.code.as_ref()?;
            Some(format!("| [{code}]({}#{code}) | {} |\n", page.name, entry.title.replace('|', "\\|")))
        })
        .collect();
    rows.sort();
    let table = format!("| code | mistake |\n|---|---|\n{}", rows.concat());
    let fresh = page::between(&text, "<!-- entries -->\n", "<!-- /entries -->", &table);
    (text, fresh)
}

fn entries(pages: &[Page]) -> impl Iterator<Item = (&Page, &Entry)> {
    pages.iter().flat_map(|page| page.entries.iter().map(move |entry| (page, entry)))
}

#[test]
fn every_page_is_part_of_the_documentation() {
    for folder in ["checks", "comparison"] {
        let on_disk: BTreeSet<_> = fs::read_dir(format!("{GUIDE}/{folder}"))
            .unwrap()
            .map(|file| file.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
            .collect();
        assert_eq!(on_disk, BTreeSet::from_iter(registered(folder)), "{folder}");
    }
}

#[test]
fn the_guide_lists_its_chapters_in_their_order() {
    let source = fs::read_to_string("../framework/src/guide.rs").unwrap();
    let (_, list) = source.split_once("\nchapters! {\n").expect("the chapters are listed");
    // A chapter stands four blanks in, `rules "Rules and converters" {}`; what stands deeper are pages of one.
    let chapters: Vec<&str> = list
        .lines()
        .take_while(|line| *line != "}")
        .filter(|line| line.starts_with("    ") && !line.starts_with("     "))
        .filter_map(|line| line.trim().split_once(" \"").map(|(name, _)| name))
        .collect();
    assert!(chapters.len() >= 15, "{chapters:?}");
    let index = fs::read_to_string(format!("{GUIDE}/guide.md")).unwrap();
    let linked: Vec<&str> = index
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next())
        .filter(|link| !link.contains('@'))
        .collect();
    assert_eq!(linked, chapters, "{GUIDE}/guide.md");
    let files = fs::read_dir(GUIDE).unwrap().map(|file| file.unwrap().path());
    let files: BTreeSet<String> = files
        .filter(|path| path.is_file())
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .filter(|name| name != "guide")
        .collect();
    assert_eq!(files, chapters.into_iter().map(str::to_owned).collect());
}

#[test]
fn the_last_step_is_the_app_of_shortly() {
    let shown = fs::read_to_string(format!("{GUIDE}/shortly/app.rs")).unwrap();
    assert!(shown == fs::read_to_string("../shortly/src/app.rs").unwrap(), "the guide shows another app");
    let steps = fs::read_to_string(format!("{GUIDE}/shortly.md")).unwrap();
    // The methods that the steps lead to are those of the app, under the same rules.
    for method in
        ["on_new_url", "on_shorten", "on_follow_short_link", "on_short_link_details", "on_not_found"]
    {
        assert!(
            shown.contains(&format!("fn {method}(")) && steps.contains(&format!("fn {method}(")),
            "{method}"
        );
    }
    for rule in ["#[get(\"/\"", "#[post(\"/\"", "#[route(\"/<short_id>\"", "#[route(\"/<short_id>+\""] {
        assert!(shown.contains(rule) && steps.contains(rule), "{rule}");
    }
}

#[test]
fn every_code_has_one_entry_and_a_case_and_every_entry_a_code() {
    let emitted = sources::codes();
    assert!(emitted.len() >= 60, "only {} codes are found in the sources", emitted.len());
    let pages = pages();
    let mut written = BTreeMap::new();
    for (page, entry) in entries(&pages) {
        if let Some(code) = &entry.code {
            let before = written.insert(code.clone(), &page.name);
            assert_eq!(before, None, "{code} has two entries");
        }
    }
    let missing: Vec<_> = emitted.iter().filter(|code| !written.contains_key(*code)).collect();
    assert!(missing.is_empty(), "no entry of the guide for {missing:?}");
    let unknown: Vec<_> = written.keys().filter(|code| !emitted.contains(*code)).collect();
    assert!(unknown.is_empty(), "entries of the guide for codes that nothing emits: {unknown:?}");
    let kept = sources::kept_codes();
    let untried: Vec<_> = emitted.iter().filter(|code| !kept.contains(*code)).collect();
    assert!(untried.is_empty(), "no case in `ui` whose output has {untried:?}");
}

#[test]
fn examples_and_messages_are_those_of_the_cases() {
    for page in pages().into_iter().chain(chapters()) {
        assert!(
            page.entries.iter().any(|entry| !entry.cases.is_empty()),
            "{} has no case",
            page.path.display()
        );
        assert!(
            page.with_fresh_cases() == page.text,
            "{} is behind its cases: {UPDATE}",
            page.path.display()
        );
    }
}

#[test]
fn an_entry_shows_its_own_mistake_and_no_other() {
    let pages = pages();
    for (page, entry) in entries(&pages) {
        let at = format!("`{}` of {}", entry.title, page.path.display());
        assert!(!entry.cases.is_empty(), "{at} has no example");
        for case in &entry.cases {
            let output = page::output(case);
            let codes = sources::codes_of_messages(&output);
            let code: BTreeSet<_> = entry.code.iter().cloned().collect();
            assert_eq!(codes, code, "{at}: the codes of {case}");
            assert_eq!(page::headlines(&output).len(), 1, "{at}: {case} has several errors");
            if entry.code.is_none() {
                let headline = page::headlines(&output).remove(0);
                assert!(page::is_like(&headline, &entry.title), "{at}: {case} is `{headline}`");
            }
        }
    }
}

#[test]
fn an_entry_has_an_anchor_what_it_means_and_how_it_is_mended() {
    let pages = pages();
    let mut wanting = Vec::new();
    for (page, entry) in entries(&pages) {
        let at = format!("`{}` of {}", entry.title, page.path.display());
        if let Some(code) = &entry.code {
            let anchor = format!("<div id=\"{code}\"></div>\n\n## {code}: ");
            if !page.text.contains(&anchor) {
                wanting.push(format!("{at} has no anchor `{code}`"));
            }
        }
        if !entry.meaning {
            wanting.push(format!("{at} does not say what it means"));
        }
        if !entry.remedy {
            wanting.push(format!("{at} does not say how to mend it"));
        }
    }
    assert!(wanting.is_empty(), "{}", wanting.join("\n"));
}

#[test]
fn the_table_lists_all_entries() {
    let (text, fresh) = table(&pages());
    assert!(text == fresh, "{TABLE} lists other entries than there are: {UPDATE}");
}

#[test]
fn the_comparison_has_its_programs_as_they_are() {
    let mut programs = 0;
    for framework in ["wegwerk", "axum", "rocket", "actix-web"] {
        for mistake in registered("comparison") {
            let page = fs::read_to_string(format!("{GUIDE}/comparison/{mistake}.md")).unwrap();
            for program in [mistake.clone(), format!("{mistake}_debug")] {
                let path = format!("compare/{framework}/src/bin/{program}.rs");
                let Ok(source) = fs::read_to_string(&path) else {
                    assert_ne!(program, mistake, "there is no {path}");
                    continue;
                };
                programs += 1;
                assert!(
                    page.contains(source.trim_end()),
                    "{path} is not as the page has it: run `tests/compare/run`"
                );
            }
        }
    }
    assert!(programs >= 12 * 4, "only {programs} programs are compared");
}
