//! Apps that a `macro_rules!` writes.

use wegwerk::prelude::*;
use wegwerk::testing::Client;

macro_rules! pages {
    ($app:ident: $($method:ident $rule:literal $variable:ident: $type:ty,)*) => {
        struct $app(&'static str);

        #[app]
        impl $app {
            $(
                #[get($rule)]
                async fn $method(&self, $variable: $type, headers: &HeaderMap, uri: Uri) -> String {
                    format!("{} {} {} {uri}", self.0, $variable, headers.len())
                }
            )*

            #[catch]
            fn on_error(&self, error: &Error) -> String {
                format!("{} {}", self.0, error.status())
            }
        }
    };
}

pages! {
    Pages:
    on_page "/page/<name>" name: &str,
    on_number "/number/<int:number>" number: i64,
}

#[tokio::test]
async fn a_macro_writes_an_app() {
    let client = Client::new(Pages("pages"));
    assert_eq!(client.get("/page/x").await.text(), "pages x 1 /page/x");
    assert_eq!(client.get("/number/4").await.text(), "pages 4 1 /number/4");
    assert_eq!(client.get("/number/x").await.text(), "pages 404 Not Found");
}
