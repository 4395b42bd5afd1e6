//! The place that holds the body until an extractor takes it.

use std::future::poll_fn;
use std::pin::Pin;

use bytes::{Bytes, BytesMut};
use http::HeaderMap;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use http_body::Body as _;
use http_body_util::{LengthLimitError, Limited};

use crate::body::BoxError;
use crate::{Body, Error};

/// How many bytes of a body extractors read where nothing else is set: 2 MiB.
pub const DEFAULT_BODY_LIMIT: usize = 2 * 1024 * 1024;

/// How much room is made ahead for a body: what a client says of its length is no reason to reserve more.
const RESERVED: usize = 64 * 1024;

/// The body of a request until an extractor takes it, and how much of it may be read.
#[derive(Debug)]
pub struct BodySlot {
    body: Option<Body>,
    limit: usize,
}

impl BodySlot {
    /// A slot that holds `body`, of which extractors read at most `limit` bytes.
    pub fn new(body: Body, limit: usize) -> Self {
        BodySlot { body: Some(body), limit }
    }

    /// Takes the body out, unread and unlimited; `None` the second time.
    pub fn take(&mut self) -> Option<Body> {
        self.body.take()
    }

    /// How many bytes may be read.
    pub fn limit(&self) -> usize {
        self.limit
    }

    /// Reads the whole body. `headers` are those of the request.
    ///
    /// # Errors
    ///
    /// 413 where the body is larger than the limit: before anything is read where its length is known. 400 where
    /// it breaks off. 500 where it was taken before.
    ///
    /// # Examples
    ///
    /// ```
    /// use wegwerk::http::HeaderMap;
    /// use wegwerk::{Body, BodySlot};
    ///
    /// # #[tokio::main(flavor = "current_thread")] async fn main() {
    /// let mut slot = BodySlot::new(Body::full("hello"), 5);
    /// assert_eq!(slot.read(&HeaderMap::new()).await.unwrap(), "hello");
    ///
    /// let mut slot = BodySlot::new(Body::full("hello!"), 5);
    /// assert_eq!(slot.read(&HeaderMap::new()).await.unwrap_err().status(), 413);
    /// # }
    /// ```
    pub async fn read(&mut self, headers: &HeaderMap) -> Result<Bytes, Error> {
        self.check_length(headers)?;
        let limit = self.limit;
        let mut body = self.take().ok_or_else(taken)?;
        if let Some(bytes) = body.as_bytes() {
            return Ok(bytes.clone());
        }
        // Most bodies come in one piece, which is then not copied.
        let Some(first) = next_data(&mut body).await? else { return Ok(Bytes::new()) };
        if first.len() > limit {
            return Err(too_large(limit));
        }
        let Some(second) = next_data(&mut body).await? else { return Ok(first) };
        let expected = first.len().saturating_add(second.len()).saturating_add(at_least(&body));
        let mut whole = BytesMut::with_capacity(expected.min(limit).min(RESERVED).max(first.len()));
        whole.extend_from_slice(&first);
        let mut next = Some(second);
        while let Some(data) = next {
            if data.len() > limit - whole.len() {
                return Err(too_large(limit));
            }
            whole.extend_from_slice(&data);
            next = next_data(&mut body).await?;
        }
        Ok(whole.freeze())
    }

    /// Takes the body out as a stream that ends in an error beyond the limit.
    pub(super) fn take_limited(&mut self, headers: &HeaderMap) -> Result<Body, Error> {
        self.check_length(headers)?;
        let body = self.take().ok_or_else(taken)?;
        let fits = body.size_hint().upper().is_some_and(|upper| upper <= self.limit as u64);
        Ok(if fits { body } else { Body::new(Limited::new(body, self.limit)) })
    }

    /// Whether the request has neither a body nor a `Content-Type`. Reads a body whose length is not known.
    pub(super) async fn is_absent(&mut self, headers: &HeaderMap) -> Result<bool, Error> {
        match &self.body {
            _ if headers.contains_key(CONTENT_TYPE) => Ok(false),
            Some(body) if body.is_end_stream() => Ok(true),
            Some(body) if at_least(body) > 0 => Ok(false),
            _ => {
                let bytes = self.read(headers).await?;
                let absent = bytes.is_empty();
                self.body = Some(Body::full(bytes));
                Ok(absent)
            }
        }
    }

    fn check_length(&self, headers: &HeaderMap) -> Result<(), Error> {
        let said = headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
        let known = self.body.as_ref().map_or(0, |body| body.size_hint().lower());
        if said.unwrap_or(0).max(known) > self.limit as u64 { Err(too_large(self.limit)) } else { Ok(()) }
    }
}

/// The next piece of the body; trailers are passed over.
async fn next_data(body: &mut Body) -> Result<Option<Bytes>, Error> {
    loop {
        match poll_fn(|cx| Pin::new(&mut *body).poll_frame(cx)).await {
            None => return Ok(None),
            Some(Err(error)) => return Err(broken(error)),
            Some(Ok(frame)) => match frame.into_data() {
                Ok(data) if !data.is_empty() => return Ok(Some(data)),
                _ => {}
            },
        }
    }
}

fn at_least(body: &Body) -> usize {
    usize::try_from(body.size_hint().lower()).unwrap_or(usize::MAX)
}

fn too_large(limit: usize) -> Error {
    Error::content_too_large().message(format!("The body of the request is larger than {limit} bytes."))
}

/// A body that a layer limits ends as one that is too large, any other as one that broke off.
fn broken(error: BoxError) -> Error {
    if error.is::<LengthLimitError>() {
        return Error::content_too_large().with_source(error);
    }
    Error::bad_request().message("The body of the request could not be read to its end.").with_source(error)
}

fn taken() -> Error {
    Error::internal_server_error().with_source("the body of the request was already taken")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::VecDeque;
    use std::task::{Context, Poll};

    use http_body::Frame;

    /// A body of unknown length that comes in pieces, of which `None` is a broken connection.
    pub(crate) struct Pieces(pub(crate) VecDeque<Option<&'static str>>);

    impl http_body::Body for Pieces {
        type Data = Bytes;
        type Error = BoxError;

        fn poll_frame(
            mut self: Pin<&mut Self>,
            _: &mut Context<'_>,
        ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
            Poll::Ready(
                self.0.pop_front().map(|piece| piece.map(|p| Frame::data(p.into())).ok_or("broken".into())),
            )
        }
    }

    fn pieces(pieces: &[Option<&'static str>], limit: usize) -> BodySlot {
        BodySlot::new(Body::new(Pieces(pieces.iter().copied().collect())), limit)
    }

    async fn read(mut slot: BodySlot) -> Result<Bytes, u16> {
        slot.read(&HeaderMap::new()).await.map_err(|error| error.status().as_u16())
    }

    #[tokio::test]
    async fn a_body_is_read_up_to_its_limit() {
        assert_eq!(read(pieces(&[], 0)).await.unwrap(), "");
        assert_eq!(read(pieces(&[Some("abc")], 3)).await.unwrap(), "abc");
        assert_eq!(read(pieces(&[Some("ab"), Some(""), Some("c"), Some("de")], 5)).await.unwrap(), "abcde");
        assert_eq!(read(pieces(&[Some("abcd")], 3)).await, Err(413));
        assert_eq!(read(pieces(&[Some("ab"), Some("c"), Some("d")], 3)).await, Err(413));
        assert_eq!(read(BodySlot::new(Body::full("abcd"), 3)).await, Err(413));
    }

    #[tokio::test]
    async fn a_body_that_breaks_off_is_a_bad_request() {
        assert_eq!(read(pieces(&[None], 9)).await, Err(400));
        assert_eq!(read(pieces(&[Some("a"), None], 9)).await, Err(400));
        assert_eq!(read(pieces(&[Some("a"), Some("b"), None], 9)).await, Err(400));
    }

    #[tokio::test]
    async fn a_length_beyond_the_limit_is_refused_unread() {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_LENGTH, "4".parse().unwrap());
        let mut slot = pieces(&[Some("abcd")], 3);
        assert_eq!(slot.read(&headers).await.unwrap_err().status(), 413);
        assert!(slot.take().is_some(), "nothing was read");
        let mut slot = pieces(&[Some("abcd")], 3);
        assert_eq!(slot.take_limited(&headers).unwrap_err().status(), 413);
    }

    #[tokio::test]
    async fn a_layer_s_limit_is_too_large_as_well() {
        let body = Limited::new(Pieces([Some("abcd")].into()), 3);
        assert_eq!(read(BodySlot::new(Body::new(body), 9)).await, Err(413));
    }

    #[tokio::test]
    async fn a_body_is_taken_once() {
        let mut slot = BodySlot::new(Body::full("a"), 9);
        slot.read(&HeaderMap::new()).await.unwrap();
        assert_eq!(slot.read(&HeaderMap::new()).await.unwrap_err().status(), 500);
    }

    #[tokio::test]
    async fn a_taken_stream_ends_at_the_limit() {
        use http_body_util::BodyExt;
        let body = pieces(&[Some("ab"), Some("cd")], 3).take_limited(&HeaderMap::new()).unwrap();
        assert!(body.collect().await.unwrap_err().is::<LengthLimitError>());
        let body = pieces(&[Some("ab"), Some("c")], 3).take_limited(&HeaderMap::new()).unwrap();
        assert_eq!(body.collect().await.unwrap().to_bytes(), "abc");
    }

    #[tokio::test]
    async fn only_no_body_and_no_type_is_absent() {
        let none = HeaderMap::new();
        let mut typed = HeaderMap::new();
        typed.insert(CONTENT_TYPE, "text/plain".parse().unwrap());
        assert!(BodySlot::new(Body::empty(), 9).is_absent(&none).await.unwrap());
        assert!(pieces(&[Some("")], 9).is_absent(&none).await.unwrap());
        assert!(!BodySlot::new(Body::empty(), 9).is_absent(&typed).await.unwrap());
        assert!(!BodySlot::new(Body::full("a"), 9).is_absent(&none).await.unwrap());
        let mut slot = pieces(&[Some("a"), Some("b")], 9);
        assert!(!slot.is_absent(&none).await.unwrap());
        assert_eq!(slot.read(&none).await.unwrap(), "ab");
    }
}
