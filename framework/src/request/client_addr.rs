//! Where the connection comes from.

use std::net::SocketAddr;

use super::{BodySlot, FromRequest, Parts};
use crate::Error;
use crate::describe::Input;

/// The address of the other end of the connection: the client, or the proxy before the server.
///
/// Where there is no connection, as in tests, it is answered with 500, and `Option<ClientAddr>` is `None`.
///
/// ```
/// use wegwerk::ClientAddr;
///
/// fn on_whoami(client: Option<ClientAddr>) -> String {
///     match client {
///         Some(ClientAddr(address)) => address.ip().to_string(),
///         None => "nobody".to_owned(),
///     }
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ClientAddr(pub SocketAddr);

impl<A: ?Sized + Sync> FromRequest<A> for ClientAddr {
    type Rejection = Error;

    async fn from_request(parts: &Parts, _: &mut BodySlot, _: &A) -> Result<Self, Error> {
        parts.client_addr().map(ClientAddr).ok_or_else(|| {
            Error::internal_server_error().with_source(
                "the handler asks for `ClientAddr`, but the request came by no connection: \
                 take `Option<ClientAddr>`, or tell the test client an address",
            )
        })
    }

    async fn from_request_optional(parts: &Parts, _: &mut BodySlot, _: &A) -> Result<Option<Self>, Error> {
        Ok(parts.client_addr().map(ClientAddr))
    }

    fn describe(_: &mut Input) {}
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Body;

    #[tokio::test]
    async fn the_address_is_there_where_there_is_a_connection() {
        let body = &mut BodySlot::new(Body::empty(), 0);
        let address: SocketAddr = "127.0.0.1:1234".parse().unwrap();
        let parts = |client| Parts::new(http::Request::new(()).into_parts().0, client);
        let with = parts(Some(address));
        assert_eq!(ClientAddr::from_request(&with, body, &()).await.unwrap().0, address);
        let without = parts(None);
        assert_eq!(Option::<ClientAddr>::from_request(&without, body, &()).await.unwrap(), None);
        assert_eq!(ClientAddr::from_request(&without, body, &()).await.unwrap_err().status(), 500);
    }
}
