//! Patterns, and extractors that borrow or own, whole, optional and as results.

use wegwerk::prelude::*;
use wegwerk::testing::Client;
use wegwerk::{FromParts, Parts};

struct Agent<'r>(&'r str);

impl<'r, A: ?Sized> FromParts<'r, A> for Agent<'r> {
    type Rejection = Error;

    fn from_parts(parts: &'r Parts, _app: &'r A) -> Result<Self> {
        let agent = parts.headers().get("user-agent").and_then(|agent| agent.to_str().ok());
        agent.map(Agent).ok_or_else(Error::bad_request)
    }
}

/// What a rejection becomes.
struct Refused(u16);

impl From<Error> for Refused {
    fn from(error: Error) -> Self {
        Refused(error.status().as_u16())
    }
}

struct Shop<S> {
    name: S,
    inner: Inner<S>,
}

struct Inner<S>(S);

#[app]
impl<S: AsRef<str> + Send + Sync + 'static> Shop<S> {
    #[post("/json")]
    fn on_json(&self, Json(number): Json<u32>) -> String {
        number.to_string()
    }

    #[post("/mut/<id>")]
    async fn on_mut(&self, id: &str, mut headers: HeaderMap, mut body: String) -> String {
        headers.clear();
        body.push_str(id);
        format!("{body} {}", headers.len())
    }

    #[get("/agent/<int:id>")]
    async fn on_agent<'a>(&'a self, agent: Agent<'a>, id: u8, uri: &'a Uri) -> String {
        tokio::task::yield_now().await;
        format!("{} {id} {uri} {}", agent.0, self.name.as_ref())
    }

    #[route("/all/<name>", methods(GET, POST))]
    async fn on_all(
        &self,
        name: &str,
        maybe: Option<Agent<'_>>,
        agent: Result<Agent<'_>, Refused>,
        query: Option<Query<Vec<(String, String)>>>,
        form: Result<Json<u8>, Refused>,
        rule: MatchedRule,
    ) -> String {
        tokio::task::yield_now().await;
        let agent = match agent {
            Ok(agent) => agent.0.to_owned(),
            Err(Refused(status)) => status.to_string(),
        };
        let form = match form {
            Ok(Json(form)) => form.to_string(),
            Err(Refused(status)) => status.to_string(),
        };
        format!("{name} {} {agent} {} {form} {}", maybe.is_some(), query.is_some(), rule.endpoint())
    }

    #[mount("/inner")]
    fn inner(&self) -> &Inner<S> {
        &self.inner
    }
}

#[app]
impl<S> Inner<S>
where
    S: AsRef<str> + Send + Sync + 'static,
{
    #[route("/all/<name>", methods(GET, POST))]
    async fn on_all(
        &self,
        name: std::borrow::Cow<'_, str>,
        maybe: Result<Agent<'_>, Error>,
        body: Option<Json<u8>>,
    ) -> Result<String, StatusCode> {
        tokio::task::yield_now().await;
        let agent = maybe.map_err(|error| error.status())?;
        Ok(format!("{name} {} {} {}", agent.0, body.is_some(), self.0.as_ref()))
    }
}

#[tokio::test]
async fn every_shape_of_argument_is_taken_in_a_generic_app_and_under_a_mount() {
    let client = Client::new(Shop { name: "shop", inner: Inner("inner") });
    let json = |path| client.request(Method::POST, path).header("content-type", "application/json").body("7");
    assert_eq!(json("/json").await.text(), "7");
    assert_eq!(client.request(Method::POST, "/mut/x").body("y").await.text(), "yx 0");
    let agent = |path| client.request(Method::GET, path).header("user-agent", "wg");
    assert_eq!(agent("/agent/5").await.text(), "wg 5 /agent/5 shop");
    assert_eq!(client.get("/agent/5").await.status(), 400);
    assert_eq!(agent("/all/x?a=b").await.text(), "x true wg true 415 all");
    assert_eq!(json("/all/x").header("user-agent", "wg").await.text(), "x true wg false 7 all");
    assert_eq!(agent("/inner/all/x").await.text(), "x wg false inner");
    assert_eq!(client.get("/inner/all/x").await.status(), 400);
}

#[test]
fn the_future_of_such_an_app_is_send() {
    fn is_send<T: Send>(_: T) {}
    let client = Client::new(Shop { name: String::new(), inner: Inner(String::new()) });
    is_send(async move { client.get("/").await });
}
