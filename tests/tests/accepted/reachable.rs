//! Rules that others nearly make unreachable.

use wegwerk::prelude::*;
use wegwerk::testing::Client;

#[derive(Debug, PathParam)]
enum Format {
    Svg,
    Png,
}

struct Site;

#[app]
impl Site {
    /// The type refuses most of what the pattern takes.
    #[get("/<name>.<format>")]
    fn on_image(&self, name: &str, format: Format) -> String {
        format!("{name} as {format:?}")
    }

    #[get("/<float:version>")]
    fn on_version(&self, version: f64) -> String {
        format!("version {version}")
    }

    /// A number refuses most texts.
    #[get("/releases/<major>-<minor>")]
    fn on_release(&self, major: u8, minor: &str) -> String {
        format!("release {major}, {minor}")
    }

    #[get("/releases/<uuid:id>")]
    fn on_id(&self, id: &str) -> String {
        format!("id {}", id.len())
    }

    /// Only one of the two methods goes elsewhere.
    #[get("/files/<path:path>/edit")]
    fn on_edit_file(&self, path: &str) -> String {
        format!("edit {path}")
    }

    #[route("/files/<int:id>/edit", methods(GET, POST))]
    fn on_edit_number(&self, id: u32) -> String {
        format!("number {id}")
    }

    #[cfg(any())]
    #[get("/list/all")]
    fn on_all(&self) -> &'static str {
        "all"
    }

    /// What a `#[cfg]` takes out takes nothing.
    #[get("/list/<any(all):which>")]
    fn on_list(&self, which: &str) -> String {
        format!("list {which}")
    }

    #[route("/<any(us, de):country>/<page>", priority = 1)]
    fn on_country(&self, country: &str, page: &str) -> String {
        format!("{country} {page}")
    }

    /// A priority settles a tie, whoever is left with nothing.
    #[get("/<any(de):language>/<page>")]
    fn on_language(&self, language: &str, page: &str) -> String {
        format!("{language} {page}")
    }
}

struct Shop;

#[app]
impl Shop {
    #[get("/<any(\"7\"):id>/<page>")]
    fn on_page(&self, id: &str, page: &str) -> String {
        format!("{page} of {id}")
    }

    #[get("/<any(new, old):kind>/list")]
    fn on_list(&self, kind: &str) -> String {
        format!("list {kind}")
    }
}

struct Mall {
    shop: Shop,
}

#[app]
impl Mall {
    /// The type refuses most pages.
    #[get("/shop/<int:id>/<format>")]
    fn on_format(&self, id: u32, format: Format) -> String {
        format!("{id} as {format:?}")
    }

    /// One of the two items.
    #[get("/shop/new/list")]
    fn on_new(&self) -> &'static str {
        "new"
    }

    #[mount("/shop")]
    fn shop(&self) -> &Shop {
        &self.shop
    }
}

struct Archive;

#[app]
impl Archive {
    /// Not every number has a point, nor a dash behind its first digit.
    #[get("/<int(signed=True):number>")]
    fn on_number(&self, number: i32) -> String {
        format!("number {number}")
    }

    /// The last segment may be no number, or the first hold no dash.
    #[get("/<section>/<page>")]
    fn on_page(&self, section: &str, page: &str) -> String {
        format!("{page} of {section}")
    }

    #[get("/list/<float:version>/")]
    fn on_version(&self, version: f64) -> String {
        format!("version {version}")
    }
}

struct Library {
    archive: Archive,
}

#[app]
impl Library {
    #[get("/<name>.<format>")]
    fn on_file(&self, name: &str, format: &str) -> String {
        format!("{name} as {format}")
    }

    #[get("/<first>-<last>", priority = 1)]
    fn on_range(&self, first: &str, last: &str) -> String {
        format!("{first} to {last}")
    }

    #[get("/<path:folder>/<int:copy>")]
    fn on_copy(&self, folder: &str, copy: u32) -> String {
        format!("copy {copy} of {folder}")
    }

    #[get("/<author>-<path:rest>", priority = 1)]
    fn on_author(&self, author: &str, rest: &str) -> String {
        format!("{rest} by {author}")
    }

    /// A leaf takes no slash.
    #[get("/list/<name>.<format>")]
    fn on_listed(&self, name: &str, format: &str) -> String {
        format!("{name} as {format}")
    }

    #[mount("/")]
    fn archive(&self) -> &Archive {
        &self.archive
    }
}

#[tokio::test]
async fn what_several_pieces_nearly_take_is_reached_across_a_mount() {
    let client = Client::new(Library { archive: Archive });
    for (path, answer) in [
        ("/1.5", "1 as 5"),
        ("/15", "number 15"),
        ("/-15", "number -15"),
        ("/1-5", "1 to 5"),
        ("/a/b", "b of a"),
        ("/a/5", "copy 5 of a"),
        ("/a-b/c", "b/c by a"),
        ("/list/1.5", "1 as 5"),
        ("/list/1.5/", "version 1.5"),
    ] {
        assert_eq!(client.get(path).await.text(), answer, "{path}");
    }
}

#[tokio::test]
async fn a_mount_takes_no_more_than_its_rules_do() {
    let client = Client::new(Mall { shop: Shop });
    for (path, answer) in [
        ("/shop/7/svg", "7 as Svg"),
        ("/shop/7/edit", "edit of 7"),
        ("/shop/new/list", "new"),
        ("/shop/old/list", "list old"),
    ] {
        assert_eq!(client.get(path).await.text(), answer, "{path}");
    }
}

#[tokio::test]
async fn what_a_type_or_a_condition_refuses_goes_on() {
    let client = Client::new(Site);
    for (path, answer) in [
        ("/tree.svg", "tree as Svg"),
        ("/1.5", "version 1.5"),
        ("/releases/1-beta", "release 1, beta"),
        ("/releases/00000000-0000-0000-0000-000000000000", "id 36"),
        ("/files/7/edit", "edit 7"),
        ("/list/all", "list all"),
        ("/de/home", "de home"),
    ] {
        assert_eq!(client.get(path).await.text(), answer, "{path}");
    }
    assert_eq!(client.post("/files/7/edit").await.text(), "number 7");
}

struct Parts;

#[app]
impl Parts {
    #[get("/<int(max=9):part>", priority = 1)]
    fn on_part(&self, part: u32) -> String {
        format!("part {part}")
    }

    #[get("/<int(min=10):part>")]
    fn on_far_part(&self, part: u32) -> String {
        format!("far part {part}")
    }
}

#[tokio::test]
async fn what_limits_refuse_goes_on_to_a_rule_of_lower_priority() {
    let client = Client::new(Parts);
    assert_eq!(client.get("/9").await.text(), "part 9");
    assert_eq!(client.get("/10").await.text(), "far part 10");
}
