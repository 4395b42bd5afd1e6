//! What is hardly meant and is allowed where it is.

#![deny(deprecated)]

use wegwerk::prelude::*;
use wegwerk::testing::Client;

struct Languages;

#[app]
impl Languages {
    #[get("/c#", allow(WL103))]
    fn on_c_sharp(&self) -> &'static str {
        "C#"
    }

    #[get("/what?<path:rest>%20", allow(WL101, WL102))]
    fn on_what(&self, rest: &str) -> String {
        rest.to_owned()
    }

    /// What is asked for often is not read.
    #[get("/files/<name>")]
    fn on_file(&self, name: &str) -> String {
        format!("file {name}")
    }

    #[route("/files/<other>", methods(HEAD, POST), allow(WL108))]
    fn on_head(&self, other: &str) -> [(&'static str, String); 1] {
        [("x-name", other.to_owned())]
    }
}

struct Site {
    languages: Languages,
}

#[app(subdomain = "<string(length=2, maxlength=5):_lang>", allow(WL105))]
impl Site {
    #[mount("/why?", allow(WL102))]
    fn languages(&self) -> &Languages {
        &self.languages
    }

    #[get("/")]
    fn on_index(&self, _lang: &str) -> &'static str {
        "index"
    }
}

#[tokio::test]
async fn allowed_rules_work_as_they_are_written() {
    let client = Client::new(Languages);
    assert_eq!(client.get("/c%23").await.text(), "C#");
    assert_eq!(client.get("/what%3Fnow%2520").await.text(), "now");
    let client = Client::new(Site { languages: Languages });
    assert_eq!(client.get("/why%3F/c%23").await.text(), "C#");
}

#[tokio::test]
async fn a_rule_for_head_takes_it_from_the_one_for_get() {
    let client = Client::new(Languages);
    let head = client.head("/files/a").await;
    assert_eq!((head.status().as_u16(), head.header("x-name")), (200, Some("a")));
    let get = client.get("/files/a").await;
    assert_eq!((get.header("x-name"), get.text()), (None, "file a"));
    assert_eq!(client.post("/files/a").await.header("x-name"), Some("a"));
    let options = client.options("/files/a").await;
    assert_eq!(options.header("allow"), Some("GET, HEAD, POST, OPTIONS"));
    assert_eq!(Languages::allowed_methods("localhost", "/files/a"), ["GET", "HEAD", "POST"]);
}

struct Preferred;

#[app]
impl Preferred {
    #[get("/files/<name>", priority = 1)]
    fn on_file(&self, name: &str) -> String {
        format!("file {name}")
    }

    #[route("/files/<other>", methods(HEAD, POST))]
    fn on_other(&self, other: &str) -> [(&'static str, String); 1] {
        [("x-name", other.to_owned())]
    }
}

#[tokio::test]
async fn a_rule_of_higher_priority_keeps_its_head() {
    let client = Client::new(Preferred);
    let head = client.head("/files/a").await;
    assert_eq!((head.status().as_u16(), head.header("x-name")), (200, None));
    assert_eq!(client.post("/files/a").await.header("x-name"), Some("a"));
}
