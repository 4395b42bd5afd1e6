//! `ROUTES.md` has the routes that the app has.

use shortly::Shortly;
use shortly::links::Memory;

#[test]
fn routes_are_written_down() {
    wegwerk::testing::routes_file::<Shortly<Memory>>("ROUTES.md");
}
