//! Who is logged in, as an argument: an extractor that asks the app for the session of a cookie.
//!
//! `cargo run --example login`, then:
//!
//! ```console
//! curl -i -c jar -d 'name=ada&password=lovelace' http://127.0.0.1:5000/login
//! curl -b jar http://127.0.0.1:5000/me
//! ```
//!
//! A real app keeps hashes of passwords, and makes the keys of sessions by a cryptographic generator.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Mutex, PoisonError};

use cookie::Cookie;
use schemars::JsonSchema;
use serde::Deserialize;
use wegwerk::describe::{Answer, Input, Security};
use wegwerk::http::header::{COOKIE, SET_COOKIE};
use wegwerk::prelude::*;
use wegwerk::{BodySlot, FromRequest, Parts};

#[derive(Default)]
struct Club {
    sessions: Mutex<HashMap<String, String>>,
    keys: RandomState,
}

/// The user who is logged in. A handler that takes it is only called for one.
struct User {
    name: String,
    session: String,
}

impl FromRequest<Club> for User {
    type Rejection = Error;

    async fn from_request(parts: &Parts, body: &mut BodySlot, club: &Club) -> Result<Self> {
        let user = Self::from_request_optional(parts, body, club).await?;
        user.ok_or_else(|| Error::unauthorized().message("Please log in."))
    }

    /// For `Option<User>`: nobody is fine there.
    async fn from_request_optional(parts: &Parts, _: &mut BodySlot, club: &Club) -> Result<Option<Self>> {
        let fields = parts.headers().get_all(COOKIE).iter().filter_map(|field| field.to_str().ok());
        let mut cookies = fields.flat_map(Cookie::split_parse).flatten();
        let Some(cookie) = cookies.find(|cookie| cookie.name() == "session") else { return Ok(None) };
        let sessions = club.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        let name = sessions.get(cookie.value()).cloned();
        Ok(name.map(|name| User { name, session: cookie.value().to_owned() }))
    }

    /// For the description of the app: handlers that take a user need not say it.
    fn describe(input: &mut Input) {
        input.security(Security::cookie("session", "session"));
        input.answers().add(Answer::error(StatusCode::UNAUTHORIZED).description("Nobody is logged in."));
    }
}

#[derive(Deserialize, JsonSchema)]
struct Login {
    name: String,
    password: String,
}

#[app]
impl Club {
    #[get("/")]
    fn on_index(&self, user: Option<User>) -> String {
        let name = user.map_or("stranger".to_owned(), |user| user.name);
        format!("Hello, {name}!")
    }

    /// For members: anyone else is answered with 401, by the extractor.
    #[get("/me")]
    fn on_me(&self, user: User) -> String {
        format!("you are {}", user.name)
    }

    #[post("/login", answers(303, 401), returns = Redirect)]
    fn on_login(&self, Form(login): Form<Login>) -> Result<Response> {
        if (login.name.as_str(), login.password.as_str()) != ("ada", "lovelace") {
            return Err(Error::unauthorized().message("Name or password is wrong."));
        }
        let mut sessions = self.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        let key = format!("{:016x}", self.keys.hash_one(sessions.len()));
        let cookie = format!("session={key}; Path=/; HttpOnly; SameSite=Lax");
        sessions.insert(key, login.name);
        Ok(([(SET_COOKIE, cookie)], Redirect::see_other(Self::url().me())).into_response())
    }

    #[post("/logout", answers(303), returns = Redirect)]
    fn on_logout(&self, user: User) -> Response {
        self.sessions.lock().unwrap_or_else(PoisonError::into_inner).remove(&user.session);
        ([(SET_COOKIE, "session=; Path=/; Max-Age=0")], Redirect::see_other(Self::url().index()))
            .into_response()
    }
}

fn main() -> std::io::Result<()> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:5000".to_owned());
    Server::new().bind(address).run(Club::default())
}
