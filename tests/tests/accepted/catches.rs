//! Errors of several statuses in one method.

use wegwerk::prelude::*;
use wegwerk::testing::Client;

struct Caught;

#[app]
impl Caught {
    #[get("/gone")]
    fn on_index(&self) -> Result<()> {
        Err(Error::gone())
    }

    #[allow(clippy::needless_arbitrary_self_type)]
    #[get("/conflict")]
    fn on_conflict(self: &Self) -> Result<()> {
        Err(Error::conflict())
    }

    #[catch(404)]
    #[catch(410)]
    fn on_missing(&self, error: &Error) -> String {
        format!("missing {}", error.status().as_u16())
    }

    #[allow(clippy::needless_arbitrary_self_type)]
    #[catch]
    fn on_error(self: &Self, error: &Error) -> String {
        format!("error {}", error.status().as_u16())
    }
}

#[tokio::test]
async fn one_method_catches_several_statuses() {
    let client = Client::new(Caught);
    assert_eq!(client.get("/nowhere").await.text(), "missing 404");
    assert_eq!(client.get("/gone").await.text(), "missing 410");
    assert_eq!(client.get("/conflict").await.text(), "error 409");
}
