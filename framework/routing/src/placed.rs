//! Whether what an app mounts can stand below it: hosts beside subdomains, variables, depth. Takes the [`Map`] of an app,
//! and says what is wrong at the mount, before a table is built of it.

use crate::map::{Hosts, Map, Mount};
use crate::message::Message;
use crate::rule::{Domain, MAX_VARIABLES, Rule, Slot};
use crate::table::MAX_DEPTH;

/// Stops the build where a rule below the `mount`-th mount of an app cannot stand there. What could not stand in the
/// mounted app either was told of there.
///
/// # Panics
/// In const evaluation, where one cannot.
#[track_caller]
pub const fn check_placed(map: &Map, mount: usize) {
    let mounted = map.mounts[mount];
    if let Some(fault) = below(map.hosts, Way::ROOT, mounted)
        && fault_of(mounted.map).is_none()
    {
        fault.tell(map, mounted);
    }
}

/// The app, or one without rules where some could not stand: a table is built of what is right.
pub const fn placed(map: &'static Map) -> &'static Map {
    const NONE: &Map = &Map::EMPTY;
    match fault_of(map) {
        Some(_) => NONE,
        None => map,
    }
}

/// The way from the root to an app.
#[derive(Clone, Copy)]
struct Way {
    texts: [&'static str; MAX_DEPTH],
    depth: usize,
    variables: usize,
    domain: Option<&'static Domain<'static>>,
}

impl Way {
    const ROOT: Way = Way { texts: [""; MAX_DEPTH], depth: 0, variables: 0, domain: None };
}

/// A rule that cannot stand where it is.
struct Fault {
    kind: Kind,
    way: Way,
    rule: &'static Rule<'static>,
    app: &'static str,
}

#[derive(Clone, Copy)]
enum Kind {
    /// It names no host, and each has to.
    Nowhere,
    /// It names a subdomain among hosts.
    Subdomain(&'static Domain<'static>),
    /// It names a host among subdomains.
    Host(&'static Domain<'static>),
    /// A mount takes the place of its domain, whose variable a handler takes.
    Replaced(&'static Domain<'static>),
    /// It has this many variables with all that stand before them.
    Variables(usize),
    /// Too many mounts lead to it.
    Deep,
}

const fn fault_of(map: &Map) -> Option<Fault> {
    within(map.hosts, Way::ROOT, map)
}

/// The first fault of an app that `way` leads to.
const fn within(hosts: Hosts, way: Way, map: &Map) -> Option<Fault> {
    let mut i = 0;
    while i < map.rules.len() {
        if let Some(kind) = of_rule(hosts, &way, map.rules[i]) {
            return Some(Fault { kind, way, rule: map.rules[i], app: map.app });
        }
        i += 1;
    }
    let mut i = 0;
    while i < map.mounts.len() {
        let fault = below(hosts, way, map.mounts[i]);
        if fault.is_some() {
            return fault;
        }
        i += 1;
    }
    None
}

/// The first fault below a mount of the app that `way` leads to.
const fn below(hosts: Hosts, mut way: Way, mount: &Mount) -> Option<Fault> {
    if way.depth == MAX_DEPTH {
        return Some(Fault { kind: Kind::Deep, way, rule: &Rule::EMPTY, app: mount.map.app });
    }
    way.texts[way.depth] = mount.text;
    way.depth += 1;
    way.variables += mount.variables.len();
    if way.domain.is_none() {
        way.domain = mount.domain;
    }
    if way.variables > MAX_VARIABLES {
        return Some(Fault {
            kind: Kind::Variables(way.variables),
            way,
            rule: &Rule::EMPTY,
            app: mount.map.app,
        });
    }
    within(hosts, way, mount.map)
}

const fn of_rule(hosts: Hosts, way: &Way, rule: &Rule<'static>) -> Option<Kind> {
    let named = match way.domain {
        None => rule.domain,
        domain => domain,
    };
    match (hosts, named) {
        (Hosts::Hosts, None) => return Some(Kind::Nowhere),
        (Hosts::Hosts, Some(domain)) if !domain.host => return Some(Kind::Subdomain(domain)),
        (Hosts::Subdomains(_), Some(domain)) if domain.host => return Some(Kind::Host(domain)),
        _ => {}
    }
    if way.domain.is_some()
        && let Some(own) = rule.domain
        && takes_domain(rule)
    {
        return Some(Kind::Replaced(own));
    }
    let of_domain = match named {
        Some(domain) => domain.variables.len(),
        None => 0,
    };
    let all = of_domain + way.variables + rule.variables.len();
    if all > MAX_VARIABLES { Some(Kind::Variables(all)) } else { None }
}

/// Whether a handler takes a variable of the rule's subdomain or host.
const fn takes_domain(rule: &Rule<'_>) -> bool {
    let mut i = 0;
    while i < rule.slots.len() {
        if let Slot::Domain(_) = rule.slots[i] {
            return true;
        }
        i += 1;
    }
    false
}

impl Fault {
    #[track_caller]
    const fn tell(&self, root: &Map, mount: &Mount) -> ! {
        let mut message = Message::new();
        match self.kind {
            Kind::Nowhere => {
                message.push_all(&["[WE207] `", root.app, "` tells requests apart by their hosts, and "]);
                self.push_rule(&mut message);
                message.push(" names none\nhelp: write `host = \"…\"` on the ");
                message.push(if mount.part { "rule" } else { "mount, or on the rule" });
            }
            Kind::Subdomain(domain) => {
                message.push_all(&["[WE207] `", root.app, "` tells requests apart by their hosts, and "]);
                self.push_named(&mut message, mount, domain);
                message.push("\nhelp: write the whole host: `host = \"…\"` on the mount");
            }
            Kind::Host(domain) => {
                message.push_all(&["[WE207] `", root.app, "` tells requests apart by subdomains, and "]);
                self.push_named(&mut message, mount, domain);
                message.push_all(&["\nhelp: write `#[app(host_matching)]` on `", root.app]);
                message.push("`, or `subdomain = \"…\"` on the mount");
            }
            Kind::Replaced(domain) => {
                let kind = of_kind(self.way.domain);
                message.push_all(&["[WE207] the ", kind, " of the mount takes the place of `", domain.text]);
                message.push("`, of which the handler of ");
                self.push_rule(&mut message);
                message.push(" takes a variable\nhelp: leave it out, or let the handler take a variable of the mount: ");
                message.push("`#[app(outer(…))]`");
            }
            Kind::Variables(count) => {
                message.push("[WE204] ");
                self.push_rule(&mut message);
                message.push(" has ");
                message.push_number(count as u32);
                message.push(" variables with those of the host and of the prefixes, and a match holds ");
                message.push_number(MAX_VARIABLES as u32);
                message.push("\nhelp: write fewer variables into the prefixes");
            }
            Kind::Deep => {
                message.push_all(&["[WE205] `", self.app, "` is mounted more than "]);
                message.push_number(MAX_DEPTH as u32);
                message.push(" deep: under `");
                message.push_all(&self.way.texts);
                message.push("`\nhelp: mount it by an app that stands further out");
            }
        }
        panic!("{}", message.as_str())
    }

    /// Who names a subdomain or a host: the mount itself or the rule.
    const fn push_named(&self, message: &mut Message, mount: &Mount, domain: &'static Domain<'static>) {
        if mount.domain.is_some() {
            message.push("the mount");
        } else {
            self.push_rule(message);
        }
        message.push_all(&[" names the ", of_kind(Some(domain)), " `", domain.text, "`"]);
    }

    const fn push_rule(&self, message: &mut Message) {
        message.push_rule(self.way.texts.split_at(self.way.depth).0, self.rule, self.app);
    }
}

const fn of_kind(domain: Option<&Domain<'_>>) -> &'static str {
    match domain {
        Some(Domain { host: true, .. }) => "host",
        _ => "subdomain",
    }
}
