//! The head and its pieces: borrowed as `&HeaderMap`, `&Method`, `&Uri` and `&Parts`, or copied.

use http::{HeaderMap, Method, Uri, Version};

use super::{BodySlot, FromParts, FromRequest, Parts};
use crate::Error;
use crate::describe::Input;

impl<'r, A: ?Sized> FromParts<'r, A> for &'r Parts {
    type Rejection = Error;

    fn from_parts(parts: &'r Parts, _: &'r A) -> Result<Self, Error> {
        Ok(parts)
    }

    fn describe(_: &mut Input) {}
}

macro_rules! borrowed {
    ($($type:ty: $get:ident),*) => {$(
        impl<'r, A: ?Sized> FromParts<'r, A> for &'r $type {
            type Rejection = Error;

            fn from_parts(parts: &'r Parts, _: &'r A) -> Result<Self, Error> {
                Ok(parts.$get())
            }

            fn describe(_: &mut Input) {}
        }
    )*};
}

borrowed!(HeaderMap: headers, Method: method, Uri: uri);

macro_rules! owned {
    ($($type:ty: $get:ident),*) => {$(
        impl<A: ?Sized + Sync> FromRequest<A> for $type {
            type Rejection = Error;

            async fn from_request(parts: &Parts, _: &mut BodySlot, _: &A) -> Result<Self, Error> {
                Ok(parts.$get().to_owned())
            }

            fn describe(_: &mut Input) {}
        }
    )*};
}

owned!(HeaderMap: headers, Method: method, Uri: uri, Version: version);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Body;

    #[tokio::test]
    async fn each_piece_of_the_head_is_what_the_request_has() {
        let request = http::Request::put("/a?b").header("x-a", "1").body(()).unwrap();
        let parts = Parts::new(request.into_parts().0, None);
        let body = &mut BodySlot::new(Body::empty(), 0);
        assert_eq!(<&Method>::from_parts(&parts, &()).unwrap(), Method::PUT);
        assert_eq!(<&Uri>::from_parts(&parts, &()).unwrap(), "/a?b");
        assert_eq!(<&HeaderMap>::from_parts(&parts, &()).unwrap()["x-a"], "1");
        assert_eq!(<&Parts>::from_parts(&parts, &()).unwrap().uri(), "/a?b");
        assert_eq!(Method::from_request(&parts, body, &()).await.unwrap(), Method::PUT);
        assert_eq!(Uri::from_request(&parts, body, &()).await.unwrap(), "/a?b");
        assert_eq!(HeaderMap::from_request(&parts, body, &()).await.unwrap()["x-a"], "1");
        assert_eq!(Version::from_request(&parts, body, &()).await.unwrap(), Version::HTTP_11);
    }
}
