//! A form, a redirect after it, and a notice that is shown once, kept in a cookie; with its tests.
//!
//! `cargo run --example guestbook`, then open <http://127.0.0.1:5000/>; `cargo test --example guestbook`.

use std::sync::{Mutex, PoisonError};

use maud::{DOCTYPE, html};
use schemars::JsonSchema;
use serde::Deserialize;
use wegwerk::http::header::{COOKIE, SET_COOKIE};
use wegwerk::prelude::*;

#[derive(Default)]
struct Guestbook {
    entries: Mutex<Vec<Entry>>,
}

#[derive(Clone, Deserialize, JsonSchema)]
struct Entry {
    name: String,
    text: String,
}

const SHOW_ONCE: &str = "notice=signed; Path=/; HttpOnly; SameSite=Lax";
const SHOWN: &str = "notice=; Path=/; Max-Age=0";

#[app]
impl Guestbook {
    /// The entries and the form. The notice is taken away with the page that shows it.
    #[get("/", returns = Markup)]
    fn on_entries(&self, headers: &HeaderMap) -> Response {
        let notice = has_notice(headers).then_some("Thank you for signing.");
        let page = self.page(notice, None);
        match notice {
            Some(_) => ([(SET_COOKIE, SHOWN)], page).into_response(),
            None => page.into_response(),
        }
    }

    /// Takes an entry. The redirect makes the browser ask with `GET`: loading that page again signs nothing twice.
    #[post("/", answers(303, 422), returns = Result<Redirect, (StatusCode, Markup)>)]
    fn on_sign(&self, Form(entry): Form<Entry>) -> Response {
        if entry.text.trim().is_empty() {
            let page = self.page(None, Some("Please write something."));
            return (StatusCode::UNPROCESSABLE_ENTITY, page).into_response();
        }
        self.entries.lock().unwrap_or_else(PoisonError::into_inner).push(entry);
        ([(SET_COOKIE, SHOW_ONCE)], Redirect::see_other(Self::url().entries())).into_response()
    }
}

impl Guestbook {
    fn page(&self, notice: Option<&str>, error: Option<&str>) -> Markup {
        let entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner).clone();
        html! {
            (DOCTYPE)
            html lang="en" {
                head { title { "Guest book" } meta name="viewport" content="width=device-width"; }
                body {
                    h1 { "Guest book" }
                    @if let Some(notice) = notice { p role="status" { (notice) } }
                    @for entry in &entries { p { b { (entry.name) } ": " (entry.text) } }
                    form method="post" action=(Self::url().sign()) {
                        @if let Some(error) = error { p role="alert" { (error) } }
                        p { label { "Name " input name="name" required; } }
                        p { label { "Text " textarea name="text" required {} } }
                        button { "Sign" }
                    }
                }
            }
        }
    }
}

fn has_notice(headers: &HeaderMap) -> bool {
    let fields = headers.get_all(COOKIE).iter().filter_map(|field| field.to_str().ok());
    fields.flat_map(cookie::Cookie::split_parse).flatten().any(|cookie| cookie.name() == "notice")
}

fn main() -> std::io::Result<()> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:5000".to_owned());
    Server::new().bind(address).run(Guestbook::default())
}

#[cfg(test)]
mod tests {
    use wegwerk::testing::Client;

    use super::*;

    #[tokio::test]
    async fn who_signs_is_thanked_once() {
        let client = Client::new(Guestbook::default());
        let signed = client.post("/").form(&[("name", "Ada"), ("text", "<b>Hello</b>")]).await;
        assert_eq!((signed.status().as_u16(), signed.header("location")), (303, Some("/")));
        let page = client.get("/").await;
        assert!(page.text().contains("Thank you for signing."));
        assert!(page.text().contains("<b>Ada</b>: &lt;b&gt;Hello&lt;/b&gt;"), "text is escaped");
        assert!(!client.get("/").await.text().contains("Thank you"));
    }

    #[tokio::test]
    async fn an_empty_entry_is_refused_with_the_form() {
        let client = Client::new(Guestbook::default());
        let refused = client.post("/").form(&[("name", "Ada"), ("text", " ")]).await;
        assert_eq!(refused.status(), 422);
        assert!(refused.text().contains("Please write something."));
    }
}
