use wegwerk::prelude::*;

struct Blog;

#[app]
impl Blog {
    #[get("/posts/<int:id>")]
    fn on_post(&self, id: u32) -> String {
        format!("post {id}")
    }

    #[get("/")]
    fn on_index(&self) -> String {
        // here
        format!("see {}", Blog::url().psot(7))
    }
}

fn main() -> std::io::Result<()> {
    Server::new().bind("127.0.0.1:0").run(Blog)
}
