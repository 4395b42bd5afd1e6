//! Apps that are generic in types, constants and lifetimes, mounted in each other.
#![allow(missing_docs)]

use std::fmt::Display;
use std::marker::PhantomData;
use std::sync::Arc;

use wegwerk::prelude::*;
use wegwerk::testing::Client;
use wegwerk::{BodySlot, FromParts, FromRequest, Parts, PathParam, Uuid};

trait Store: Send + Sync + 'static {
    type Key: Display + Send + Sync + 'static;

    fn get(&self, key: &str) -> Option<String>;
}

struct Upper;

impl Store for Upper {
    type Key = u8;

    fn get(&self, key: &str) -> Option<String> {
        Some(key.to_uppercase())
    }
}

#[derive(PathParam, Clone, Copy, Debug)]
enum Lang {
    De,
    En,
}

#[derive(PathParam, Debug)]
struct Id(u32);

struct Shortly<S> {
    store: S,
    shops: Arc<Shops<S, 4>>,
}

struct Shops<S, const N: usize>(Arc<S>);

struct Leaflet<'a, T: ?Sized>(&'a T);

/// Asks the store of whatever app it is an argument of.
struct Session(String);

impl<S: Store> FromRequest<Shortly<S>> for Session {
    type Rejection = Error;

    async fn from_request(_: &Parts, _: &mut BodySlot, app: &Shortly<S>) -> Result<Self> {
        Ok(Session(app.store.get("session").unwrap_or_default()))
    }
}

#[app]
impl<S> Shortly<S>
where
    S: Store,
    S::Key: Display,
    for<'any> &'any S: Send,
{
    #[route("/<id>")]
    fn on_link(&self, id: &str, session: Session) -> Option<String> {
        self.store.get(id).map(|link| format!("{link} {}", session.0))
    }

    #[mount("/<Lang:lang>/<int:shop>/<uuid:customer>")]
    fn shops(&self) -> Arc<Shops<S, 4>> {
        Arc::clone(&self.shops)
    }

    #[mount("/again/<Lang:lang>/<int:shop>/<uuid:customer>")]
    fn again(&self) -> &Shops<S, 4> {
        &self.shops
    }
}

#[app(outer(lang: Lang, shop: u32, customer: Uuid))]
impl<S: Store, const N: usize> Shops<S, N> {
    #[route("/")]
    async fn on_index(&self, lang: Lang, shop: u32, customer: Uuid) -> String {
        format!("{lang:?} {shop} {customer} {N} {}", self.0.get("x").unwrap_or_default())
    }

    #[mount("/one/<name>")]
    fn one(&self) -> &Leaflet<'static, str> {
        &Leaflet("one")
    }

    #[mount("/two/<name>")]
    fn two(&self) -> &'static Leaflet<'static, str> {
        &Leaflet("two")
    }
}

#[app(outer(lang: Lang, name: &str))]
impl<T: ?Sized + Display + Send + Sync> Leaflet<'_, T> {
    #[route("/<Id:id>/")]
    async fn on_leaflet(&self, lang: Lang, name: &str, id: Id) -> String {
        format!("{lang:?} {name} {id:?} {}", self.0)
    }

    #[route("/old/<Id:id>", alias)]
    #[route("/new/<Id:id>")]
    fn on_aliased(&self, id: Id) -> String {
        format!("{id:?}")
    }

    #[route("/here/<Id:id>", redirect_to = "new/<id>?x=1#top")]
    #[route("/above/<Id:id>", redirect_to = "../new/<id>")]
    #[route("/root/<Id:id>", redirect_to = "/new/<id>")]
    fn on_gone(&self, id: Id) -> String {
        format!("{id:?}")
    }
}

const CUSTOMER: &str = "11111111-2222-3333-4444-555555555555";

#[tokio::test]
async fn generic_apps_are_mounted_three_levels_deep_and_twice() {
    let client = Client::new(Shortly { store: Upper, shops: Arc::new(Shops(Arc::new(Upper))) });
    for (path, text) in [
        ("/abc".to_owned(), "ABC SESSION".to_owned()),
        (format!("/de/7/{CUSTOMER}/"), format!("De 7 {CUSTOMER} 4 X")),
        (format!("/again/en/7/{CUSTOMER}/one/n/9/"), "En n Id(9) one".to_owned()),
        (format!("/en/7/{CUSTOMER}/two/n/9/"), "En n Id(9) two".to_owned()),
    ] {
        assert_eq!(client.get(&path).await.text(), text, "{path}");
    }
    for path in [format!("/fr/7/{CUSTOMER}/"), format!("/de/99999999999/{CUSTOMER}/")] {
        assert_eq!(client.get(&path).await.status(), 404, "{path}");
    }
}

#[tokio::test]
async fn redirects_below_mounts_keep_their_prefixes_and_the_query() {
    let client = Client::new(Shortly { store: Upper, shops: Arc::new(Shops(Arc::new(Upper))) });
    let below = |path: &str| format!("/again/en/7/{CUSTOMER}/two/n%2Fm/{path}");
    for (path, location) in [
        (below("9?a=b"), below("9/?a=b")),
        (below("old/9?a=b"), below("new/9?a=b")),
        (below("here/9?a=b"), below("new/9?x=1&a=b#top")),
        (below("above/9?a=b"), format!("/again/en/7/{CUSTOMER}/two/new/9?a=b")),
        (below("root/9"), "/new/9".to_owned()),
    ] {
        let answer = client.get(&path).await;
        assert_eq!((answer.status().as_u16(), answer.header("location")), (308, Some(&*location)), "{path}");
    }
}

struct Library<S, K, const N: usize> {
    api: Api<K, [u8; N]>,
    store: PhantomData<S>,
}

struct Api<K, V>(K, V);

struct Fixed<const N: usize>;

struct Made<T>(T);

#[app]
impl<S: Store<Key = K>, K: Display + Send + Sync + 'static, const N: usize> Library<S, K, N> {
    #[mount("/api")]
    fn api(&self) -> &Api<S::Key, [u8; N]> {
        &self.api
    }

    #[mount("/same")]
    fn same(&self) -> &Api<<S as Store>::Key, [u8; N]> {
        &self.api
    }

    #[mount("/sized")]
    fn sized(&self) -> &Fixed<N> {
        &Fixed
    }

    #[mount("/made")]
    #[allow(clippy::type_complexity, reason = "a projection within a type is what is mounted")]
    fn made(&self) -> Arc<Made<fn(S::Key) -> S>> {
        Arc::new(Made(|_| unreachable!("nothing is made")))
    }
}

#[app]
impl<K: Display + Send + Sync + 'static, V: AsRef<[u8]> + Send + Sync + 'static> Api<K, V> {
    #[get("/")]
    async fn on_index(&self) -> String {
        format!("{} {:?}", self.0, self.1.as_ref())
    }
}

#[app]
impl<const N: usize> Fixed<N> {
    #[get("/")]
    async fn on_index(&self) -> String {
        N.to_string()
    }
}

#[app]
impl<T> Made<T> {
    #[get("/")]
    fn on_index(&self) -> String {
        size_of_val(&self.0).to_string()
    }
}

#[tokio::test]
async fn what_is_mounted_may_depend_on_what_the_parameters_have() {
    let client = Client::new(Library::<Upper, u8, 2> { api: Api(7, [0; 2]), store: PhantomData });
    let size = size_of::<fn()>().to_string();
    for (path, text) in [("/api/", "7 [0, 0]"), ("/same/", "7 [0, 0]"), ("/sized/", "2"), ("/made/", &*size)]
    {
        assert_eq!(client.get(path).await.text(), text, "{path}");
    }
}

struct Borrowing<'n, 'o, T> {
    name: &'n str,
    other: &'o str,
    value: T,
}

/// Borrows from what the app borrows.
struct Name<'n>(&'n str);

impl<'r, 'n: 'r, T: Sync> FromParts<'r, Borrowing<'n, '_, T>> for Name<'n> {
    type Rejection = Error;

    fn from_parts(_: &'r Parts, app: &'r Borrowing<'n, '_, T>) -> Result<Self> {
        Ok(Name(app.name))
    }
}

#[app]
impl<'n, 'o, T: Display + Send + Sync> Borrowing<'n, 'o, T> {
    #[get("/named/<id>")]
    async fn on_named<'a>(&'a self, id: &'a str, name: Name<'n>) -> String {
        tokio::task::yield_now().await;
        format!("{id} {} {}", name.0, self.value)
    }

    #[get("/elided/<id>")]
    async fn on_elided(&self, id: &str, name: Name<'_>, headers: &HeaderMap) -> String {
        tokio::task::yield_now().await;
        format!("{id} {} {}", name.0, headers.len())
    }

    #[get("/optional/<id>")]
    async fn on_optional(&self, id: &str, name: Option<Name<'_>>) -> String {
        tokio::task::yield_now().await;
        format!("{id} {:?} {}", name.map(|name| name.0), self.other)
    }

    #[mount("/text")]
    fn text(&self) -> &Leaf<'n> {
        const { &Leaf("text") }
    }

    #[mount("/borrowed")]
    fn borrowed<'a>(&'a self) -> Arc<Leaf<'a>> {
        Arc::new(Leaf(self.name))
    }

    #[mount("/short")]
    fn short(&self) -> &Leaf<'_> {
        const { &Leaf("short") }
    }

    #[catch(404)]
    async fn on_missing(&self, error: &Error, name: Name<'n>) -> String {
        tokio::task::yield_now().await;
        format!("{} {} {}", error.status().as_u16(), name.0, self.value)
    }
}

struct Leaf<'l>(&'l str);

#[app]
impl<'l> Leaf<'l> {
    #[get("/<id>")]
    async fn on_leaf(&self, id: &str) -> (StatusCode, String) {
        tokio::task::yield_now().await;
        (StatusCode::ACCEPTED, format!("{id} {}", self.0))
    }
}

#[tokio::test]
async fn async_handlers_borrow_what_an_app_with_lifetimes_borrows() {
    let client = Client::new(Borrowing { name: "name", other: "other", value: 3 });
    for (path, text) in [
        ("/named/x", "x name 3"),
        ("/elided/x", "x name 1"),
        ("/optional/x", "x Some(\"name\") other"),
        ("/text/x", "x text"),
        ("/borrowed/x", "x name"),
        ("/short/x", "x short"),
        ("/nowhere", "404 name 3"),
    ] {
        assert_eq!(client.get(path).await.text(), text, "{path}");
    }
}
