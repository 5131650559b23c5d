//! What hostile endpoints send, and what is right for each: the exit code and the words.

use crate::support::hostile::{Hostile, response};

pub const OK: &[u8] = b"HTTP/1.1 200 OK\r\n\r\n";
const CHUNKED: &[u8] = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
pub const PAGE: &str = r#"{"serviceDeployments": []}"#;
const ARN: &str = "arn:aws:ecs:eu-west-1:123456789012:service-deployment/shop/web/abcdefgh12345678";

pub fn bytes(text: &str) -> Hostile {
    Hostile::Bytes(text.as_bytes().to_vec())
}

/// A page with one deployment that has this member, too.
fn page_with(member: &str) -> Hostile {
    let item = format!(r#"{{"serviceDeploymentArn": "{ARN}", {member}}}"#);
    let page = format!(r#"{{"serviceDeployments": [{item}]}}"#);
    Hostile::response("200 OK", "", page)
}

fn error_response(code: &str, message: &str, id: &str) -> Hostile {
    let body = format!(r#"{{"__type": "{code}", "message": "{message}"}}"#);
    let id = format!("x-amzn-RequestId: {id}\r\n");
    Hostile::response("400 Bad Request", &id, body)
}

/// Whether the message is about a whole answer of the endpoint, or about one that never came.
pub const ANSWERED: i32 = 254;
pub const BROKEN: i32 = 255;

/// Those that end in an error: a name, what is sent, the exit code, and words of the message.
pub fn hostile() -> Vec<(&'static str, Hostile, i32, &'static str)> {
    const TOO_LARGE: &str = "sent more than 64 MB in response to ListServiceDeployments";
    const TOO_SLOW: &str = "/ within 2 seconds";
    const INCOMPLETE: &str =
        "no complete response to ListServiceDeployments from ECS at http://127.0.0.1:";
    const UNEXPECTED: &str = "unexpected response to ListServiceDeployments";
    let huge = "x".repeat(6 << 20);
    let gzip = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03".repeat(100_000);
    let deep = "[".repeat(1_000_000) + &"]".repeat(1_000_000);
    vec![
        // Too much.
        (
            "endless body",
            Hostile::Endless(OK.into(), b" ".to_vec()),
            BROKEN,
            TOO_LARGE,
        ),
        (
            "endless chunks",
            Hostile::Endless(
                CHUNKED.into(),
                [&b"1000\r\n"[..], &[b' '; 4096], b"\r\n"].concat(),
            ),
            BROKEN,
            TOO_LARGE,
        ),
        (
            "endless body of an error",
            Hostile::Endless(b"HTTP/1.1 400 Bad Request\r\n\r\n".to_vec(), b"{".to_vec()),
            BROKEN,
            TOO_LARGE,
        ),
        (
            "announced length above the limit",
            Hostile::Stall(b"HTTP/1.1 200 OK\r\nContent-Length: 67108865\r\n\r\n{".to_vec()),
            BROKEN,
            TOO_LARGE,
        ),
        (
            "announced length of 8 EB",
            Hostile::Stall(
                b"HTTP/1.1 200 OK\r\nContent-Length: 9223372036854775807\r\n\r\n".to_vec(),
            ),
            BROKEN,
            TOO_LARGE,
        ),
        (
            "huge chunk size",
            Hostile::Endless([CHUNKED, b"ffffffffffffff\r\n"].concat(), b"x".to_vec()),
            BROKEN,
            TOO_LARGE,
        ),
        (
            "chunk size that overflows",
            Hostile::Bytes([CHUNKED, b"ffffffffffffffffff\r\n"].concat()),
            BROKEN,
            INCOMPLETE,
        ),
        (
            "endless chunk extension",
            Hostile::Endless([CHUNKED, b"1;"].concat(), b"x".to_vec()),
            BROKEN,
            INCOMPLETE,
        ),
        (
            "endless trailers",
            Hostile::Endless(
                [CHUNKED, b"2\r\n{}\r\n0\r\n"].concat(),
                b"a: b\r\n".to_vec(),
            ),
            BROKEN,
            INCOMPLETE,
        ),
        (
            "endless headers",
            Hostile::Endless(b"HTTP/1.1 200 OK\r\n".to_vec(), b"a: b\r\n".to_vec()),
            BROKEN,
            INCOMPLETE,
        ),
        (
            "huge header",
            Hostile::Endless(b"HTTP/1.1 200 OK\r\na: ".to_vec(), b"x".to_vec()),
            BROKEN,
            INCOMPLETE,
        ),
        (
            "endless reason phrase",
            Hostile::Endless(b"HTTP/1.1 200 ".to_vec(), b"x".to_vec()),
            BROKEN,
            INCOMPLETE,
        ),
        (
            "endless 1xx",
            Hostile::Endless(vec![], b"HTTP/1.1 103 Early Hints\r\n\r\n".to_vec()),
            BROKEN,
            TOO_SLOW,
        ),
        // Too slow.
        (
            "trickle",
            Hostile::Trickle(OK.into(), b' '),
            BROKEN,
            TOO_SLOW,
        ),
        (
            "trickle of chunks",
            Hostile::Trickle([CHUNKED, b"ffffff\r\n"].concat(), b' '),
            BROKEN,
            TOO_SLOW,
        ),
        (
            "trickle of an error",
            Hostile::Trickle(b"HTTP/1.1 500 Oops\r\n\r\n".to_vec(), b' '),
            BROKEN,
            TOO_SLOW,
        ),
        (
            "trickle of headers",
            Hostile::Trickle(b"HTTP/1.1 200 OK\r\na: ".to_vec(), b'x'),
            BROKEN,
            TOO_SLOW,
        ),
        ("no response", Hostile::Stall(vec![]), BROKEN, TOO_SLOW),
        (
            "100 Continue and no more",
            Hostile::Stall(b"HTTP/1.1 100 Continue\r\n\r\n".to_vec()),
            BROKEN,
            TOO_SLOW,
        ),
        (
            "headers that never end",
            Hostile::Stall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n".to_vec()),
            BROKEN,
            TOO_SLOW,
        ),
        (
            "length too long, connection open",
            Hostile::Stall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{}".to_vec()),
            BROKEN,
            TOO_SLOW,
        ),
        // Broken HTTP.
        (
            "length too long",
            bytes("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{}"),
            BROKEN,
            INCOMPLETE,
        ),
        (
            "length too short",
            bytes("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n{\"serviceDeployments\": []}"),
            ANSWERED,
            UNEXPECTED,
        ),
        (
            "negative length",
            bytes("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n{}"),
            BROKEN,
            INCOMPLETE,
        ),
        (
            "two lengths",
            bytes("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 26\r\n\r\n{}"),
            BROKEN,
            INCOMPLETE,
        ),
        (
            "length that is no number",
            bytes("HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n{}"),
            BROKEN,
            INCOMPLETE,
        ),
        (
            "closed within the head",
            bytes("HTTP/1.1 200 OK\r\nContent-Le"),
            BROKEN,
            INCOMPLETE,
        ),
        ("closed without a word", bytes(""), BROKEN, INCOMPLETE),
        (
            "closed within a chunk",
            Hostile::Bytes([CHUNKED, b"ff\r\n{\"serviceDep"].concat()),
            BROKEN,
            INCOMPLETE,
        ),
        (
            "no HTTP at all",
            bytes("220 mail.example ESMTP\r\n"),
            BROKEN,
            INCOMPLETE,
        ),
        (
            "HTTP/2",
            bytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
            BROKEN,
            INCOMPLETE,
        ),
        (
            "TLS alert, unasked",
            Hostile::Unasked(b"\x15\x03\x03\x00\x02\x02\x28".to_vec()),
            BROKEN,
            INCOMPLETE,
        ),
        (
            "switching protocols",
            bytes(
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n",
            ),
            ANSWERED,
            "HTTP status 101",
        ),
        // Statuses.
        (
            "206",
            Hostile::response("206 Partial Content", "", PAGE),
            ANSWERED,
            "HTTP status 206: the response is not the whole answer",
        ),
        (
            "202",
            Hostile::response("202 Accepted", "", "{}"),
            ANSWERED,
            "HTTP status 202",
        ),
        (
            "204",
            bytes("HTTP/1.1 204 No Content\r\n\r\n"),
            ANSWERED,
            "HTTP status 204",
        ),
        (
            "redirect",
            Hostile::response("302 Found", "Location: https://login.example/?next\r\n", ""),
            ANSWERED,
            "HTTP status 302: it redirects to https://login.example/?next",
        ),
        (
            "HTML of a proxy",
            Hostile::response("502 Bad Gateway", "Content-Type: text/html\r\n", "<html>"),
            ANSWERED,
            "HTTP status 502",
        ),
        // Bodies.
        (
            "HTML",
            Hostile::response("200 OK", "Content-Type: text/html\r\n", "<html>"),
            ANSWERED,
            UNEXPECTED,
        ),
        (
            "gzip bomb",
            Hostile::response("200 OK", "Content-Encoding: gzip\r\n", &gzip),
            ANSWERED,
            UNEXPECTED,
        ),
        (
            "byte order mark",
            Hostile::response("200 OK", "", format!("\u{feff}{PAGE}")),
            ANSWERED,
            UNEXPECTED,
        ),
        (
            "invalid UTF-8",
            Hostile::response(
                "200 OK",
                "",
                b"{\"serviceDeployments\": [{\"serviceDeploymentArn\": \"\xff\"}]}",
            ),
            ANSWERED,
            UNEXPECTED,
        ),
        (
            "NaN",
            page_with(r#""createdAt": NaN"#),
            ANSWERED,
            UNEXPECTED,
        ),
        (
            "huge time",
            page_with(r#""createdAt": 1e999"#),
            ANSWERED,
            UNEXPECTED,
        ),
        (
            "duplicate keys",
            page_with(r#""status": "PENDING", "status": "SUCCESSFUL""#),
            ANSWERED,
            "item 1: duplicate field `status`",
        ),
        (
            "deep nesting of a body",
            Hostile::response("200 OK", "", format!("{{\"nextToken\": {deep}}}")),
            ANSWERED,
            UNEXPECTED,
        ),
        (
            "deep nesting of an item",
            page_with(&format!("\"x\": {deep}")),
            ANSWERED,
            "web/abcdefgh12345678 is nested deeper than 127 levels",
        ),
        (
            "deep nesting of an error",
            Hostile::response("400 Bad Request", "", &deep),
            ANSWERED,
            "HTTP status 400",
        ),
        (
            "millions of empty items",
            Hostile::response(
                "200 OK",
                "",
                format!(
                    "{{\"serviceDeployments\": [{{}}{}]}}",
                    ",{}".repeat(20_000_000)
                ),
            ),
            ANSWERED,
            "more than 10000 items",
        ),
        // Words at length.
        (
            "huge message",
            error_response("ClientException", &huge, "r"),
            ANSWERED,
            "in all",
        ),
        (
            "huge code",
            error_response(&huge, "m", "r"),
            ANSWERED,
            "in all",
        ),
        (
            "huge request id",
            error_response("ClientException", "m", &"r".repeat(300_000)),
            ANSWERED,
            "in all",
        ),
        (
            "huge value of a wrong type",
            page_with(&format!("\"createdAt\": \"{huge}\"")),
            ANSWERED,
            UNEXPECTED,
        ),
        (
            "huge unexpected member",
            Hostile::response("200 OK", "", format!("{{\"{huge}\": 1}}")),
            ANSWERED,
            "unexpected member",
        ),
    ]
}

/// Those that are only unusual: there is an answer.
pub fn unusual() -> Vec<(&'static str, Hostile)> {
    vec![
        ("201", Hostile::response("201 Created", "", PAGE)),
        (
            "203",
            Hostile::response("203 Non-Authoritative Information", "", PAGE),
        ),
        (
            "wrong type",
            Hostile::response("200 OK", "Content-Type: text/plain\r\n", PAGE),
        ),
        ("no length", Hostile::Bytes([OK, PAGE.as_bytes()].concat())),
        (
            "100 Continue",
            Hostile::Bytes(
                [
                    b"HTTP/1.1 100 Continue\r\n\r\n",
                    &response("200 OK", "", PAGE.as_bytes())[..],
                ]
                .concat(),
            ),
        ),
        (
            "more than announced",
            bytes(&format!(
                "HTTP/1.1 200 OK\r\nContent-Length: 26\r\n\r\n{PAGE}garbage"
            )),
        ),
        (
            "40 MB of spaces",
            Hostile::response("200 OK", "", " ".repeat(40 << 20) + PAGE),
        ),
        (
            "127 levels",
            page_with(&format!("\"x\": {}{}", "[".repeat(126), "]".repeat(126))),
        ),
    ]
}
