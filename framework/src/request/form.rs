//! Forms that are sent urlencoded.

use serde::de::DeserializeOwned;

use super::{BodySlot, FromRequest, Parts, media_type, urlencoded};
use crate::Error;

const URLENCODED: &str = "application/x-www-form-urlencoded";

/// A form in the body, sent as `application/x-www-form-urlencoded`: repeated keys become lists.
///
/// Any other type of body is answered with 415, a field that is missing or not valid with 422, and named.
/// `Option<Form<T>>` is `None` where there is neither a body nor a `Content-Type`.
///
/// ```
/// use serde::Deserialize;
/// use wegwerk::{Form, Redirect};
///
/// #[derive(Deserialize)]
/// struct NewUser {
///     name: String,
/// }
///
/// fn on_register(Form(user): Form<NewUser>) -> Redirect {
///     Redirect::see_other(format_args!("/user/{}", user.name))
/// }
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Form<T>(pub T);

impl<T: DeserializeOwned> Form<T> {
    async fn read(parts: &Parts, body: &mut BodySlot) -> Result<Self, Error> {
        if !media_type::of(parts.headers()).is_some_and(|of| of.eq_ignore_ascii_case(URLENCODED)) {
            return Err(media_type::unsupported(URLENCODED));
        }
        let bytes = body.read(parts.headers()).await?;
        urlencoded::parse(&bytes, "form")
            .map(Form)
            .map_err(|message| Error::unprocessable_content().message(message))
    }
}

impl<A: ?Sized, T: DeserializeOwned> FromRequest<A> for Form<T> {
    type Rejection = Error;

    const READS_BODY: bool = true;

    fn from_request(
        parts: &Parts,
        body: &mut BodySlot,
        _: &A,
    ) -> impl Future<Output = Result<Self, Error>> + Send {
        Form::read(parts, body)
    }

    fn from_request_optional(
        parts: &Parts,
        body: &mut BodySlot,
        _: &A,
    ) -> impl Future<Output = Result<Option<Self>, Error>> + Send {
        async {
            let absent = body.is_absent(parts.headers()).await?;
            if absent { Ok(None) } else { Form::read(parts, body).await.map(Some) }
        }
    }
}
