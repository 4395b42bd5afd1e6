//! The pages as people see them: plain values go in, a whole HTML document comes out.
//!
//! Nothing here knows of requests, stores or rules. Every value is escaped by maud, every address comes
//! from the caller, and no page has a script or a style of its own, so that `default-src 'self'` is a
//! content security policy under which all of them work.

use maud::{DOCTYPE, Markup, html};

/// A full link longer than this many bytes may scroll in its box, which must then take the focus for
/// those who scroll by keyboard.
const LONG_LINK: usize = 160;

/// Where the pages link to: addresses as they are to stand in `href`, `src` and `action`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paths {
    /// The form for a new short URL, which also takes what it posts.
    pub home: String,
    /// The style sheet, `static/style.css`.
    pub style: String,
    /// The icon, `static/icon.svg`.
    pub icon: String,
    /// The script behind the copy button, `static/copy.js`.
    pub copy_script: String,
}

/// What the details page tells about one short link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShortLink<'a> {
    /// The address that follows the link, for `href`.
    pub href: &'a str,
    /// The same with scheme and host, to be copied.
    pub short_url: &'a str,
    /// Where the link leads, as it was entered.
    pub target: &'a str,
    /// The host of the target; may be empty.
    pub host: &'a str,
    /// How often the link was followed.
    pub clicks: u64,
}

/// The frame of every page: head, name with the way home, then `content`. The title ends in `| shortly`.
pub fn layout(paths: &Paths, title: &str, content: Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) " | shortly" }
                link rel="icon" type="image/svg+xml" href=(paths.icon);
                link rel="stylesheet" href=(paths.style);
            }
            body {
                header {
                    h1 {
                        a href=(paths.home) {
                            img src=(paths.icon) alt="" width="40" height="40";
                            "shortly"
                        }
                    }
                }
                main { (content) }
            }
        }
    }
}

/// The form for a new short URL. After a refusal `error` says why, and `url` is what was entered, kept.
///
/// ```
/// use shortly::pages::{Paths, new_url};
///
/// let [home, style, icon, copy_script] = ["/", "/style.css", "/icon.svg", "/copy.js"].map(str::to_owned);
/// let paths = Paths { home, style, icon, copy_script };
/// let page = new_url(&paths, Some("Please enter a valid URL"), "example").into_string();
/// assert!(page.contains(r#"value="example""#));
/// ```
pub fn new_url(paths: &Paths, error: Option<&str>, url: &str) -> Markup {
    let content = html! {
        h2 { "Submit URL" }
        p.lead { "Paste a long URL and get a short one, with its clicks counted." }
        form.card method="post" {
            label for="url" { "Your URL" }
            @if let Some(error) = error {
                p.error #url-error { (error) }
            }
            div.row {
                input #url type="text" name="url" value=(url) placeholder="https://" required autofocus
                    inputmode="url" autocomplete="off" autocapitalize="none" spellcheck="false"
                    aria-invalid=[error.map(|_| "true")] aria-describedby=[error.map(|_| "url-error")];
                button type="submit" { "Shorten" }
            }
        }
    };
    layout(paths, "Create New Short URL", content)
}

/// The details of a short link: the short URL to copy, the clicks, where it leads; and a form for another.
pub fn short_link_details(paths: &Paths, link: &ShortLink<'_>) -> Markup {
    let long = link.target.len() > LONG_LINK;
    let content = html! {
        h2.short-id { a href=(link.href) { (link.href) } }
        div.card {
            label for="short-url" { "Short URL" }
            div.row {
                input #short-url type="text" value=(link.short_url) readonly dir="ltr";
                button type="button" hidden data-copies="short-url" aria-describedby="copy-status" { "Copy" }
            }
            p.spoken #copy-status role="status" {}
            dl {
                div {
                    dt { "Click count" }
                    dd.count { (link.clicks) }
                }
                div {
                    dt { "Target host" }
                    dd {
                        @if link.host.is_empty() { "none" } @else { a href=(link.href) { (link.host) } }
                    }
                }
                div.wide {
                    dt #full-link { "Full link" }
                    dd.link {
                        div dir="ltr" tabindex=[long.then_some("0")] role=[long.then_some("group")]
                            aria-labelledby=[long.then_some("full-link")] { (link.target) }
                    }
                }
            }
        }
        (shorten(paths, "Shorten another URL"))
        script src=(paths.copy_script) defer {}
    };
    layout(paths, &format!("Details about {}", link.href), content)
}

/// The page for an address that nothing answers.
pub fn not_found(paths: &Paths) -> Markup {
    let content = html! {
        (sign(404))
        h2 { "Page Not Found" }
        p.lead { "There is no page and no short link at this address. Capital and small letters matter." }
        (shorten(paths, "Shorten a URL"))
    };
    layout(paths, "Page Not Found", content)
}

/// The page for any other error: the HTTP status, its name, and a sentence for the person who sees it.
pub fn error(paths: &Paths, status: u16, title: &str, message: &str) -> Markup {
    let content = html! {
        (sign(status))
        h2 { (title) }
        p.lead { (message) }
    };
    layout(paths, title, content)
}

/// A road sign with the status of an error.
fn sign(status: u16) -> Markup {
    html! { p.sign { span { (status) } } }
}

/// A small form below what the page is about, so that the next URL needs no way back.
fn shorten(paths: &Paths, label: &str) -> Markup {
    html! {
        form.aside method="post" action=(paths.home) {
            label for="url" { (label) }
            div.row {
                input #url type="text" name="url" placeholder="https://" required
                    inputmode="url" autocomplete="off" autocapitalize="none" spellcheck="false";
                button.quiet type="submit" { "Shorten" }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths() -> Paths {
        let [home, style, icon, copy_script] = ["/", "/s.css", "/i.svg", "/c.js"].map(str::to_owned);
        Paths { home, style, icon, copy_script }
    }
    const NASTY: &str = r#""><script>alert('&')</script>"#;
    const LINK: ShortLink<'_> = ShortLink {
        href: "/1",
        short_url: "http://localhost:5000/1",
        target: "http://example.com/",
        host: "example.com",
        clicks: 1234567,
    };

    /// Every page, each given `text` wherever it takes text.
    fn pages_with(text: &str) -> Vec<String> {
        let [home, style, icon, copy_script] = [text; 4].map(str::to_owned);
        let paths = Paths { home, style, icon, copy_script };
        let link = ShortLink { href: text, short_url: text, target: text, host: text, clicks: 0 };
        [
            new_url(&paths, None, ""),
            new_url(&paths, Some(text), text),
            short_link_details(&paths, &link),
            not_found(&paths),
            error(&paths, 503, text, text),
        ]
        .map(Markup::into_string)
        .to_vec()
    }

    /// The tags of a page, from `<` to `>`. Escaped text has neither.
    fn tags(page: &str) -> impl Iterator<Item = &str> {
        page.split('<').skip(1).filter_map(|rest| rest.split('>').next())
    }

    #[test]
    fn text_never_becomes_markup() {
        let harmless = pages_with("x");
        for (page, harmless) in pages_with(NASTY).iter().zip(&harmless) {
            assert!(!page.contains("<script>"), "{page}");
            assert!(page.contains("&quot;&gt;&lt;script&gt;alert('&amp;')&lt;/script&gt;"), "{page}");
            assert_eq!(tags(page).count(), tags(harmless).count(), "{page}");
        }
    }

    #[test]
    fn nothing_is_inline_that_a_strict_content_security_policy_refuses() {
        for page in pages_with("/x") {
            for tag in tags(&page) {
                let attributes = tag.split_whitespace().skip(1).collect::<Vec<_>>();
                assert!(!tag.starts_with("style"), "{tag}");
                assert!(!tag.starts_with("script") || tag.contains(" src=\""), "{tag}");
                assert!(!attributes.iter().any(|a| a.starts_with("style=") || a.starts_with("on")), "{tag}");
            }
            assert_eq!(page.matches("<script").count(), page.matches("></script>").count(), "{page}");
        }
    }

    #[test]
    fn titles_and_headings_are_the_tutorials() {
        let cases = [
            (new_url(&paths(), None, ""), "Create New Short URL", "<h2>Submit URL</h2>"),
            (short_link_details(&paths(), &LINK), "Details about /1", r#"><a href="/1">/1</a></h2>"#),
            (not_found(&paths()), "Page Not Found", "<h2>Page Not Found</h2>"),
            (error(&paths(), 503, "Links Out of Reach", "Wait."), "Links Out of Reach", ">503<"),
        ];
        for (page, title, part) in cases {
            let page = page.into_string();
            assert!(page.contains(&format!("<title>{title} | shortly</title>")), "{page}");
            assert!(page.contains(part), "{page}");
            assert!(page.contains(r#"<h1><a href="/">"#) && page.contains("shortly</a></h1>"), "{page}");
        }
    }

    #[test]
    fn the_empty_form_posts_to_where_it_stands_and_shows_no_error() {
        let page = new_url(&paths(), None, "").into_string();
        let form = tags(&page).find(|tag| tag.starts_with("form")).unwrap();
        assert!(form.contains(r#"method="post""#) && !form.contains("action"), "{form}");
        assert!(page.contains(r#"name="url" value="""#), "{page}");
        assert!(!page.contains("aria-") && !page.contains("error"), "{page}");
    }

    #[test]
    fn a_refused_input_is_kept_and_tied_to_its_error() {
        let page = new_url(&paths(), Some("This is no URL."), "a b").into_string();
        let input = tags(&page).find(|tag| tag.starts_with("input")).unwrap();
        for part in [r#"value="a b""#, r#"aria-invalid="true""#, r#"aria-describedby="url-error""#] {
            assert!(input.contains(part), "{part} in {input}");
        }
        assert!(page.contains(r#"<p class="error" id="url-error">This is no URL.</p>"#), "{page}");
    }

    #[test]
    fn details_tell_all_and_only_the_short_link_is_linked() {
        let page = short_link_details(&paths(), &LINK).into_string();
        let links: Vec<_> = tags(&page).filter(|tag| tag.starts_with("a ")).collect();
        assert_eq!(links, [r#"a href="/""#, r#"a href="/1""#, r#"a href="/1""#]);
        for part in [
            r#"value="http://localhost:5000/1" readonly"#,
            r#"<dt>Click count</dt><dd class="count">1234567</dd>"#,
            r#"<a href="/1">example.com</a>"#,
            r#"<div dir="ltr">http://example.com/</div>"#,
        ] {
            assert!(page.contains(part), "{part} in {page}");
        }
    }

    #[test]
    fn a_long_link_can_be_scrolled_by_keyboard() {
        let target = format!("http://example.com/{}", "a".repeat(LONG_LINK));
        let page = short_link_details(&paths(), &ShortLink { target: &target, ..LINK }).into_string();
        assert!(page.contains(r#"tabindex="0" role="group" aria-labelledby="full-link""#), "{page}");
    }

    #[test]
    fn a_target_without_host_gives_no_empty_link() {
        let page = short_link_details(&paths(), &ShortLink { host: "", ..LINK }).into_string();
        assert!(page.contains("<dd>none</dd>"), "{page}");
    }
}
