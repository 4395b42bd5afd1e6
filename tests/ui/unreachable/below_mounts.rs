//! A rule of the app that mounts, each item of which goes to another mount.

use wegwerk::prelude::*;

struct News;

#[app]
impl News {
    #[get("/")]
    fn on_index(&self) -> &'static str {
        "news"
    }
}

struct Blog<S>(S);

#[app]
impl<S: Send + Sync + 'static> Blog<S> {
    #[get("/")]
    fn on_index(&self) -> &'static str {
        "blog"
    }
}

struct Site {
    news: News,
    blog: Blog<String>,
}

#[app]
impl Site {
    #[get("/<any(news, blog):section>/")]
    fn on_section(&self, section: &str) -> String {
        section.to_owned()
    }

    #[mount("/news")]
    fn news(&self) -> &News {
        &self.news
    }

    #[mount("/blog")]
    fn blog(&self) -> &Blog<String> {
        &self.blog
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Site { news: News, blog: Blog(String::new()) })
}
