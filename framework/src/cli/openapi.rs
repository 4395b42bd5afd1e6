//! The subcommand `openapi`.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Args;

use crate::App;
use crate::openapi::OpenApi;

/// Writes the description of an app as OpenAPI 3.1, or lists what it does not say.
///
/// ```
/// use clap::Parser;
/// use wegwerk::prelude::*;
///
/// struct Blog;
///
/// #[app]
/// impl Blog {
///     #[route("/posts/<int:id>")]
///     fn on_post(&self, id: u32) -> String { id.to_string() }
/// }
///
/// #[derive(Parser)]
/// struct Cli {
///     #[command(flatten)]
///     openapi: wegwerk::cli::Openapi,
/// }
///
/// let mut json = Vec::new();
/// Cli::parse_from(["openapi", "--title", "A blog"]).openapi.write::<Blog>(&mut json)?;
/// let description: serde_json::Value = serde_json::from_slice(&json)?;
/// assert_eq!(description["info"]["title"], "A blog");
/// assert!(description["paths"]["/posts/{id}"]["get"].is_object());
/// # std::io::Result::Ok(())
/// ```
#[derive(Args, Clone, Debug)]
// Else clap says the comment above in the help of a program that says nothing of itself.
#[command(about = None, long_about = None)]
pub struct Openapi {
    /// List what no type tells, such as statuses that are known only at run time, and exit with 1 where there is any.
    #[arg(long)]
    check: bool,

    /// The name of the API; that of the app unless it is set.
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,

    /// The version of the API.
    #[arg(long = "api-version", value_name = "VERSION")]
    version: Option<String>,

    /// A server that the API is at, by its URL; may stand several times.
    #[arg(long = "server", value_name = "URL")]
    servers: Vec<String>,
}

impl Openapi {
    /// Writes to standard output, and says what the process should exit with: 0; 1 where `--check` finds something, or where
    /// writing fails. That nobody reads on is no failure.
    pub fn run<A: App>(&self) -> ExitCode {
        super::run(|out| self.write::<A>(out))
    }

    /// Writes to `out`, and says whether `--check` found nothing; it is true of a description.
    ///
    /// # Errors
    /// Where writing fails.
    pub fn write<A: App>(&self, out: &mut impl Write) -> io::Result<bool> {
        let description = self.named(A::openapi());
        if !self.check {
            writeln!(out, "{description}")?;
            return Ok(true);
        }
        let untold = description.undescribed();
        for untold in untold {
            writeln!(out, "{untold}")?;
        }
        if untold.is_empty() {
            writeln!(out, "Everything is described.")?;
        }
        Ok(untold.is_empty())
    }

    fn named(&self, mut description: OpenApi) -> OpenApi {
        if let Some(title) = &self.title {
            description = description.title(title);
        }
        if let Some(version) = &self.version {
            description = description.version(version);
        }
        self.servers.iter().fold(description, |description, url| description.server(url, ""))
    }
}
