//! An app in parts.

use wegwerk::prelude::*;

/// In parts.
#[derive(Debug)]
pub struct Parted;

#[app(parts(one, two))]
impl Parted {
    /// The main block.
    #[get("/")]
    fn on_index(&self) -> &'static str {
        "index"
    }
}

/// The first part.
pub mod one {
    use super::*;

    #[app(part = one)]
    impl Parted {
        /// In the first part.
        #[get("/one/<name>")]
        fn on_one(&self, name: &str) -> String {
            name.to_owned()
        }
    }
}

mod two {
    use super::*;

    #[app(part = two)]
    impl Parted {
        /// In the second part, public.
        #[get("/two")]
        pub fn on_two(&self) -> &'static str {
            "two"
        }
    }
}
