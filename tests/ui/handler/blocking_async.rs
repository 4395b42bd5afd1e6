//! A handler that is async and says that it blocks.

use wegwerk::prelude::*;

struct Reports;

#[app]
impl Reports {
    #[route("/report", blocking)]
    async fn on_report(&self) -> &'static str {
        "report"
    }
}

fn main() -> std::io::Result<()> {
    Server::new().run(Reports)
}
