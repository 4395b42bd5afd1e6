//! Inserts links into the embedded store named by its argument, as several clients, and prints
//! `<id> <url>` for each that was acknowledged. It never ends: the test kills it.

use std::io::Write;
use std::sync::Arc;

use shortly::links::{Embedded, Links, StoreError};

const CLIENTS: usize = 16;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), StoreError> {
    let mut arguments = std::env::args().skip(1);
    let (Some(path), Some(run)) = (arguments.next(), arguments.next()) else {
        eprintln!("usage: store_writer FILE RUN");
        std::process::exit(2);
    };
    let store = Arc::new(Embedded::open(path)?);
    let mut clients = tokio::task::JoinSet::new();
    for client in 0..CLIENTS {
        let (store, run) = (store.clone(), run.clone());
        clients.spawn(async move {
            for number in 0u64.. {
                let url = format!("http://example.com/{run}/{client}/{number}");
                let id = store.insert(&url).await?;
                // One write per line, so that a line is there as a whole or not at all.
                if std::io::stdout().write_all(format!("{id} {url}\n").as_bytes()).is_err() {
                    break;
                }
                store.follow(&id).await?;
            }
            Ok::<(), StoreError>(())
        });
    }
    while let Some(Ok(ended)) = clients.join_next().await {
        ended?;
    }
    Ok(())
}
