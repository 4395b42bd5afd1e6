//! The reference in a real browser: searched, read, tried, by keyboard too, in both colours, without another host.

#[path = "reference/depot.rs"]
mod depot;

use std::io::ErrorKind;
use std::net::TcpListener;

use serde_json::{Value, json};
use wegwerk_tests::browser::Browser;

const PAGES: [&str; 9] = [
    "",
    "operations/part",
    "operations/new_part",
    "operations/picture",
    "operations/order",
    "operations/away",
    "operations/webhook-empty",
    "schemas/Part",
    "schemas/Unit",
];

/// A browser beside the app, and where the reference is.
async fn browse() -> (Browser, String) {
    let address = depot::serve().await;
    let mut browser = Browser::start().await;
    browser.look(1280, "light").await;
    (browser, format!("http://{address}/help/docs/"))
}

/// That the page kept to itself: nothing refused or thrown, nothing asked of another host.
fn was_quiet(browser: &Browser, root: &str) {
    assert_eq!(browser.console(), Vec::<String>::new());
    let host = root.split("/help/").next().unwrap();
    let elsewhere = |url: &&str| {
        !["about:", "data:", "blob:"].iter().any(|own| url.starts_with(own)) && !url.starts_with(host)
    };
    let elsewhere: Vec<_> = browser.requested().into_iter().filter(elsewhere).collect();
    assert_eq!(elsewhere, Vec::<&str>::new());
    assert!(browser.requested().len() > 2, "the browser tells no requests");
}

/// Sends the form of the page as it stands, and waits for the answer.
async fn send(browser: &mut Browser) -> String {
    browser.eval("document.querySelector('[data-status]').textContent = ''").await;
    browser.eval("document.querySelector('form').requestSubmit()").await;
    browser.until("document.querySelector('[data-status]').textContent && !document.querySelector('[type=submit]').disabled").await;
    browser.text("document.querySelector('[data-status]').textContent").await
}

async fn body(browser: &mut Browser) -> Value {
    let text = browser.text("document.querySelector('[data-body]').textContent").await;
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// Writes into the field of a name, as a reader would.
async fn fill(browser: &mut Browser, name: &str, text: &str) {
    let field = format!("[data-name='{name}'] [data-value]");
    browser
        .eval(&format!("{{ const at = document.querySelector(\"{field}\"); at.focus(); at.select?.(); }}"))
        .await;
    browser.write(text).await;
}

#[tokio::test]
async fn an_operation_is_searched_opened_and_tried_by_keyboard() {
    let (mut browser, root) = browse().await;
    browser.open(&root).await;
    browser.press("/").await;
    assert_eq!(browser.eval("document.activeElement.id").await, "search");
    browser.write("parts show").await;
    let shown = "[...document.querySelectorAll('nav li a')].filter((a) => a.checkVisibility()).map((a) => a.innerText.replace(/\\s+/g, ' '))";
    assert_eq!(browser.eval(shown).await, json!(["Shows a part /parts/{id} GET"]));
    assert_eq!(browser.eval("document.querySelector('[data-found]').textContent").await, "1 found");
    assert_eq!(
        browser.eval("[...document.querySelectorAll('nav mark')].map((mark) => mark.textContent)").await,
        json!(["Show", "parts"])
    );
    browser.press("ArrowDown").await;
    browser.press("Enter").await;
    browser.until("document.querySelector('h1').textContent === 'Shows a part'").await;
    assert_eq!(browser.text("location.href").await, format!("{root}operations/part"));
    assert_eq!(browser.text("document.title").await, "Shows a part · Depot");
    // The focus follows, so that the new page is read out.
    assert_eq!(browser.text("document.activeElement.tagName").await, "H1");
    assert_eq!(
        browser
            .text("document.querySelector('nav [aria-current]').innerText")
            .await
            .split_whitespace()
            .next(),
        Some("Shows")
    );

    fill(&mut browser, "id", "A/7 ü").await;
    browser.eval("{ const unit = document.querySelector('[data-name=unit] select'); unit.value = 'kg'; unit.dispatchEvent(new Event('input', { bubbles: true })); }").await;
    fill(&mut browser, "tag", "a b\nc&d").await;
    fill(&mut browser, "range", "{\"from\": 1, \"to\": 5}").await;
    fill(&mut browser, "X-Trace", "t-1").await;
    let status = send(&mut browser).await;
    assert!(status.starts_with("200 OK") && status.contains(" ms"), "{status}");
    let query = "unit=kg&tag=a%20b&tag=c%26d&range%5Bfrom%5D=1&range%5Bto%5D=5";
    assert_eq!(
        body(&mut browser).await,
        json!({"id": "A/7 ü", "query": query, "trace": "t-1", "weight": 12345678901234567890_u64})
    );
    let headers = browser.text("document.querySelector('[data-headers]').textContent").await;
    assert!(headers.contains("content-typeapplication/json"), "{headers}");
    let origin = root.split("/help/").next().unwrap();
    let curl = format!(
        "curl '{origin}/parts/A%2F7%20%C3%BC?{query}' \\\n  --header 'X-Trace: t-1' \\\n  --header 'Accept: \
         application/json, application/problem+json'"
    );
    assert_eq!(browser.text("document.querySelector('[data-curl]').textContent").await, curl);

    browser.eval("history.back()").await;
    browser.until("document.querySelector('h1').textContent.startsWith('Depot')").await;
    was_quiet(&browser, &root);
}

#[tokio::test]
async fn the_page_that_was_asked_for_last_is_shown() {
    let (mut browser, root) = browse().await;
    browser.open(&root).await;
    // The first of two pages takes its time.
    browser
        .eval(
            "{ const real = fetch; window.fetch = (address, how) => String(address).endsWith('/part') \
             ? new Promise((go) => { window.late = () => real(address, how).then(go); }) : real(address, how); }",
        )
        .await;
    for page in ["operations/part", "schemas/Unit"] {
        browser.eval(&format!("document.querySelector('nav a[href$=\"{page}\"]').click()")).await;
    }
    browser.until("document.querySelector('h1').textContent === 'Unit'").await;
    browser.eval("window.late()").await;
    browser.eval("new Promise((go) => setTimeout(go, 100))").await;
    assert_eq!(browser.text("document.querySelector('h1').textContent").await, "Unit");
    assert_eq!(browser.text("location.href").await, format!("{root}schemas/Unit"));
    // A mark that is none is no mistake, and the entry of the list is in sight.
    browser.eval("{ const link = document.querySelector('nav a[href$=\"schemas/Part\"]'); link.hash = '#100%'; link.click(); }").await;
    browser.until("document.querySelector('h1').textContent === 'Part'").await;
    let in_sight = "{ const at = document.querySelector('nav [aria-current]').getBoundingClientRect(); at.top >= 0 && at.bottom <= innerHeight }";
    assert_eq!(browser.eval(in_sight).await, true);
    assert_eq!(browser.text("document.activeElement.tagName").await, "H1");
    was_quiet(&browser, &root);
}

#[tokio::test]
async fn credentials_are_asked_for_and_kept_in_memory_alone() {
    let (mut browser, root) = browse().await;
    browser.open(&format!("{root}operations/new_part")).await;
    assert!(send(&mut browser).await.starts_with("401 Unauthorized"));
    // As a program is answered, not as a browser.
    assert_eq!(body(&mut browser).await["title"], "Unauthorized");
    browser.eval("document.querySelector('[data-scheme=clerk] input').focus()").await;
    browser.write("s3cret").await;
    browser
        .eval("{ const body = document.querySelector('textarea.body'); body.focus(); body.select(); }")
        .await;
    browser.write("{\"name\":\"it's\"}").await;
    let status = send(&mut browser).await;
    assert!(status.starts_with("201 Created"), "{status}");
    assert_eq!(body(&mut browser).await, json!({"key": "Bearer s3cret", "part": {"name": "it's"}}));
    let curl = browser.text("document.querySelector('[data-curl]').textContent").await;
    assert!(
        curl.contains("--header 'Authorization: Bearer s3cret'")
            && curl.contains("'{\"name\":\"it'\\''s\"}'"),
        "{curl}"
    );

    // From page to page it stays, in no store, and it ends with the page.
    browser.eval("document.querySelector('nav a[href$=\"operations/part\"]').click()").await;
    browser.until("document.querySelector('h1').textContent === 'Shows a part'").await;
    browser.eval("history.back()").await;
    browser.until("document.querySelector('h1').textContent === 'Adds a part'").await;
    let typed = "document.querySelector('[data-scheme=clerk] input').value";
    assert_eq!(browser.eval(typed).await, "s3cret");
    assert_eq!(
        browser.eval("JSON.stringify([localStorage, sessionStorage, document.cookie])").await,
        r#"[{},{},""]"#
    );
    browser.open(&format!("{root}operations/new_part")).await;
    assert_eq!(browser.eval(typed).await, "");

    // The other way in.
    browser.eval("{ const way = document.querySelector('[data-way]'); way.value = '1'; way.dispatchEvent(new Event('input', { bubbles: true })); }").await;
    assert_eq!(browser.eval("document.querySelector('[data-scheme=clerk]').checkVisibility()").await, false);
    browser.eval("document.querySelector('[data-scheme=key] input').focus()").await;
    browser.write("k&1").await;
    let curl = browser.text("document.querySelector('[data-curl]').textContent").await;
    assert!(curl.contains("/parts?api_key=k%261'"), "{curl}");
    let refused = |line: &String| !line.contains("401 (Unauthorized)");
    assert_eq!(browser.console().into_iter().filter(refused).collect::<Vec<_>>(), Vec::<String>::new());
}

#[tokio::test]
async fn forms_and_files_are_sent_as_they_are_described() {
    let (mut browser, root) = browse().await;
    browser.open(&format!("{root}operations/order")).await;
    assert!(browser.text("document.querySelector('h1').textContent").await.contains("deprecated"));
    browser.eval("document.querySelector('form').requestSubmit()").await;
    assert_eq!(
        browser.text("document.querySelector('[data-problem]').textContent").await,
        "part is required."
    );
    assert_eq!(
        browser
            .eval("document.activeElement === document.querySelector('[data-name=part] input[aria-invalid]')")
            .await,
        true
    );
    fill(&mut browser, "part", "a=b&c").await;
    fill(&mut browser, "count", "2").await;
    assert!(send(&mut browser).await.starts_with("200"));
    assert_eq!(
        body(&mut browser).await,
        json!({"type": "application/x-www-form-urlencoded", "body": "part=a%3Db%26c&count=2"})
    );

    let folder = tempfile::TempDir::new().unwrap();
    let file = folder.path().join("bolt.png");
    std::fs::write(&file, "a picture").unwrap();
    browser.open(&format!("{root}operations/picture")).await;
    browser.choose("[data-name=file] input", &[file.to_str().unwrap()]).await;
    fill(&mut browser, "title", "Bolt").await;
    fill(&mut browser, "label", "x\ny").await;
    assert!(send(&mut browser).await.starts_with("200"));
    let answer = body(&mut browser).await;
    assert!(answer["type"].as_str().unwrap().starts_with("multipart/form-data; boundary="), "{answer}");
    let sent = answer["body"].as_str().unwrap();
    for part in [
        "name=\"file\"; filename=\"bolt.png\"",
        "Content-Type: image/png\r\n\r\na picture\r\n",
        "name=\"title\"\r\n\r\nBolt",
        "name=\"label\"\r\n\r\nx\r\n",
        "name=\"label\"\r\n\r\ny\r\n",
    ] {
        assert!(sent.contains(part), "{part}: {sent}");
    }
    let curl = browser.text("document.querySelector('[data-curl]').textContent").await;
    assert!(curl.contains("--form 'file=@bolt.png'") && curl.contains("--form-string 'label=y'"), "{curl}");
    was_quiet(&browser, &root);
}

#[tokio::test]
async fn answers_that_are_no_text_are_shown_and_redirects_stay_on_the_host() {
    let (mut browser, root) = browse().await;
    browser.open(&format!("{root}operations/drawing")).await;
    assert!(send(&mut browser).await.starts_with("200"));
    browser.until("document.querySelector('[data-body] img')?.naturalWidth === 20").await;
    was_quiet(&browser, &root);
    // The browser tells of where a redirect leads before it leaves it alone: what counts is that nobody comes.
    let elsewhere = TcpListener::bind("127.0.0.1:0").unwrap();
    elsewhere.set_nonblocking(true).unwrap();
    depot::ELSEWHERE.set(format!("http://{}/", elsewhere.local_addr().unwrap())).unwrap();
    browser.open(&format!("{root}operations/away")).await;
    let status = send(&mut browser).await;
    assert!(status.starts_with("3xx redirect"), "{status}");
    assert_eq!(elsewhere.accept().unwrap_err().kind(), ErrorKind::WouldBlock);
}

#[tokio::test]
async fn what_cannot_be_sent_is_said_before() {
    let (mut browser, root) = browse().await;
    let problem = "document.querySelector('[data-problem]').textContent";
    browser.open(&format!("{root}operations/part")).await;
    fill(&mut browser, "id", "A7").await;
    fill(&mut browser, "X-Trace", "日本").await;
    browser.eval("document.querySelector('form').requestSubmit()").await;
    assert_eq!(
        browser.text(problem).await,
        "X-Trace cannot hold “日”: browsers send only Latin letters in headers."
    );
    browser.open(&format!("{root}operations/picture")).await;
    fill(&mut browser, "id", "A7").await;
    browser.eval("{ const media = document.querySelector('[data-media-choice]'); media.value = 'image/png'; media.dispatchEvent(new Event('input', { bubbles: true })); }").await;
    browser.eval("document.querySelector('form').requestSubmit()").await;
    assert_eq!(browser.text(problem).await, "A file is required.");
    was_quiet(&browser, &root);
}

#[tokio::test]
async fn every_page_is_quiet_under_its_policy_and_small() {
    let (mut browser, root) = browse().await;
    for page in PAGES {
        let url = format!("{root}{page}");
        browser.open(&url).await;
        let policy = browser.answer(&url)["headers"]["content-security-policy"].as_str().unwrap().to_owned();
        assert!(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self';"), "{policy}");
        assert!(!policy.contains("unsafe"), "{policy}");
        // Not even what a description says runs.
        assert!(browser.text("document.title").await.ends_with("Depot"));
        assert_eq!(
            browser.eval("document.querySelectorAll('main img, [style], [onclick], style').length").await,
            0
        );
    }
    was_quiet(&browser, &root);
    let files = "Promise.all(performance.getEntriesByType('resource').map((entry) => entry.name).concat(location.href, \
                 document.querySelector('a.home').href + 'openapi.json').map((url) => fetch(url).then((answer) => answer.arrayBuffer()).then((bytes) => bytes.byteLength)))";
    let mut sum = 0;
    let mut count = 0;
    for page in ["", "operations/new_part"] {
        browser.open(&format!("{root}{page}")).await;
        let sizes = browser.eval(files).await;
        sum += sizes.as_array().unwrap().iter().map(|size| size.as_u64().unwrap()).sum::<u64>();
        count += sizes.as_array().unwrap().len();
    }
    assert!(count >= 8, "the style, the script, the page and the description, twice");
    assert!(sum <= 200 * 1024, "{sum} bytes");
}

/// Every visible text with a contrast to its ground under 4.5 (3 for large letters), WCAG 2.2 AA.
const FAINT: &str = include_str!("reference/faint.js");

#[tokio::test]
async fn text_stands_out_in_both_colours_and_nothing_is_wider_than_the_window() {
    let (mut browser, root) = browse().await;
    for colours in ["light", "dark"] {
        for width in [1280, 390] {
            browser.look(width, colours).await;
            for page in PAGES {
                browser.open(&format!("{root}{page}")).await;
                if width == 390 {
                    browser.eval("document.querySelector('[data-menu]').click()").await;
                }
                assert_eq!(browser.eval(FAINT).await, json!([]), "{colours}, {width}: {page}");
                assert_eq!(
                    browser.eval("document.documentElement.scrollWidth <= innerWidth").await,
                    true,
                    "{colours}, {width}: {page}"
                );
            }
            browser.eval("document.querySelector('nav li a').focus()").await;
        }
    }
    // The choice of the reader goes before that of the system, and stays.
    browser.eval("{ const theme = document.querySelector('#theme'); theme.value = 'light'; theme.dispatchEvent(new Event('change')); }").await;
    browser.open(&root).await;
    assert_eq!(browser.text("getComputedStyle(document.body).backgroundColor").await, "rgb(255, 255, 255)");
    was_quiet(&browser, &root);
}

#[tokio::test]
async fn those_who_hear_the_page_or_have_no_mouse_reach_everything() {
    let (mut browser, root) = browse().await;
    for page in PAGES {
        browser.open(&format!("{root}{page}")).await;
        browser
            .eval("document.querySelectorAll('details').forEach((details) => { details.open = true; })")
            .await;
        let unnamed = "[...document.querySelectorAll('input, select, textarea, button, a, summary')].filter((at) => at.checkVisibility() \
            && !(at.labels?.length || at.getAttribute('aria-label') || at.textContent.trim())).map((at) => at.outerHTML)";
        assert_eq!(browser.eval(unnamed).await, json!([]), "{page}");
        let twice = "[...document.querySelectorAll('[id]')].map((at) => at.id).filter((id, index, all) => all.indexOf(id) !== index)";
        assert_eq!(browser.eval(twice).await, json!([]), "{page}");
        let leaps = "[...document.querySelectorAll('main :is(h1, h2, h3, h4, h5, h6)')].map((at) => +at.tagName[1]).filter((level, index, all) => index && level > all[index - 1] + 1)";
        assert_eq!(browser.eval(leaps).await, json!([]), "{page}");
        assert_eq!(
            browser
                .eval("document.querySelectorAll('main').length + document.querySelectorAll('h1').length")
                .await,
            2,
            "{page}"
        );
    }
    browser.open(&root).await;
    browser.press("Tab").await;
    assert_eq!(browser.text("document.activeElement.textContent").await, "Skip to the content");
    // What is narrow hides the list behind a button that says so.
    browser.look(390, "light").await;
    browser.open(&root).await;
    assert_eq!(browser.eval("document.querySelector('nav').checkVisibility()").await, false);
    browser.eval("document.querySelector('[data-menu]').click()").await;
    assert_eq!(browser.eval("document.querySelector('[data-menu]').getAttribute('aria-expanded') + document.querySelector('nav').checkVisibility()").await, "truetrue");
}
