use wegwerk::prelude::*;

struct Site;

#[app]
impl Site {
    #[get("/news")]
    fn on_news(&self) -> &'static str {
        "news"
    }

    #[get("/archive")]
    fn on_archive(&self) -> &'static str {
        "archive"
    }

    // here
    #[get("/<any(news, archive):list>")]
    fn on_list(&self, list: &str) -> String {
        format!("list {list}")
    }
}

fn main() -> std::io::Result<()> {
    Server::new().bind("127.0.0.1:0").run(Site)
}
