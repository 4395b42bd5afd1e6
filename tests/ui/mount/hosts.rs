//! Hosts beside subdomains, across mounts.

use wegwerk::prelude::*;

struct Site {
    outer: Outer,
}

#[app]
impl Site {
    #[mount("/outer")]
    fn outer(&self) -> &Outer {
        &self.outer
    }

    #[mount("/host", host = "example.org")]
    fn host(&self) -> &Leaf {
        &Leaf
    }
}

struct Outer {
    hosts: Hosts,
}

#[app]
impl Outer {
    #[mount("/hosts")]
    fn hosts(&self) -> &Hosts {
        &self.hosts
    }
}

struct Hosts;

#[app(host_matching)]
impl Hosts {
    #[route("/x", host = "<name>.example.org")]
    fn on_x(&self, name: &str) -> String {
        name.to_owned()
    }

    #[mount("/nowhere")]
    fn nowhere(&self) -> &Leaf {
        &Leaf
    }

    #[mount("/subdomain", subdomain = "api")]
    fn subdomain(&self) -> &Leaf {
        &Leaf
    }

    #[mount("/below")]
    fn below(&self) -> &Subdomains {
        &Subdomains
    }

    #[mount("/right", host = "example.org")]
    fn right(&self) -> &Leaf {
        &Leaf
    }
}

struct Leaf;

#[app]
impl Leaf {
    #[route("/leaf")]
    fn on_leaf(&self) -> &'static str {
        "leaf"
    }
}

struct Subdomains;

#[app]
impl Subdomains {
    #[route("/y", subdomain = "<name>")]
    fn on_y(&self, name: &str) -> String {
        name.to_owned()
    }
}

struct Replacing;

#[app]
impl Replacing {
    #[mount("/of", subdomain = "api")]
    fn of(&self) -> &Subdomains {
        &Subdomains
    }
}

struct Whole;

#[app(host_matching, parts(rest))]
impl Whole {
    #[route("/", host = "example.org")]
    fn on_index(&self) -> &'static str {
        "index"
    }
}

#[app(part = rest)]
impl Whole {
    #[route("/rest")]
    fn on_rest(&self) -> &'static str {
        "rest"
    }
}

fn main() {}

// 6 mistakes
