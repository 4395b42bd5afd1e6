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

/// What an app mounts, as a macro hands it on.
struct Leaf<T>(T);

#[app]
impl<T: std::fmt::Display + Send + Sync + 'static> Leaf<T> {
    #[get("/")]
    fn on_leaf(&self) -> String {
        self.0.to_string()
    }
}

struct Whole<S, const N: usize>(S);

macro_rules! whole {
    ($app:ty, $rule:expr, $optional:ty, $borrowed:ty, $mounted:ty, $answer:ty, $body:block) => {
        #[app]
        impl<S: std::fmt::Display + Send + Sync + 'static, const N: usize> $app {
            #[get("/number/")]
            #[get($rule)]
            async fn on_number(&self, number: $optional, headers: $borrowed) -> $answer {
                Ok(format!("{number:?} {} {N} {}", headers.len(), self.0))
            }

            #[get("/body")]
            fn on_body(&self) -> $answer $body

            #[mount("/leaf")]
            fn leaf(&self) -> $mounted {
                &Leaf(7)
            }
        }
    };
}

whole!(
    Whole<S, N>,
    "/number/<number>",
    Option<u8>,
    &HeaderMap,
    &Leaf<u8>,
    Result<String, Error>,
    { Ok("body".to_owned()) }
);

#[tokio::test]
async fn types_and_bodies_may_come_of_a_macro() {
    let client = Client::new(Whole::<_, 2>("whole"));
    for (path, text) in [
        ("/number/", "None 1 2 whole"),
        ("/number/3", "Some(3) 1 2 whole"),
        ("/body", "body"),
        ("/leaf/", "7"),
    ] {
        assert_eq!(client.get(path).await.text(), text, "{path}");
    }
}
