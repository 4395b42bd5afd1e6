//! The subcommand `routes`.

use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

use clap::Args;
use http::Uri;

use super::{dot, json, svg, text, tree};
use crate::App;
use crate::host::Host;
use crate::matching::{Binding, Explanation, Rule};

/// Lists the routes of an app in the order in which the table tries them, or explains which one takes a request.
///
/// Without a request it prints a line for each rule: methods, rule, endpoint, and where it is written. With one, `routes GET
/// /posts/7`, it prints what becomes of it, and for each rule why it takes the request or does not.
///
/// # JSON
///
/// `--json` writes a list of objects, one for each rule in the same order: `methods` (`null` where it takes every method),
/// `rule`, `endpoint` (after the mounts that lead to it), `app`, `domain` (the subdomain or host, or `null`), `defaults`,
/// `websocket`, `alias`, `redirect`, `build_only`, `blocking`, `priority`, `file`, `line` and `column`.
///
/// Of a request it writes an object: `outcome`, which is `found`, `redirect`, `options`, `not_allowed`, `websocket_mismatch`,
/// `not_found`, `misdirected` or `bad_host`; `by`, the rule that takes it, or `null`; `tried`, every rule with its `reason`; and
/// `values` of what is found, the `location` of a redirect, or the methods to `allow`. Further names may be added to any object.
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
///     routes: wegwerk::cli::Routes,
/// }
///
/// let mut list = Vec::new();
/// Cli::parse_from(["routes"]).routes.write::<Blog>(&mut list)?;
/// assert!(String::from_utf8_lossy(&list).contains("GET, HEAD  /posts/<int:id>  post"));
/// # std::io::Result::Ok(())
/// ```
#[derive(Args, Clone, Debug)]
// Else clap says the comment above in the help of a program that says nothing of itself.
#[command(about = None, long_about = None)]
pub struct Routes {
    /// The method of a request to explain; GET where only a path is given.
    #[arg(value_name = "METHOD")]
    first: Option<String>,

    /// The path of a request to explain, as it is sent, or a whole URL.
    #[arg(value_name = "PATH")]
    second: Option<String>,

    /// The host of the request to explain; the server's name unless it is set.
    #[arg(long, value_name = "HOST")]
    host: Option<String>,

    /// What subdomains are relative to, as example.org.
    #[arg(long, value_name = "NAME")]
    server_name: Option<String>,

    /// The request to explain is a WebSocket handshake.
    #[arg(long)]
    websocket: bool,

    /// Write JSON.
    #[arg(long, conflicts_with_all = ["dot", "svg"])]
    json: bool,

    /// Write the tree of segments as a graph for Graphviz.
    #[arg(long, conflicts_with_all = ["svg", "first"])]
    dot: bool,

    /// Write the tree of segments as a picture.
    #[arg(long, conflicts_with = "first")]
    svg: bool,
}

/// A request to explain.
struct Asked {
    method: String,
    host: Option<String>,
    path: String,
}

impl Routes {
    /// Writes to standard output, and says what the process should exit with: 0; 1 where nothing answers the request that was
    /// to be explained but an error, or where writing fails; 2 where the request is not one. That nobody reads on (`routes | head`) is no
    /// failure.
    pub fn run<A: App>(&self) -> ExitCode {
        super::run(|out| self.write::<A>(out))
    }

    /// Writes to `out`, and says whether the request that was to be explained is answered, by a rule or as an `OPTIONS`; it
    /// is true of a list.
    ///
    /// # Errors
    /// Where writing fails; [`ErrorKind::InvalidInput`] where the request is not one.
    pub fn write<A: App>(&self, out: &mut impl Write) -> io::Result<bool> {
        if let Some(asked) = self.asked()? {
            let explanation = self.explain::<A>(&asked);
            if self.json {
                writeln!(out, "{:#}", json::explanation(&explanation))?;
            } else {
                write!(out, "{} {}: {explanation}", asked.method, asked.path)?;
            }
            return Ok(explanation.is_answered());
        }
        let rules: Vec<Rule> = A::rules().collect();
        if self.json {
            writeln!(out, "{:#}", json::rules(&rules))?;
        } else if self.dot {
            out.write_all(dot::graph(&tree::of(&rules)).as_bytes())?;
        } else if self.svg {
            out.write_all(svg::picture(&tree::of(&rules)).as_bytes())?;
        } else {
            out.write_all(text::table(&rules).as_bytes())?;
        }
        Ok(true)
    }

    fn explain<A: App>(&self, asked: &Asked) -> Explanation {
        let own = self.server_name.as_deref();
        let host = self.host.as_deref().or(asked.host.as_deref()).or(own).unwrap_or("localhost");
        let bound = Binding::<A>::new(own);
        let bound = if self.websocket { bound.websocket() } else { bound };
        bound.explain(&asked.method, host, &asked.path)
    }

    /// The request, where there is one.
    fn asked(&self) -> io::Result<Option<Asked>> {
        let invalid = |problem: String| Err(io::Error::new(ErrorKind::InvalidInput, problem));
        if let Some(name) = self.server_name.as_deref()
            && Host::parse(name).is_none()
        {
            return invalid(format!("{name:?} is no server's name; write it as `--server-name example.org`"));
        }
        let (method, target) = match (&self.first, &self.second) {
            (None, _) if self.host.is_some() || self.websocket => {
                return invalid("a request is missing; write `routes GET /path`".into());
            }
            (None, _) => return Ok(None),
            (Some(target), None) if target.contains('/') => ("GET", target),
            (Some(method), None) if is_method(method) => {
                return invalid(format!("the path of {method:?} is missing; write `routes {method} /path`"));
            }
            (Some(method), None) => (method.as_str(), method),
            (Some(method), Some(target)) => (method.as_str(), target),
        };
        if !is_method(method) {
            return invalid(format!("{method:?} is no method; write `routes GET /path`"));
        }
        // Standard methods are in upper case, and people type them as they like.
        let upper = method.to_ascii_uppercase();
        let method = if wegwerk_routing::method::bit(&upper).is_some() { upper } else { method.to_owned() };
        if method == "OPTIONS" && target == "*" {
            return invalid("`OPTIONS *` is answered for the whole app, by no rule".into());
        }
        if target.starts_with('/') {
            let path = target.split(['?', '#']).next().unwrap_or_default().to_owned();
            return Ok(Some(Asked { method, host: None, path }));
        }
        match target.parse::<Uri>() {
            Ok(uri) if uri.scheme().is_some() => {
                // A client keeps to itself who it is.
                let host = uri.authority().map(|authority| {
                    let text = authority.as_str();
                    text.rsplit_once('@').map_or(text, |(_, host)| host).to_owned()
                });
                Ok(Some(Asked { method, host, path: uri.path().to_owned() }))
            }
            _ => invalid(format!("{target:?} is no path: write it with a slash before it, as `/{target}`")),
        }
    }
}

fn is_method(text: &str) -> bool {
    http::Method::from_bytes(text.as_bytes()).is_ok()
}
