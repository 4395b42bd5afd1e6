//! The command line.

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use url::Url;
use wegwerk::Server;

use crate::Shortly;
use crate::links::{Links, Store, StoreError, StoreUrl};

/// A URL shortener.
///
/// Without a command it serves: open the address that it prints. Each option can also be set in the environment.
#[derive(Debug, Parser)]
#[command(version, about, after_help = EXAMPLES)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,

    /// The address to listen on; port 0 takes any free port.
    #[arg(
        long,
        env = "SHORTLY_LISTEN",
        value_name = "ADDR",
        default_value = "127.0.0.1:5000",
        help_heading = SERVING,
        global = true
    )]
    listen: String,

    #[allow(rustdoc::broken_intra_doc_links, reason = "it is what `--help` says: the brackets are of a URL")]
    /// Where the links live: a file, redis://[user:password@]host[:port][/db], or the word memory. A file
    /// in your data folder unless it is set.
    #[arg(
        long,
        env = "SHORTLY_STORE",
        value_name = "PATH|redis://…|memory",
        help_heading = SERVING,
        global = true,
        hide_env_values = true
    )]
    store: Option<String>,

    /// Where people reach it, as https://s.example: for the links to copy, and to refuse links back to itself.
    /// What each request says unless it is set.
    #[arg(
        long,
        env = "SHORTLY_BASE_URL",
        value_name = "URL",
        value_parser = base_url,
        help_heading = SERVING,
        global = true
    )]
    base_url: Option<String>,
}

#[derive(Clone, Debug, Subcommand)]
enum Command {
    /// Serve the shortener (what it does without a command).
    Serve,
    #[command(flatten)]
    Tool(wegwerk::cli::Command),
}

/// They stand apart in the help of other commands, which have options of their own.
const SERVING: &str = "Serving";

const EXAMPLES: &str = "\
Examples:
  shortly
  shortly --listen 0.0.0.0:80 --base-url https://s.example --store /var/lib/shortly/links.redb
  shortly --store redis://localhost:6379/0
  shortly routes
  shortly routes GET /abc+";

/// Runs Shortly with the arguments of the process: until a signal stops it where it serves. Gives the exit code.
///
/// # Errors
/// None that happen before it serves: those end the process with one line and exit code 1.
pub fn run() -> std::io::Result<ExitCode> {
    let Cli { command, listen, store, base_url } = Cli::parse();
    tracing_subscriber::fmt().with_writer(std::io::stderr).with_target(false).init();
    match command.unwrap_or(Command::Serve) {
        Command::Serve => serve(&listen, store.as_deref(), base_url).map(|()| ExitCode::SUCCESS),
        Command::Tool(command) => Ok(command.run::<Shortly<Store>>()),
    }
}

fn serve(listen: &str, store: Option<&str>, base_url: Option<String>) -> std::io::Result<()> {
    Server::new()
        .bind(listen)
        .on_stop(async |app: &Shortly<Store>| {
            if let Err(error) = app.links().close().await {
                tracing::error!("The last clicks are lost: {error}");
            }
        })
        .run_with(async || {
            let url = match store {
                Some(store) => store.parse()?,
                None => StoreUrl::in_data_folder()?,
            };
            let links = Store::open(&url).await?;
            tracing::info!("Links live in {url}");
            Ok::<_, StoreError>(Shortly::new(links, base_url))
        })
}

/// Reads `--base-url`: scheme and host, nothing behind them.
fn base_url(text: &str) -> Result<String, String> {
    let url = Url::parse(text).map_err(|error| format!("{error}; write it as https://s.example"))?;
    let is_root = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
    let is_plain = url.username().is_empty() && url.password().is_none();
    if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none_or(str::is_empty) {
        return Err("write it as https://s.example".into());
    }
    if !is_root || !is_plain {
        return Err("only scheme, host and port: https://s.example:8443".into());
    }
    Ok(url.origin().ascii_serialization())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_base_url_is_an_origin() {
        assert_eq!(base_url("https://S.example/"), Ok("https://s.example".into()));
        assert_eq!(base_url("http://s.example:8080"), Ok("http://s.example:8080".into()));
        for wrong in
            ["s.example", "ftp://s.example", "https://s.example/p", "https://u@s.example", "https://s?q"]
        {
            assert!(base_url(wrong).is_err(), "{wrong}");
        }
    }
}
