//! What `cargo doc` makes of Shortly and of apps of every kind: no warning, no item without documentation, no link that
//! leads nowhere, and example URLs that the app takes.

#[path = "docs/cargo.rs"]
mod cargo;
#[path = "docs/links.rs"]
mod links;
#[path = "docs/shown.rs"]
mod shown;

use std::sync::LazyLock;

use shown::Shown;
use wegwerk::App;
use wegwerk::matching::Match;
use wegwerk_tests::browser::Browser;
use wegwerk_tests::dom::browse;

/// The documentation, made once.
static DOCS: LazyLock<cargo::Docs> = LazyLock::new(cargo::Docs::make);

/// The page of an item of the apps of every kind.
fn page(path: &str) -> Shown {
    Shown::read(&DOCS.public.join("wegwerk_tests_documented").join(path))
}

#[test]
fn every_link_leads_somewhere() {
    assert_eq!(links::broken(&DOCS.public), Vec::<String>::new());
    assert_eq!(links::broken(&DOCS.private), Vec::<String>::new());
}

#[test]
fn what_the_macro_makes_for_itself_is_not_shown() {
    for folder in [&DOCS.public, &DOCS.private] {
        for page in [
            "shortly/app/struct.Shortly.html",
            "shortly/app/struct.ShortlyUrls.html",
            "shortly/app/index.html",
        ] {
            let text = Shown::read(&folder.join(page)).text();
            assert!(!text.to_lowercase().contains("wegwerk_"), "{}/{page}: {text}", folder.display());
            // An argument that an `async fn` takes apart.
            assert!(!text.contains("__arg"), "{}/{page}: {text}", folder.display());
        }
    }
}

#[test]
fn the_page_of_shortly_has_its_routes() {
    let page = Shown::read(&DOCS.public.join("shortly/app/struct.Shortly.html"));
    assert_eq!(
        page.table("Routes"),
        [
            "methods | rule | endpoint | ",
            "GET | / | new_url | The form for a new short URL.",
            "POST | / | shorten | Shortens the URL of the form: the same URL always gets the same short one.",
            "GET | /<short_id> | follow_short_link | Follows a short link, and counts it.",
            "GET | /<short_id>+ | short_link_details | Where a short link leads, and how often it was followed.",
            "GET | /static/style.css | style | The style sheet.",
            "GET | /static/icon.svg | icon | The icon.",
            "GET | /static/copy.js | copy_script | The script of the copy button.",
        ]
    );
    let shorten = page.section("shorten");
    for part in [
        "Body: NewUrl, a form: application/x-www-form-urlencoded.",
        "Answers with Result<Redirect, (StatusCode, Page)>.",
        "302 | the handler answers with it",
        "413 | the body is larger than the server’s limit",
        "415 | the body is not application/x-www-form-urlencoded",
        "422 | the handler answers with it; the form is no NewUrl",
        "Its URL: ShortlyUrls::shorten.",
    ] {
        assert!(shorten.contains(part), "{part:?} in {shorten}");
    }
    let text = page.text();
    assert!(text.contains(
        "Errors are rendered: 404 by on_not_found, 503 by on_unavailable and all others by on_error."
    ));
}

#[test]
fn a_method_of_the_urls_says_what_its_handler_says() {
    let page = Shown::read(&DOCS.public.join("shortly/app/struct.ShortlyUrls.html"));
    let details = page.method("short_link_details");
    for part in [
        "The URL of the endpoint short_link_details: /<short_id>+.",
        "Where a short link leads, and how often it was followed.",
        "For example /abc+.",
        "Route",
        "short_id | string | &str | text without a slash",
        "405 | no rule of the path takes the method",
    ] {
        assert!(details.contains(part), "{part:?} in {details}");
    }
}

#[test]
fn public_handlers_have_their_section_and_the_table_links_to_them() {
    let page = page("open/struct.Shelf.html");
    assert_eq!(
        page.links("Routes"),
        [
            "struct.Shelf.html#method.on_thing",
            "struct.Shelf.html#method.on_thing",
            "struct.Shelf.html#method.on_put",
            "struct.Shelf.html#method.type",
            "#route.on_crate"
        ]
    );
    assert!(page.text().contains("on_put(&self, thing: Json<Thing>)"), "{}", page.text());
    let put = page.method("on_put");
    for part in [
        "Body: Thing, JSON: application/json.",
        "400 | the body is no JSON, or breaks off",
        "415 | the body is not application/json, nor application/…+json",
        "422 | the JSON is no Thing",
    ] {
        assert!(put.contains(part), "{part:?} in {put}");
    }
    assert!(page.links_of("on_put").contains(&"struct.Thing.html"), "{:?}", page.links_of("on_put"));
    let thing = page.method("on_thing");
    let expected = "number | int | u16 | a whole number, 1 to 65535 (/things/<int(min=1):number>)";
    assert!(
        thing.contains(expected) && thing.contains("number | int | u16 | a whole number, 0 to 65535"),
        "{thing}"
    );
    assert!(
        thing.contains("308 | /thing-<int:number>: the request is sent on to the rule that it stands for"),
        "{thing}"
    );
}

/// The statuses of a text's table.
fn statuses(text: &str) -> Vec<u16> {
    text.lines().filter_map(|line| line.split_once(" | ")?.0.parse().ok()).collect()
}

#[tokio::test]
async fn what_the_framework_answers_is_what_the_section_says() {
    use wegwerk::testing::Client;
    use wegwerk_tests_documented::{Shy, open::Shelf};

    let shelf = page("open/struct.Shelf.html");
    let client = Client::new(Shelf(Box::new("shelf")));
    let json = "application/json";
    let mut sent = Vec::new();
    for (content_type, body) in [
        (json, "{".to_owned()),
        (json, " ".repeat(3 << 20)),
        ("text/plain", "{}".to_owned()),
        (json, "{}".to_owned()),
    ] {
        let request = client.post("/things").header("content-type", content_type).body(body);
        sent.push(request.await.status().as_u16());
    }
    sent.push(client.put("/things").await.status().as_u16());
    sent.sort_unstable();
    assert_eq!(sent, [400, 405, 413, 415, 422]);
    // A panic's is in the list too.
    assert_eq!(statuses(&shelf.method("on_put")), [400, 405, 413, 415, 422, 500]);

    let mut sent = Vec::new();
    for path in ["/thing-7", "/things/0", "/things/70000"] {
        sent.push(client.get(path).await.status().as_u16());
    }
    sent.push(client.delete("/things/7").await.status().as_u16());
    assert_eq!(sent, [308, 404, 404, 405]);
    assert_eq!(statuses(&shelf.method("on_thing")), [308, 404, 405, 500]);

    let shy = page("struct.Shy.html");
    let client = Client::new(Shy);
    let mut sent = Vec::new();
    for (content_type, body) in [
        ("application/json", "word=a".to_owned()),
        ("application/x-www-form-urlencoded", "other=a".to_owned()),
        ("application/x-www-form-urlencoded", "a".repeat(3 << 20)),
    ] {
        let request = client.post("/secrets").header("content-type", content_type).body(body);
        sent.push(request.await.status().as_u16());
    }
    assert_eq!(sent, [415, 422, 413]);
    assert_eq!(statuses(&shy.section("secret")), [400, 405, 413, 415, 422, 500]);
    assert_eq!(client.get("/search?other=a").await.status(), 400);
    assert_eq!(client.get("/search").await.status(), 404);
    assert_eq!(statuses(&shy.section("search")), [400, 404, 405, 500]);
}

#[test]
fn what_is_private_is_named_and_not_linked() {
    let shy = page("struct.Shy.html");
    let table = shy.table("Routes");
    // Links and bars in a summary are text, and what is hidden or not there is not shown.
    assert_eq!(table[1], "POST | /secrets | secret | A Secret | of Self::helper, the helper and bold a|b.");
    for (row, shown) in
        [("/system | system | On this system.", true), ("not_shown", false), ("nowhere", false)]
    {
        assert_eq!(table.iter().any(|line| line.contains(row)), shown, "{row} in {table:?}");
    }
    let secret = shy.section("secret");
    assert!(secret.contains("More of it, with a reference.") && !secret.contains("1 + 1"), "{secret}");
    assert!(secret.contains("as Asker<'_> says | it refuses the request"), "{secret}");
    // Of the struct of its URLs the docs know nothing.
    assert!(secret.contains("Its URL: [ShyUrls::secret]."), "{secret}");
    let search = shy.section("search");
    assert!(
        search.contains("Query: Secret; may be left out.") && search.contains("400 | the query is no Secret"),
        "{search}"
    );
    assert!(search.contains("404 | there is none"), "{search}");
}

#[test]
fn a_private_handler_has_one_section_where_it_is_shown() {
    let shy = Shown::read(&DOCS.private.join("wegwerk_tests_documented/struct.Shy.html"));
    assert!(shy.links("Routes").contains(&"struct.Shy.html#method.on_secret"), "{:?}", shy.links("Routes"));
    assert_eq!(shy.text().matches("More of it, with a reference.").count(), 1);
}

#[test]
fn mounts_are_linked_where_their_app_is_documented() {
    let site = page("struct.Site.html");
    assert_eq!(
        site.table("Routes")[1..],
        [
            "mount | /<lang>/inner | [Inner] | The Inner app | inside.",
            "mount | /shared on the subdomain <lang>.shared | [Inner] | Shared.",
            "mount | /links | Links | Of another crate.",
            "mount | /shy | Shy | ",
        ]
    );
    assert_eq!(site.links("Routes"), ["../wegwerk_tests_mounted/struct.Links.html", "struct.Shy.html"]);
}

#[test]
fn parts_and_modules_have_tables_too() {
    let parted = page("parted/struct.Parted.html");
    assert!(parted.text().contains("The parts one and two have routes of their own."), "{}", parted.text());
    assert_eq!(parted.table("Routes of the part one")[1], "GET | /one/<name> | one | In the first part.");
    assert_eq!(parted.links("Routes of the part two"), ["struct.Parted.html#method.on_two"]);
    let module = page("module/web/struct.App.html");
    assert_eq!(module.links("Routes"), ["#route.public", "#route.private"]);
    assert!(module.section("private").contains("Body: Body, JSON: application/json."));
    assert!(!page("module/empty/struct.App.html").text().contains("Routes"));
}

#[tokio::test]
async fn the_routes_of_parts_stand_below_those_of_the_app() {
    let mut browser = Browser::start().await;
    let page = DOCS.public.join("wegwerk_tests_site/struct.Site.html").canonicalize().unwrap();
    browser.open(&format!("file://{}", page.display())).await;
    let titles =
        "[...document.querySelectorAll('#implementations-list > section > .docblock > [id^=routes]')]";
    let sorted = ".sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)";
    let ids = browser.eval(&format!("{titles}{sorted}.map((title) => title.id)")).await;
    let expected = serde_json::json!(["routes", "routes-of-the-part-press", "routes-of-the-part-archive"]);
    assert_eq!(ids, expected);
    // A title stands above its own table.
    let near = format!(
        "{titles}.every((title) => {{ const table = title.closest('section').nextElementSibling.querySelector('table'); \
         const gap = table.getBoundingClientRect().top - title.getBoundingClientRect().bottom; return gap > 0 && gap < \
         60; }})"
    );
    assert_eq!(browser.eval(&near).await, true);
}

#[test]
fn an_error_type_says_its_statuses() {
    let refused = page("odd/enum.Refused.html");
    assert!(refused.text().contains("What it is answered with."), "{}", refused.text());
    assert_eq!(refused.count(".docblock td a[href=\"enum.Refused.html#variant.Late\"]"), 1);
    assert!(refused.text().contains("409LateAnother was faster."), "{}", refused.text());
}

#[test]
fn comments_of_rare_kinds_are_shown_as_they_are_meant() {
    let page = page("odd/struct.Odd.html");
    assert_eq!(
        page.table("Routes")[1..5],
        [
            "GET | /html | html | An example",
            "GET | /block | block | Between marks, with stars.",
            "GET | /plain | plain | Between marks, without stars.",
            "GET | /list | list | Deprecated. It ends with a list:",
        ]
    );
    // What a cut comment leaves open ends with it: the rules are no part of it, nor of its list.
    assert!(page.count("details:not(.toggle)") > 0);
    assert_eq!(page.count("details:not(.toggle):has(li, table)"), 0);
    assert_eq!(page.count("li:has(p)"), 0);
    let block = page.method("on_block");
    assert!(block.contains("Between marks,\nwith stars.") && !block.contains('*'), "{block}");
    assert!(page.method("on_plain").starts_with("Between marks, without stars."));
    assert_eq!(page.count(".docblock pre"), 0, "no text is taken for code");
    assert!(page.section("list").starts_with("Deprecated. It ends with a list:"));
}

#[test]
fn what_is_hidden_is_nowhere_and_what_only_catches_has_no_routes() {
    for shown in ["odd/struct.Odd.html", "odd/struct.OddUrls.html"] {
        let text = page(shown).text();
        assert!(!text.contains("/hidden"), "{text}");
    }
    let catching = page("odd/struct.Catching.html").text();
    assert!(
        catching.contains("Errors are rendered: all by on_error.") && !catching.contains("Routes"),
        "{catching}"
    );
}

#[tokio::test]
async fn an_error_is_said_to_be_of_a_type_only_where_it_is() {
    use wegwerk::testing::Client;
    use wegwerk_tests_documented::odd::Odd;

    let page = page("odd/struct.Odd.html");
    let client = Client::new(Odd);
    assert_eq!(client.get("/alias").await.status(), 409);
    let alias = page.section("alias");
    assert!(
        alias.contains("as its error says | the handler gives one") && !alias.contains("500 where"),
        "{alias}"
    );
    let within = page.section("within");
    for part in ["Body: String, text in UTF-8.", "as Refused says | the handler gives it as its error"] {
        assert!(within.contains(part), "{part:?} in {within}");
    }
    assert_eq!(client.put("/within").body(vec![0xff]).await.status(), 404);
    assert_eq!(statuses(&within), [404, 405, 500]);
    let nothing = client.delete("/nothing").await;
    assert_eq!((nothing.status().as_u16(), nothing.text()), (200, ""));
    assert!(page.section("nothing").contains("Answers without a body."));
    let talk = [client.get("/talk").await.status(), client.post("/talk").await.status()];
    assert_eq!(talk.map(|status| status.as_u16()), [400, 405]);
    assert_eq!(statuses(&page.section("talk")), [400, 405, 500]);
}

#[test]
fn a_method_of_the_urls_names_the_rules_that_urls_are_built_from() {
    use wegwerk::Links as _;
    use wegwerk_tests_documented::odd::Odd;

    let word = page("odd/struct.OddUrls.html").method("word");
    let built = Odd::url().word("abc").to_string();
    assert!(word.contains("The URL of the endpoint word: /one/`<word>`."), "{word}");
    assert!(word.contains(&format!("For example {built}.")), "{built} in {word}");
}

/// What rustdoc's own search finds, in a browser.
fn found(krate: &str, query: &str) -> Vec<String> {
    let encoded: String = query.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let page = DOCS.public.join(krate).join("index.html");
    let (dom, log) = browse(&format!("file://{}?search={encoded}", page.display()));
    let links = Shown::parse(&dom).results();
    assert!(dom.contains("search-results"), "{log}");
    links
}

#[test]
fn the_search_finds_routes_by_their_rules_and_words() {
    let urls = "shortly/app/struct.ShortlyUrls.html#method.";
    for (query, endpoint) in [
        ("/<short_id>+", "short_link_details"),
        ("/static/style.css", "style"),
        ("/static", "icon"),
        ("short_id", "follow_short_link"),
        ("css", "style"),
    ] {
        let found = found("shortly", query);
        assert!(found.iter().any(|link| link.ends_with(&format!("{urls}{endpoint}"))), "{query}: {found:?}");
    }
    assert_eq!(found("shortly", "/nothing/like/it"), Vec::<String>::new());
}

/// Asserts that of so many rules on a page each has an example, which the app takes by that rule.
fn assert_examples<A: App>(page: &Shown, server_name: &str, count: usize) {
    let examples = page.examples();
    assert_eq!(examples.len(), count, "{examples:?}");
    for example in examples {
        let host = match &example.subdomain {
            Some(subdomain) => format!("{subdomain}.{server_name}"),
            None => server_name.to_owned(),
        };
        let redirects = example.note.contains("an alias") || example.note.contains("redirects to");
        match A::bind(server_name).matches(&example.method, &host, &example.url) {
            Match::Found(found) => assert_eq!(found.rule(), example.rule, "{example:?}"),
            Match::Redirect(_) if redirects => {}
            other => panic!("{example:?}: {other:?}"),
        }
    }
}

#[test]
fn example_urls_are_taken_by_their_rules() {
    use wegwerk_tests_documented::examples::Examples;

    let shown = page("examples/struct.Examples.html");
    assert_examples::<Examples>(&shown, "example.org", 16);
    let shortly = Shown::read(&DOCS.public.join("shortly/app/struct.Shortly.html"));
    assert_examples::<shortly::Shortly<shortly::links::Memory>>(&shortly, "localhost", 2);
    let id = shown.section("id");
    assert!(id.contains("for example /i/7 on www, if Id takes that"), "{id}");
    assert!(!shown.section("order").contains("for example"), "only the type knows what it takes");
    let urls = page("examples/struct.ExamplesUrls.html");
    assert!(urls.method("shop").contains("For example /s%C3%BC%C3%9F/abc on abc.shop."));
}
