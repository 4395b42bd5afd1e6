//! The rule that the request matched.

use super::{BodySlot, FromRequest, MatchedRule, Parts};
use crate::Error;
use crate::describe::Input;

/// Every request that reaches a handler has it; in a `#[catch]` it is absent where no rule matched.
impl<A: ?Sized + Sync> FromRequest<A> for MatchedRule {
    type Rejection = Error;

    async fn from_request(parts: &Parts, _: &mut BodySlot, _: &A) -> Result<Self, Error> {
        parts
            .matched_rule()
            .ok_or_else(|| Error::internal_server_error().with_source("the request matched no rule"))
    }

    async fn from_request_optional(parts: &Parts, _: &mut BodySlot, _: &A) -> Result<Option<Self>, Error> {
        Ok(parts.matched_rule())
    }

    fn describe(_: &mut Input) {}
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Body;

    #[tokio::test]
    async fn the_matched_rule_is_there_once_matching_noted_it() {
        let body = &mut BodySlot::new(Body::empty(), 0);
        let mut parts = Parts::new(http::Request::new(()).into_parts().0, None);
        assert_eq!(Option::<MatchedRule>::from_request(&parts, body, &()).await.unwrap(), None);
        assert_eq!(MatchedRule::from_request(&parts, body, &()).await.unwrap_err().status(), 500);
        let rule = MatchedRule::new("/<id>+", "details");
        parts.set_matched_rule(rule);
        assert_eq!(MatchedRule::from_request(&parts, body, &()).await.unwrap(), rule);
        assert_eq!(Option::<MatchedRule>::from_request(&parts, body, &()).await.unwrap(), Some(rule));
    }
}
