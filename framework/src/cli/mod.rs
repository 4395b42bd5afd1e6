//! Subcommands for an app's own command line, read with [clap](https://docs.rs/clap): the list of its routes, and which of
//! them takes a request; its description as OpenAPI, where the feature `openapi` is on, too. With the feature `cli`.
//!
//! Flatten [`Command`] into the program's own subcommands to have all that there is, or take [`Routes`] alone. The answers
//! are those of the app's table, so they need no running server.
//!
//! ```
//! use clap::{Parser, Subcommand};
//! use wegwerk::prelude::*;
//!
//! struct Blog;
//!
//! #[app]
//! impl Blog {
//!     #[route("/posts/<int:id>")]
//!     fn on_post(&self, id: u32) -> String { id.to_string() }
//! }
//!
//! #[derive(Parser)]
//! struct Cli {
//!     #[command(subcommand)]
//!     command: Command,
//! }
//!
//! #[derive(Subcommand)]
//! enum Command {
//!     /// Serve the blog.
//!     Serve,
//!     #[command(flatten)]
//!     Tool(wegwerk::cli::Command),
//! }
//!
//! fn run(arguments: &[&str]) -> std::process::ExitCode {
//!     match Cli::parse_from(arguments).command {
//!         Command::Serve => match wegwerk::Server::new().bind("127.0.0.1:5000").run(Blog) {
//!             Ok(()) => std::process::ExitCode::SUCCESS,
//!             Err(_) => std::process::ExitCode::FAILURE,
//!         },
//!         Command::Tool(command) => command.run::<Blog>(),
//!     }
//! }
//!
//! run(&["blog", "routes"]);
//! run(&["blog", "routes", "GET", "/posts/7"]);
//! ```

mod dot;
mod json;
#[cfg(feature = "openapi")]
mod openapi;
mod routes;
mod svg;
mod text;
mod tree;

use std::io::{self, ErrorKind, StdoutLock, Write};
use std::process::ExitCode;

use clap::Subcommand;

use crate::App;

#[cfg(feature = "openapi")]
pub use openapi::Openapi;
pub use routes::Routes;

/// Every subcommand that there is, to be flattened into a program's own: see [the module](self).
#[derive(Clone, Debug, Subcommand)]
// Else clap says the comment above in the help of a program that says nothing of itself.
#[command(about = None, long_about = None)]
#[non_exhaustive]
pub enum Command {
    /// List the routes, or explain which one takes a request.
    Routes(Routes),
    /// Write the description of the app as OpenAPI.
    #[cfg(feature = "openapi")]
    Openapi(Openapi),
}

impl Command {
    /// Runs the subcommand for an app, writes to standard output, and says what the process should exit with.
    pub fn run<A: App>(&self) -> ExitCode {
        match self {
            Command::Routes(routes) => routes.run::<A>(),
            #[cfg(feature = "openapi")]
            Command::Openapi(openapi) => openapi.run::<A>(),
        }
    }
}

/// Writes to standard output, and says what the process should exit with: 0 where `write` says so, else 1; 2 where what was
/// asked makes no sense. That nobody reads on (`routes | head`) is no failure.
fn run(write: impl FnOnce(&mut StdoutLock<'_>) -> io::Result<bool>) -> ExitCode {
    let mut out = io::stdout().lock();
    match write(&mut out).and_then(|good| out.flush().map(|()| good)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            // Where this cannot be written either, the exit code has to do.
            let _ = writeln!(io::stderr(), "error: {error}");
            ExitCode::from(if error.kind() == ErrorKind::InvalidInput { 2 } else { 1 })
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory, Parser};

    /// What the help of a program says of it first.
    fn about<P: CommandFactory>() -> Option<String> {
        let command = P::command();
        command.get_long_about().or(command.get_about()).map(ToString::to_string)
    }

    #[test]
    fn the_help_of_a_program_says_nothing_of_these_types() {
        #[derive(Parser)]
        struct Silent {
            #[command(subcommand)]
            command: super::Command,
        }

        /// Lends books.
        #[derive(Parser)]
        struct Told {
            #[command(subcommand)]
            command: super::Command,
        }

        #[derive(Parser)]
        struct Routes {
            #[command(flatten)]
            routes: super::Routes,
        }

        #[cfg(feature = "openapi")]
        #[derive(Parser)]
        struct Openapi {
            #[command(flatten)]
            openapi: super::Openapi,
        }

        #[cfg(feature = "openapi")]
        assert_eq!(about::<Openapi>(), None);
        assert_eq!(about::<Silent>(), None);
        assert_eq!(about::<Told>().as_deref(), Some("Lends books"));
        assert_eq!(about::<Routes>(), None);
        let routes =
            Silent::command().get_subcommands().find(|command| command.get_name() == "routes").cloned();
        let said = routes.and_then(|routes| routes.get_about().map(ToString::to_string));
        assert_eq!(said.as_deref(), Some("List the routes, or explain which one takes a request"));
    }
}
