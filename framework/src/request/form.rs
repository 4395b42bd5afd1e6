//! Forms that are sent urlencoded.

use http::StatusCode;
use serde::de::DeserializeOwned;

use super::{BodySlot, FromRequest, Parts, body, media_type, urlencoded};
use crate::Error;
use crate::describe::{Input, Shape};

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

impl<A: ?Sized + Sync, T: DeserializeOwned> FromRequest<A> for Form<T> {
    type Rejection = Error;

    const READS_BODY: bool = true;

    async fn from_request(parts: &Parts, body: &mut BodySlot, _: &A) -> Result<Self, Error> {
        Form::read(parts, body).await
    }

    async fn from_request_optional(parts: &Parts, body: &mut BodySlot, _: &A) -> Result<Option<Self>, Error> {
        let absent = body.is_absent(parts.headers()).await?;
        if absent { Ok(None) } else { Form::read(parts, body).await.map(Some) }
    }

    fn describe(input: &mut Input) {
        input.body(URLENCODED, Shape::of::<T>());
        body::refusals(input);
        input.refuses(StatusCode::UNSUPPORTED_MEDIA_TYPE, "The body is no urlencoded form.");
        input.refuses(StatusCode::UNPROCESSABLE_ENTITY, "A field of the form is missing or not valid.");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::fixture::extract;
    use serde::Deserialize;

    #[derive(Debug, Deserialize, PartialEq)]
    struct Link {
        url: String,
        #[serde(default)]
        tag: Vec<u8>,
    }

    #[tokio::test]
    async fn a_form_is_deserialized() {
        for content_type in [URLENCODED, "Application/X-WWW-Form-Urlencoded; charset=utf-8"] {
            let form = extract::<Form<Link>>(Some(content_type), "url=a%2Fb&tag=1&tag=2").await.unwrap();
            assert_eq!(form.0, Link { url: "a/b".into(), tag: vec![1, 2] });
        }
    }

    #[tokio::test]
    async fn each_refusal_has_its_status_and_names_the_field() {
        let form = Some(URLENCODED);
        let cases = [
            (form, "tag=1", 422, "The form is not valid: missing field `url`."),
            (form, "", 422, "The form is not valid: missing field `url`."),
            (form, "url=a&tag=x", 422, "field `tag[0]` of the form is not valid"),
            (Some("application/json"), "{}", 415, "has to be `application/x-www-form-urlencoded`"),
            (Some("multipart/form-data; boundary=x"), "--x--", 415, "has to be"),
            (None, "url=a", 415, "has to be"),
            (
                form,
                "url=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                413,
                "64",
            ),
        ];
        for (content_type, body, status, message) in cases {
            let error = extract::<Form<Link>>(content_type, body).await.unwrap_err();
            assert_eq!(error.status(), status, "{body}");
            let public = error.public_message().unwrap();
            assert!(public.contains(message), "{public}");
        }
    }

    #[tokio::test]
    async fn only_no_body_and_no_type_is_absent() {
        assert_eq!(extract::<Option<Form<Link>>>(None, "").await.unwrap(), None);
        assert!(extract::<Option<Form<Link>>>(Some(URLENCODED), "url=a").await.unwrap().is_some());
        assert_eq!(extract::<Option<Form<Link>>>(None, "url=a").await.unwrap_err().status(), 415);
        assert_eq!(extract::<Option<Form<Link>>>(Some(URLENCODED), "").await.unwrap_err().status(), 422);
    }
}
