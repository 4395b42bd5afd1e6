//! Types that a variable of a rule can become.

/// A type that the text of a rule's variable becomes.
pub trait PathParam<'r>: Sized {
    /// Says whether a text becomes a value, or `None` where every text does. Matching asks it: a text that the
    /// type refuses makes the rule not match.
    const ACCEPTS: Option<fn(&str) -> bool>;

    /// The value; `None` where the text is none. The text is percent-decoded.
    fn from_param(text: &'r str) -> Option<Self>;
}
