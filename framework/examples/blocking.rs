//! Work that takes its time: on threads of its own, so that the other connections go on.
//!
//! `cargo run --example blocking`, then open <http://127.0.0.1:5000/largest-prime-below/90000000>.

use wegwerk::prelude::*;

struct Numbers;

#[app]
impl Numbers {
    /// Computes for a while: `blocking` takes it off the threads that serve connections.
    #[route("/largest-prime-below/<int(min=3, max=100000000):limit>", blocking)]
    fn on_prime(&self, limit: u32) -> Option<String> {
        (2..limit).rev().find(|number| is_prime(*number)).map(|prime| prime.to_string())
    }

    /// Sleeps, as a driver without `async` does that waits for its database.
    #[route("/slow/<int(max=2000):milliseconds>", blocking)]
    fn on_slow(&self, milliseconds: u64) -> &'static str {
        std::thread::sleep(std::time::Duration::from_millis(milliseconds));
        "done"
    }

    /// Waits without a thread: an `async fn` may do that anywhere.
    #[route("/wait/<int(max=2000):milliseconds>")]
    async fn on_wait(&self, milliseconds: u64) -> &'static str {
        tokio::time::sleep(std::time::Duration::from_millis(milliseconds)).await;
        "waited"
    }

    /// Answers at once, whatever the others do.
    #[route("/quick")]
    fn on_quick(&self) -> &'static str {
        "quick"
    }
}

fn is_prime(number: u32) -> bool {
    (2..).take_while(|factor| factor * factor <= number).all(|factor| !number.is_multiple_of(factor))
}

fn main() -> std::io::Result<()> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:5000".to_owned());
    // One thread: without `blocking` a slow request would hold up all others.
    Server::new().bind(address).workers(1).run(Numbers)
}
