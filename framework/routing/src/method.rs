//! Sets of HTTP methods, as data that can stand in a `const`.

/// The methods of RFC 9110 and RFC 5789, in the order of their bits in [`Methods`].
pub const STANDARD: [&str; 9] =
    ["GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH"];

/// A set of methods: all, or some standard ones and some others by name. Names are case-sensitive (RFC 9110,
/// 9.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Methods<'a> {
    bits: u16,
    any: bool,
    extra: &'a [&'a str],
}

impl<'a> Methods<'a> {
    /// Every method there is, unknown ones too.
    pub const ANY: Self = Methods { bits: 0, any: true, extra: &[] };
    /// No method.
    pub const NONE: Self = Methods { bits: 0, any: false, extra: &[] };

    /// The standard methods of `bits` (bit n is [`STANDARD`]`[n]`) and those named in `extra`.
    pub const fn new(bits: u16, extra: &'a [&'a str]) -> Self {
        Methods { bits, any: false, extra }
    }

    /// Whether the set holds every method.
    pub const fn is_any(&self) -> bool {
        self.any
    }

    /// The standard methods of the set, as bits.
    pub const fn bits(&self) -> u16 {
        self.bits
    }

    /// The other methods of the set.
    pub const fn extra(&self) -> &'a [&'a str] {
        self.extra
    }

    /// Whether `method` is in the set.
    pub const fn contains(&self, method: &str) -> bool {
        if self.any {
            return true;
        }
        match bit(method) {
            Some(bit) => self.bits & bit != 0,
            None => contains(self.extra, method),
        }
    }

    /// A method that both sets hold, if there is one; `GET` first.
    pub const fn common(&self, other: &Methods<'a>) -> Option<&'a str> {
        if self.any && other.any {
            return Some("GET");
        }
        let bits = match (self.any, other.any) {
            (true, _) => other.bits,
            (_, true) => self.bits,
            _ => self.bits & other.bits,
        };
        if bits != 0 {
            return Some(STANDARD[bits.trailing_zeros() as usize]);
        }
        let (few, many) = if self.any { (other, self) } else { (self, other) };
        let mut i = 0;
        while i < few.extra.len() {
            if many.any || contains(many.extra, few.extra[i]) {
                return Some(few.extra[i]);
            }
            i += 1;
        }
        None
    }
}

/// The bit of a standard method.
pub const fn bit(method: &str) -> Option<u16> {
    let n = match method.as_bytes() {
        b"GET" => 0,
        b"HEAD" => 1,
        b"POST" => 2,
        b"PUT" => 3,
        b"DELETE" => 4,
        b"CONNECT" => 5,
        b"OPTIONS" => 6,
        b"TRACE" => 7,
        b"PATCH" => 8,
        _ => return None,
    };
    Some(1 << n)
}

const fn contains(names: &[&str], name: &str) -> bool {
    let mut i = 0;
    while i < names.len() {
        if crate::text::equal(names[i], name) {
            return true;
        }
        i += 1;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_standard_method_has_the_bit_of_its_place() {
        for (n, name) in STANDARD.into_iter().enumerate() {
            assert_eq!(bit(name), Some(1 << n), "{name}");
        }
        assert_eq!(bit("PURGE"), None);
        assert_eq!(bit("get"), None);
    }
}
