//! Shortly's pages in a real browser: they render, their script runs, and their own policy lets all of it.

use wegwerk_tests::dom::{browse, console};
use wegwerk_tests::page::Page;
use wegwerk_tests::shortly::Shortly;

#[tokio::test]
async fn the_details_render_and_the_button_to_copy_appears() {
    let shortly = Shortly::on("memory");
    let mut client = shortly.client();
    let url = "http://example.com/\"><script>document.title='owned';console.log('owned')</script>";
    assert_eq!(client.shorten(url).await.unwrap().short_id(), Some("1"));
    let sent = client.get("/1+").await.unwrap().text().to_owned();
    let hidden = "<button type=\"button\" hidden";
    assert!(sent.contains(hidden), "without the script the button would do nothing: {sent}");

    let (dom, log) = browse(&format!("http://{}/1+", shortly.address()));
    assert_eq!(Page::read(&dom), Page::read(&sent), "{dom}");
    assert!(!dom.contains("<button type=\"button\" hidden") && dom.contains(">Copy</button>"), "{dom}");
    assert_eq!(console(&log), Vec::<&str>::new());
}

#[tokio::test]
async fn the_form_and_the_error_page_say_nothing_on_the_console() {
    let shortly = Shortly::on("memory");
    for (path, heading) in [("/", "Submit URL"), ("/static/nope.css", "Page Not Found")] {
        let (dom, log) = browse(&format!("http://{}{path}", shortly.address()));
        assert_eq!(Page::read(&dom).headings, ["shortly", heading]);
        // Of a page that is not there the browser says that it is not.
        let said = console(&log).into_iter().filter(|line| !line.contains("404 (Not Found)"));
        assert_eq!(said.collect::<Vec<_>>(), Vec::<&str>::new());
    }
}
