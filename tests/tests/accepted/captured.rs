//! Names of the user's that the expansion could want for its own: they mean what the user says.
#![allow(non_upper_case_globals, non_camel_case_types, dead_code)]

use wegwerk::testing::Client;

mod app {
    use wegwerk::prelude::*;

    const SIZE: usize = 3;
    const MAP: usize = 2;
    const TABLE: usize = 3;
    const STORAGE: usize = 2;
    const RULE_0: usize = 2;
    static body: u8 = 1;
    static call: u8 = 1;
    static endpoint: u8 = 1;
    static parts: u8 = 1;
    const value: u8 = 1;
    const error: u8 = 1;
    const response: u8 = 1;
    const argument_0: u8 = 1;
    const child: u8 = 1;
    const size: u8 = 1;
    const n: u8 = 1;
    const way: u8 = 1;
    const rest: u8 = 1;
    struct n0_on_sized_name;

    pub(super) struct Inner<const N: usize>;

    #[app]
    impl Inner<SIZE> {
        #[post("/<name>")]
        fn on_sized(&self, name: &str, Json(numbers): Json<[u8; SIZE]>) -> Json<[u8; SIZE]> {
            let _ = name;
            Json(numbers)
        }
    }

    pub(super) struct Outer(pub(super) Inner<3>);

    #[app]
    impl Outer {
        #[mount("/inner")]
        fn inner(&self) -> &Inner<TABLE> {
            &self.0
        }

        #[get("/<first>/<second>")]
        async fn on_two(&self, first: &str, second: &str, headers: HeaderMap) -> Json<[String; MAP]> {
            let _ = headers;
            let both: [String; STORAGE] = [first.to_owned(), second.to_owned()];
            let both: [String; RULE_0] = both;
            Json(both)
        }
    }
}

#[tokio::test]
async fn constants_of_any_name_stay_the_users() {
    let client = Client::new(app::Outer(app::Inner));
    assert_eq!(client.get("/a/b").await.text(), r#"["a","b"]"#);
    assert_eq!(client.post("/inner/x").json(&[1, 2, 3]).await.text(), "[1,2,3]");
}

mod shadowed {
    struct From;
    struct Into;
    struct Option;
    struct Some;
    struct None;
    struct Ok;
    struct Err;
    struct Vec;
    struct Default;
    struct Clone;
    struct Send;
    struct Sync;
    type u32 = ();
    type usize = ();
    type u16 = ();
    mod core {}
    mod std {}

    pub(super) struct Inner<T>(pub(super) T);

    #[wegwerk::app(outer(lang: &str))]
    impl<T: ::core::fmt::Display + ::core::marker::Send + ::core::marker::Sync + 'static> Inner<T> {
        #[wegwerk::get("/<int:number>")]
        async fn on_number(&self, lang: &str, number: u8) -> String {
            format!("{lang} {number} {}", self.0)
        }
    }

    pub(super) struct Outer(pub(super) Inner<u8>);

    #[wegwerk::app(parts(rest))]
    impl Outer {
        #[wegwerk::mount("/<lang>/inner")]
        fn inner(&self) -> &Inner<u8> {
            &self.0
        }

        #[wegwerk::catch]
        async fn on_error(&self, error: &wegwerk::Error) -> String {
            error.status().to_string()
        }
    }

    #[wegwerk::app(part = rest)]
    impl Outer {
        #[wegwerk::get("/")]
        #[wegwerk::get("/<int:page>", defaults(name = "x"))]
        fn on_page(&self, page: ::core::option::Option<u8>, name: ::core::option::Option<&str>) -> String {
            format!("{page:?} {name:?}")
        }
    }
}

#[tokio::test]
async fn names_of_the_prelude_stay_the_users() {
    let client = Client::new(shadowed::Outer(shadowed::Inner(3)));
    assert_eq!(client.get("/de/inner/7").await.text(), "de 7 3");
    assert_eq!(client.get("/7").await.text(), "Some(7) Some(\"x\")");
    assert_eq!(client.get("/de").await.text(), "404 Not Found");
}
