//! `ROUTES.md` has the routes of the whole site.

#[test]
fn routes_are_written_down() {
    wegwerk::testing::routes_file::<wegwerk_tests_site::Site<&'static str>>("ROUTES.md");
}
