//! What `min`, `max` and `fixed_digits` refuse is of no account, but the request that is shown is within them where one is.

use wegwerk::prelude::*;

struct Archive;

#[app]
impl Archive {
    #[get("/<int(fixed_digits=4):year>")]
    fn on_year(&self, year: u32) -> String {
        year.to_string()
    }

    #[get("/<int(fixed_digits=4, min=1990):number>")]
    fn on_number(&self, number: u32) -> String {
        number.to_string()
    }

    #[get("/pages/<int(max=9):page>")]
    fn on_page(&self, page: u32) -> String {
        page.to_string()
    }

    #[get("/pages/<int(min=10):page>")]
    fn on_far_page(&self, page: u32) -> String {
        page.to_string()
    }

    /// Where no request is within the limits of both, a priority settles it.
    #[get("/parts/<int(max=9):part>", priority = 1)]
    fn on_part(&self, part: u32) -> String {
        part.to_string()
    }

    #[get("/parts/<int(min=10):part>")]
    fn on_far_part(&self, part: u32) -> String {
        part.to_string()
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Archive)
}

// 2 mistakes
