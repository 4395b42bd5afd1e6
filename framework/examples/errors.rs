//! Errors: what `?` makes of them, a 404 page of one's own, and an error type that is a responder.
//!
//! `cargo run --example errors`, then open <http://127.0.0.1:5000/nowhere>.

use std::collections::HashMap;

use maud::html;
use wegwerk::prelude::*;

struct Ledger {
    /// By account; as text, as if a file held it.
    balances: HashMap<&'static str, &'static str>,
}

/// What can go wrong with a payment, and what is answered then.
#[derive(Debug)]
enum Refusal {
    NoAccount,
    TooLittle { missing: u64 },
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NoAccount => Error::not_found().message("There is no such account."),
            Refusal::TooLittle { missing } => Error::conflict().message(format!("{missing} are missing.")),
        }
    }
}

#[app]
impl Ledger {
    /// A number that cannot be read is nobody's fault but ours: `?` makes a 500 of it, and the log tells why.
    #[get("/balance/<account>", answers(404))]
    fn on_balance(&self, account: &str) -> Result<String> {
        let balance: u64 = self.balances.get(account).ok_or(Refusal::NoAccount)?.parse()?;
        Ok(balance.to_string())
    }

    #[post("/pay/<account>/<int:amount>", answers(404, 409))]
    fn on_pay(&self, account: &str, amount: u64) -> Result<String> {
        let balance: u64 = self.balances.get(account).ok_or(Refusal::NoAccount)?.parse()?;
        let rest =
            balance.checked_sub(amount).ok_or_else(|| Refusal::TooLittle { missing: amount - balance })?;
        Ok(format!("{rest} are left"))
    }

    /// The 404 page, for what no rule takes and for what a handler does not find.
    #[catch(404)]
    fn on_not_found(&self, error: &Error, uri: &Uri) -> Markup {
        html! {
            h1 { "Not here" }
            p { (error.public_message().unwrap_or("There is no such page.")) }
            p { code { (uri.path()) } }
        }
    }

    /// What breaks in here: the public message at most, never the source.
    #[catch(500)]
    fn on_broken(&self, _error: &Error) -> &'static str {
        "We broke something, and are told of it."
    }
}

fn main() -> std::io::Result<()> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:5000".to_owned());
    let balances = HashMap::from([("ada", "120"), ("broken", "a lot")]);
    Server::new().bind(address).run(Ledger { balances })
}
