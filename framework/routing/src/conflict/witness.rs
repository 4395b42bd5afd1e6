//! The request that shows two rules in conflict.

use core::fmt;

use crate::path::stays;

/// The bytes that a [`Witness`] has for its path.
pub const PATH_CAPACITY: usize = 256;

/// A request that two rules react to, each of them alike.
///
/// It displays as the start of a request line, with the path percent-encoded: `GET /a%20b`.
#[derive(Clone, Copy)]
pub struct Witness<'a> {
    method: &'a str,
    bytes: [u8; PATH_CAPACITY],
    length: usize,
    fits: bool,
    domain: [u8; DOMAIN_CAPACITY],
    domain_length: usize,
}

/// The bytes that a [`Witness`] has for its subdomain or host.
const DOMAIN_CAPACITY: usize = 128;

impl<'a> Witness<'a> {
    pub(super) const fn new(method: &'a str) -> Self {
        let domain = [0; DOMAIN_CAPACITY];
        Witness { method, bytes: [0; PATH_CAPACITY], length: 0, fits: true, domain, domain_length: 0 }
    }

    /// The subdomain or host that both rules are for; `None` where they name none, or it is a long one.
    pub const fn domain(&self) -> Option<&str> {
        if self.domain_length == 0 {
            return None;
        }
        match core::str::from_utf8(self.domain.split_at(self.domain_length).0) {
            Ok(domain) => Some(domain),
            Err(_) => None,
        }
    }

    pub(super) const fn set_domain(&mut self, domain: &Witness<'_>) {
        let mut i = 0;
        while domain.fits && domain.length <= DOMAIN_CAPACITY && i < domain.length {
            self.domain[i] = domain.bytes[i];
            i += 1;
        }
        self.domain_length = i;
    }

    /// A method that both rules take.
    pub const fn method(&self) -> &'a str {
        self.method
    }

    /// A path that both rules react to, decoded; `None` if it is longer than [`PATH_CAPACITY`] bytes. It has
    /// letters `a` and digits `7` (`0` in a UUID) wherever the rules leave a choice.
    pub const fn path(&self) -> Option<&str> {
        if !self.fits {
            return None;
        }
        match core::str::from_utf8(self.bytes.split_at(self.length).0) {
            Ok(path) => Some(path),
            Err(_) => None,
        }
    }

    /// The last byte of the path so far, unless it has become too long.
    pub(super) const fn last(&self) -> Option<u8> {
        if !self.fits || self.length == 0 { None } else { Some(self.bytes[self.length - 1]) }
    }

    /// Takes the path out again.
    pub(super) const fn clear(&mut self) {
        (self.length, self.fits) = (0, true);
    }

    /// Makes room for `count` bytes and says where it begins, unless the path has become too long.
    pub(super) const fn reserve(&mut self, count: usize) -> Option<usize> {
        if !self.fits || count > PATH_CAPACITY - self.length {
            self.fits = false;
            return None;
        }
        let start = self.length;
        self.length += count;
        Some(start)
    }

    /// Puts `byte` at a place that was reserved.
    pub(super) const fn set(&mut self, at: usize, byte: u8) {
        self.bytes[at] = byte;
    }

    pub(super) const fn push(&mut self, text: &str) {
        let text = text.as_bytes();
        if let Some(start) = self.reserve(text.len()) {
            let mut i = 0;
            while i < text.len() {
                self.bytes[start + i] = text[i];
                i += 1;
            }
        }
    }

    /// Puts another path in place of its own, unless that is too long.
    pub(super) fn replace(&mut self, path: &str) {
        let mut other = Witness::new(self.method);
        other.push(path);
        if other.fits {
            (self.bytes, self.length) = (other.bytes, other.length);
        }
    }

    /// Puts another subdomain or host in place of its own, unless that is too long.
    pub(super) fn replace_domain(&mut self, domain: &str) {
        let mut other = Witness::new(self.method);
        other.push(domain);
        if other.length <= DOMAIN_CAPACITY {
            self.set_domain(&other);
        }
    }

    /// Adds the path of another witness.
    pub(super) const fn append(&mut self, end: &Witness<'_>) {
        match end.path() {
            Some(path) => self.push(path),
            None => self.fits = false,
        }
    }

    pub(super) const fn push_repeated(&mut self, byte: u8, count: usize) {
        if let Some(start) = self.reserve(count) {
            let mut i = 0;
            while i < count {
                self.bytes[start + i] = byte;
                i += 1;
            }
        }
    }
}

impl fmt::Display for Witness<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(path) = self.path() else {
            return write!(f, "{} and a path of more than {PATH_CAPACITY} bytes", self.method);
        };
        write!(f, "{} ", self.method)?;
        for byte in path.bytes() {
            if byte == b'/' || stays(byte) {
                write!(f, "{}", byte as char)?;
            } else {
                write!(f, "%{byte:02X}")?;
            }
        }
        Ok(())
    }
}

impl fmt::Debug for Witness<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Witness").field("method", &self.method).field("path", &self.path()).finish()
    }
}
