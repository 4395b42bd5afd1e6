//! Apps that are mounted too deep in each other.

use wegwerk::prelude::*;

macro_rules! chain {
    ($outer:ident $inner:ident $($rest:ident)*) => {
        struct $outer;

        #[app]
        impl $outer {
            #[mount("/a")]
            fn inner(&self) -> &'static $inner {
                &$inner
            }
        }

        chain!($inner $($rest)*);
    };
    ($last:ident) => {
        struct $last;

        #[app]
        impl $last {
            #[route("/")]
            fn on_index(&self) -> &'static str {
                "index"
            }
        }
    };
}

chain!(B C D E F G H I J K L M N O P Q R);

struct A;

#[app]
impl A {
    #[mount("/b")]
    fn b(&self) -> &'static B {
        &B
    }
}

struct Site;

#[app]
impl Site {
    #[mount("/site")]
    fn a(&self) -> &'static A {
        &A
    }
}

fn main() {}
