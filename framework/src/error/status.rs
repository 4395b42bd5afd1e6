//! The error statuses of the IANA registry: a constructor, the title and a sentence for each.

use http::StatusCode;

use super::Error;

macro_rules! statuses {
    ($($status:ident $name:ident $title:literal $sentence:literal: $doc:literal)*) => {
        impl Error {
            $(
                #[doc = $doc]
                #[track_caller]
                pub fn $name() -> Self {
                    Error::new(StatusCode::$status)
                }
            )*
        }

        /// The status as the IANA registry names it. Of a status that is not registered, what its class is.
        pub(crate) fn title(status: StatusCode) -> &'static str {
            match status {
                $(StatusCode::$status => $title,)*
                status if status.is_client_error() => "Client Error",
                _ => "Server Error",
            }
        }

        /// What is said to the client where the error itself says nothing.
        pub(super) fn sentence(status: StatusCode) -> &'static str {
            match status {
                $(StatusCode::$status => $sentence,)*
                status if status.is_client_error() => "The request could not be answered.",
                _ => "Something went wrong on the server.",
            }
        }

        #[cfg(test)]
        const CONSTRUCTORS: &[(fn() -> Error, StatusCode)] = &[$((Error::$name, StatusCode::$status),)*];
    };
}

statuses! {
    BAD_REQUEST bad_request "Bad Request" "The request could not be understood.":
        "400 Bad Request: the request is malformed."
    UNAUTHORIZED unauthorized "Unauthorized" "This needs you to sign in.":
        "401 Unauthorized: the client has to authenticate; carries `WWW-Authenticate`."
    PAYMENT_REQUIRED payment_required "Payment Required" "This needs a payment.":
        "402 Payment Required: reserved for payments."
    FORBIDDEN forbidden "Forbidden" "You are not allowed to do this.":
        "403 Forbidden: the client may not do this."
    NOT_FOUND not_found "Not Found" "There is nothing at this address.":
        "404 Not Found: there is nothing at this address."
    METHOD_NOT_ALLOWED method_not_allowed "Method Not Allowed" "This address does not take this method.":
        "405 Method Not Allowed: the address exists, but not for this method; carries `Allow`."
    NOT_ACCEPTABLE not_acceptable "Not Acceptable" "There is no version of this that the client accepts.":
        "406 Not Acceptable: no representation is one that the client accepts."
    PROXY_AUTHENTICATION_REQUIRED proxy_authentication_required "Proxy Authentication Required" "The proxy needs you to sign in.":
        "407 Proxy Authentication Required: the client has to authenticate to the proxy; carries `Proxy-Authenticate`."
    REQUEST_TIMEOUT request_timeout "Request Timeout" "The request took too long to arrive.":
        "408 Request Timeout: the request took too long to arrive."
    CONFLICT conflict "Conflict" "The request contradicts the present state.":
        "409 Conflict: the request contradicts the state of the thing."
    GONE gone "Gone" "What was here is gone for good.":
        "410 Gone: what was here is gone for good."
    LENGTH_REQUIRED length_required "Length Required" "The request has to say how long it is.":
        "411 Length Required: the request needs a `Content-Length`."
    PRECONDITION_FAILED precondition_failed "Precondition Failed" "A condition of the request does not hold.":
        "412 Precondition Failed: a condition of the request, such as `If-Match`, does not hold."
    PAYLOAD_TOO_LARGE content_too_large "Content Too Large" "The request is larger than this server takes.":
        "413 Content Too Large: the body is larger than the server takes."
    URI_TOO_LONG uri_too_long "URI Too Long" "The address is longer than this server takes.":
        "414 URI Too Long: the target is longer than the server takes."
    UNSUPPORTED_MEDIA_TYPE unsupported_media_type "Unsupported Media Type" "The request has a format that is not taken here.":
        "415 Unsupported Media Type: the body has a format that the server does not take."
    RANGE_NOT_SATISFIABLE range_not_satisfiable "Range Not Satisfiable" "The range that was asked for does not exist.":
        "416 Range Not Satisfiable: the asked range does not exist."
    EXPECTATION_FAILED expectation_failed "Expectation Failed" "The request expects what this server cannot do.":
        "417 Expectation Failed: what `Expect` asks for cannot be met."
    IM_A_TEAPOT im_a_teapot "I'm a teapot" "This server is a teapot.":
        "418 I'm a teapot: the server is a teapot (RFC 2324; unused in the registry)."
    MISDIRECTED_REQUEST misdirected_request "Misdirected Request" "The request came to the wrong server.":
        "421 Misdirected Request: the request came to a server that is not its own."
    UNPROCESSABLE_ENTITY unprocessable_content "Unprocessable Content" "The request is well-formed, but what it says is not valid.":
        "422 Unprocessable Content: the body is well-formed, but what it says is not valid."
    LOCKED locked "Locked" "This is locked.":
        "423 Locked: the thing is locked."
    FAILED_DEPENDENCY failed_dependency "Failed Dependency" "A request that this one depends on failed.":
        "424 Failed Dependency: a request that this one depends on failed."
    TOO_EARLY too_early "Too Early" "The request came too early to be safe.":
        "425 Too Early: the request came in early data that may be replayed."
    UPGRADE_REQUIRED upgrade_required "Upgrade Required" "This needs another protocol.":
        "426 Upgrade Required: the client has to use another protocol; carries `Upgrade`."
    PRECONDITION_REQUIRED precondition_required "Precondition Required" "The request has to be conditional.":
        "428 Precondition Required: the request has to be conditional."
    TOO_MANY_REQUESTS too_many_requests "Too Many Requests" "Too many requests came from you. Please wait a moment.":
        "429 Too Many Requests: the client sends too much; may carry `Retry-After`."
    REQUEST_HEADER_FIELDS_TOO_LARGE request_header_fields_too_large "Request Header Fields Too Large" "The header of the request is larger than this server takes.":
        "431 Request Header Fields Too Large: the header fields are larger than the server takes."
    UNAVAILABLE_FOR_LEGAL_REASONS unavailable_for_legal_reasons "Unavailable For Legal Reasons" "This may not be shown for legal reasons.":
        "451 Unavailable For Legal Reasons: the law forbids to show this."
    INTERNAL_SERVER_ERROR internal_server_error "Internal Server Error" "Something went wrong on the server.":
        "500 Internal Server Error: something went wrong in the server."
    NOT_IMPLEMENTED not_implemented "Not Implemented" "This server cannot do that.":
        "501 Not Implemented: the server cannot do this."
    BAD_GATEWAY bad_gateway "Bad Gateway" "A server behind this one gave an invalid answer.":
        "502 Bad Gateway: a server behind this one gave an invalid answer."
    SERVICE_UNAVAILABLE service_unavailable "Service Unavailable" "The server cannot answer right now. Please try again in a moment.":
        "503 Service Unavailable: the server cannot answer for now; may carry `Retry-After`."
    GATEWAY_TIMEOUT gateway_timeout "Gateway Timeout" "A server behind this one gave no answer in time.":
        "504 Gateway Timeout: a server behind this one gave no answer in time."
    HTTP_VERSION_NOT_SUPPORTED http_version_not_supported "HTTP Version Not Supported" "This server does not speak this version of HTTP.":
        "505 HTTP Version Not Supported: the server does not speak this version of HTTP."
    VARIANT_ALSO_NEGOTIATES variant_also_negotiates "Variant Also Negotiates" "The server is set up wrongly.":
        "506 Variant Also Negotiates: content negotiation of the server goes in a circle."
    INSUFFICIENT_STORAGE insufficient_storage "Insufficient Storage" "The server has no room for this.":
        "507 Insufficient Storage: the server has no room for this."
    LOOP_DETECTED loop_detected "Loop Detected" "The server met an endless loop.":
        "508 Loop Detected: the server met an endless loop."
    NOT_EXTENDED not_extended "Not Extended" "The request lacks an extension.":
        "510 Not Extended: the request lacks an extension (obsoleted in the registry)."
    NETWORK_AUTHENTICATION_REQUIRED network_authentication_required "Network Authentication Required" "You need to sign in to the network.":
        "511 Network Authentication Required: the client has to sign in to the network."
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_registered_error_status_has_its_constructor() {
        let registered = (400..=417).chain([418, 421, 422, 423, 424, 425, 426, 428, 429, 431, 451]);
        let registered: Vec<u16> = registered.chain(500..=508).chain([510, 511]).collect();
        let made: Vec<u16> = CONSTRUCTORS.iter().map(|(make, _)| make().status().as_u16()).collect();
        assert_eq!(made, registered);
        for (make, status) in CONSTRUCTORS {
            assert_eq!(make().status(), *status);
        }
    }

    #[test]
    fn titles_are_those_of_the_registry() {
        let cases = [
            (404, "Not Found"),
            (413, "Content Too Large"),
            (422, "Unprocessable Content"),
            (499, "Client Error"),
            (599, "Server Error"),
        ];
        for (code, expected) in cases {
            assert_eq!(title(StatusCode::from_u16(code).unwrap()), expected);
        }
    }
}
