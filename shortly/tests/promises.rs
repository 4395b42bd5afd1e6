//! What clients of Shortly were promised: `routes.lock` holds the routes when it is built, `openapi.json` the rest here.

use shortly::Shortly;
use shortly::links::Memory;
use wegwerk::App;

/// Where the change is meant: `WEGWERK_OPENAPI=update cargo test -p shortly`.
#[test]
fn the_api_is_what_was_promised() {
    wegwerk::testing::hold_openapi(&Shortly::<Memory>::openapi(), "openapi.json");
}
