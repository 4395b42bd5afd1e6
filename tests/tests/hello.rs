//! The app that the README shows compiles and runs as it stands there, and is the example of that name.

mod readme {
    include!(concat!(env!("OUT_DIR"), "/readme.rs"));

    #[tokio::test]
    async fn the_app_of_the_readme_greets() {
        // Not called: it would serve until a signal comes.
        let _: fn() -> std::io::Result<()> = main;
        let client = wegwerk::testing::Client::new(Hello);
        assert_eq!(client.get("/hello/world").await.text(), "Hello, world!");
    }
}

#[test]
fn the_example_is_the_app_of_the_readme() {
    let example = include_str!("../../framework/examples/hello.rs");
    assert!(example.ends_with(include_str!(concat!(env!("OUT_DIR"), "/readme.rs"))), "they differ");
}
