//! Where rules with `redirect_to` send clients that choose the values.
#![allow(missing_docs)]

use wegwerk::prelude::*;
use wegwerk::testing::Client;

struct Old;

#[app]
impl Old {
    #[route("/root/<value>", redirect_to = "/<value>")]
    #[route("/relative/<value>", redirect_to = ".<value>")]
    #[route("/backslash/<value>", redirect_to = "/\\<value>")]
    #[route("/backslashes/<value>", redirect_to = "\\\\<value>")]
    #[route("/space/<value>", redirect_to = " /<value>")]
    #[route("/tab/<value>", redirect_to = "/\t/<value>")]
    #[route("/slashes/<value>", redirect_to = "///<value>")]
    fn on_value(&self, value: &str) -> String {
        value.to_owned()
    }

    #[route("/path/<path:value>", redirect_to = "/<value>")]
    fn on_path(&self, value: &str) -> String {
        value.to_owned()
    }

    #[route("/elsewhere/<value>", redirect_to = "https://example.org/<value>")]
    #[route("/asked/<value>", redirect_to = "https://example.org?<value>")]
    fn on_elsewhere(&self, value: &str) -> String {
        value.to_owned()
    }
}

#[app]
mod site {
    use wegwerk::prelude::*;

    #[mount("/under/<prefix>")]
    fn under() -> &'static super::Old {
        &super::Old
    }

    #[mount("/")]
    fn here() -> &'static super::Old {
        &super::Old
    }
}

const VALUES: [&str; 19] = [
    "%2Fevil.com",
    "%2F%2Fevil.com",
    "%5Cevil.com",
    "\\evil.com",
    "%2F%5Cevil.com",
    "javascript:alert(1)",
    "http:%2F%2Fevil.com",
    "%09%2Fevil.com",
    "%0D%0ASet-Cookie:x",
    "%00",
    "..",
    "%2E%2E",
    "@evil.com",
    ":evil.com",
    "%3Fx",
    "%23x",
    "%FF",
    "%252F%252Fevil.com",
    "%E2%81%84%E2%81%84evil.com",
];

#[tokio::test]
async fn no_value_leads_to_another_host() {
    let client = Client::of_service(site::App.into_service().script_name("/shop"));
    for prefix in ["".to_owned()].into_iter().chain(VALUES.map(|value| format!("/under/{value}"))) {
        for rule in ["root", "relative", "backslash", "backslashes", "space", "tab", "slashes", "path"] {
            for value in VALUES.into_iter().chain(["/evil.com", "x//evil.com", "..//evil.com"]) {
                let Ok(path) = format!("{prefix}/{rule}/{value}?a=//b").parse::<Uri>() else { continue };
                let answer = client.get(&path.to_string()).await;
                let Some(location) = answer.header("location") else {
                    assert_eq!(answer.status(), 404, "{path}");
                    continue;
                };
                let bytes = location.as_bytes();
                assert!(bytes[0] == b'/' && ![b'/', b'\\'].contains(&bytes[1]), "{path} leads to {location}");
                assert!(bytes.iter().all(|byte| (0x21..0x7f).contains(byte)), "{path} leads to {location}");
                assert!(!location.contains('\\'), "{path} leads to {location}");
                assert!(location.ends_with("?a=//b"), "{path} leads to {location}");
            }
        }
        for value in VALUES {
            let Ok(path) = format!("{prefix}/elsewhere/{value}").parse::<Uri>() else { continue };
            let answer = client.get(&path.to_string()).await;
            let location = answer.header("location").unwrap_or_default();
            assert!(location.starts_with("https://example.org/"), "{path} leads to {location}");
            let answer = client.get(&path.to_string().replace("elsewhere", "asked")).await;
            let location = answer.header("location").unwrap_or_default();
            assert!(location.starts_with("https://example.org?"), "{path} leads to {location}");
        }
    }
}
