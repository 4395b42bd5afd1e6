//! The main block joins a part that nobody wrote.

use wegwerk::prelude::*;

pub struct Site;

#[app(parts(admin))]
impl Site {
    #[route("/<int:page>")]
    fn on_page(&self, page: u32) -> String {
        page.to_string()
    }
}

fn main() -> std::io::Result<()> {
    println!("{}", Site::url().page(3));
    Server::new().run(Site)
}
