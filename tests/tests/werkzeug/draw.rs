//! Rules drawn at random, the same at every run: every converter, several variables a segment, what stands behind a path
//! variable, both ways with slashes, methods, WebSockets, subdomains and hosts, prefixes of mounts.

use super::ask::{Alone, Domain};

const LITERALS: [&str; 6] = ["a", "b", "7", "ab", "é", "7.7"];
const VARIABLES: [&str; 20] = [
    "<@>",
    "<@>",
    "<Slug:@>",
    "<int:@>",
    "<int(signed=True):@>",
    "<float:@>",
    "<float(signed=True):@>",
    "<int(fixed_digits=3):@>",
    "<int(min=10):@>",
    "<int(max=12):@>",
    "<int(signed=True, max=12):@>",
    "<float(min=8.5):@>",
    "<uuid:@>",
    "<any(a, b):@>",
    "<any(\"7\", \"a-b\", \"7.7\"):@>",
    "<string(length=2):@>",
    "<string(minlength=0):@>",
    "<string(minlength=2):@>",
    "<string(maxlength=3):@>",
    "<string(minlength=0, maxlength=1):@>",
];
const JOINTS: [&str; 7] = ["-", ".", "x", "+", "%", "é", " "];
const RESTS: [&str; 10] = [
    "<path:@>",
    "<path:@>",
    "<path:@>",
    "v<path:@>",
    "<path:@>/a",
    "<path:@>/b",
    "<path:@>-<path:@>",
    "<path:@>/<path:@>",
    "<path:@>/<int:@>",
    "<@>-<path:@>",
];
const SUBDOMAINS: [&str; 7] =
    ["", "api", "<@>", "<any(api, www):@>", "<@>.<@>", "<string(length=2):@>", "<int(min=8):@>"];
const HOSTS: [&str; 6] =
    ["example.org", "<@>.example.org", "<any(www, api):@>.example.org", "<@>", "<@>:8080", "<@>.<@>"];
const METHODS: [&[&str]; 7] =
    [&[], &["GET"], &["GET"], &["POST"], &["GET", "POST"], &["PURGE"], &["PUT", "PURGE"]];

/// What rules of one app are told apart by.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum By {
    Path,
    Subdomain,
    Host,
}

/// A rule, with the prefixes of the mounts that it comes by.
pub(crate) struct Drawn {
    /// All of its text, that of the prefixes included.
    pub(crate) alone: Alone,
    /// Where the prefixes end in its text.
    pub(crate) cuts: Vec<usize>,
}

/// Numbers by xorshift.
pub(crate) struct Draw(pub(crate) u64);

impl Draw {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as usize % limit
    }

    fn of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }

    /// A rule of an app that tells its rules apart by `by`.
    pub(crate) fn rule(&mut self, by: By) -> Drawn {
        let (mut text, mut cuts) = (String::new(), Vec::new());
        for _ in 0..self.of(&[0, 0, 0, 1, 1, 2]) {
            text += "/";
            text += &self.segment();
            cuts.push(text.len());
        }
        for _ in 0..self.of(&[0, 1, 1, 1, 2, 2]) {
            text += "/";
            text += &self.segment();
        }
        if self.below(5) == 0 {
            text += "/";
            text += self.of(&RESTS);
        }
        if self.below(3) == 0 || text.len() == cuts.last().copied().unwrap_or(0) {
            text += "/";
        }
        let domain = match by {
            By::Path => String::new(),
            By::Subdomain => self.of(&SUBDOMAINS).to_owned(),
            By::Host => self.of(&HOSTS).to_owned(),
        };
        let websocket = self.below(8) == 0;
        let methods = if websocket { &["GET"] } else { self.of(&METHODS) };
        let methods = methods.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
        // The cuts move as the variables get names, which must differ in the whole rule.
        let mut names = 0;
        let mut named = |text: &str| {
            let mut out = String::new();
            for (n, piece) in text.split('@').enumerate() {
                if n > 0 {
                    names += 1;
                    out += &format!("v{names}");
                }
                out += piece;
            }
            out
        };
        let (mut whole, mut from) = (String::new(), 0);
        for cut in &mut cuts {
            whole += &named(&text[from..*cut]);
            from = std::mem::replace(cut, whole.len());
        }
        whole += &named(&text[from..]);
        let domain = named(&domain);
        let alone = Alone {
            text: whole,
            methods: Some(methods).filter(|methods| !methods.is_empty()),
            websocket,
            strict_slashes: self.below(3) > 0,
            merge_slashes: true,
            domain: if by == By::Host { Domain::Host(domain) } else { Domain::Subdomain(domain) },
        };
        Drawn { alone, cuts }
    }

    /// A literal, a variable, or several of both.
    fn segment(&mut self) -> String {
        match self.below(10) {
            0 | 1 => self.of(&LITERALS).to_owned(),
            2..=6 => self.of(&VARIABLES).to_owned(),
            7 => self.of(&JOINTS).to_owned() + self.of(&VARIABLES),
            8 => self.of(&VARIABLES).to_owned() + self.of(&JOINTS),
            _ => {
                let joint = if self.below(4) == 0 { "" } else { self.of(&JOINTS) };
                format!("{}{joint}{}", self.of(&VARIABLES), self.of(&VARIABLES))
            }
        }
    }
}
