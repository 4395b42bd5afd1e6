//! More variables than a match holds, with those of prefixes.

use wegwerk::prelude::*;

struct Site {
    inner: Inner,
}

struct Inner;

#[app]
impl Site {
    #[mount("/<a0>/<a1>/<a2>/<a3>/<a4>/<a5>/<a6>/<a7>/<a8>/<a9>/<b0>/<b1>/<b2>/<b3>/<b4>/<b5>/<b6>/<b7>/<b8>/<b9>/<c0>")]
    fn inner(&self) -> &Inner {
        &self.inner
    }
}

#[app]
impl Inner {
    #[route("/<a0>/<a1>/<a2>/<a3>/<a4>/<a5>/<a6>/<a7>/<a8>/<a9>/<b0>/<b1>")]
    #[allow(clippy::too_many_arguments)]
    fn on_many(
        &self,
        a0: u8,
        a1: u8,
        a2: u8,
        a3: u8,
        a4: u8,
        a5: u8,
        a6: u8,
        a7: u8,
        a8: u8,
        a9: u8,
        b0: u8,
        b1: u8,
    ) -> String {
        (a0 + a1 + a2 + a3 + a4 + a5 + a6 + a7 + a8 + a9 + b0 + b1).to_string()
    }
}

fn main() {}
