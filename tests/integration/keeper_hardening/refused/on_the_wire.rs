//! What is refused before a door is looked for: by how a request is written, and by where it seems to come from.

use super::{Row, assert_is, assert_refused, play};
use crate::keeper_hardening::raw;

#[rustfmt::skip] // a row a line
const FROM_ELSEWHERE: &[Row] = &[
    ("no Host", "GET {msi}?{R} HTTP/1.1|X-IDENTITY-HEADER: {key}||", 403, "for another host"),
    ("no Host in HTTP/1.0", "GET {msi}?{R} HTTP/1.0|X-IDENTITY-HEADER: {key}||", 403, "for another host"),
    ("an empty Host", "GET {msi}?{R} HTTP/1.1|Host:|X-IDENTITY-HEADER: {key}||", 403, "for another host"),
    ("Host twice", "GET {msi}?{R} HTTP/1.1|Host: {host}|Host: {host}|X-IDENTITY-HEADER: {key}||", 400, "host is there twice"),
    ("two hosts", "GET {msi}?{R} HTTP/1.1|Host: {host}|Host: x.example|X-IDENTITY-HEADER: {key}||", 400, "host is there twice"),
    ("a name", "GET {msi}?{R} HTTP/1.1|Host: localhost:{port}|X-IDENTITY-HEADER: {key}||", 403, "for another host"),
    ("DNS rebinding", "GET {msi}?{R} HTTP/1.1|Host: rebind.example:{port}|X-IDENTITY-HEADER: {key}||", 403, "for another host"),
    ("a name that begins alike", "GET {msi}?{R} HTTP/1.1|Host: 127.0.0.1.nip.example:{port}|X-IDENTITY-HEADER: {key}||", 403, "for another host"),
    ("another port", "GET {msi}?{R} HTTP/1.1|Host: 127.0.0.1:1|X-IDENTITY-HEADER: {key}||", 403, "for another host"),
    ("no port", "GET {msi}?{R} HTTP/1.1|Host: 127.0.0.1|X-IDENTITY-HEADER: {key}||", 403, "for another host"),
    ("another loopback address", "GET {msi}?{R} HTTP/1.1|Host: 127.0.0.2:{port}|X-IDENTITY-HEADER: {key}||", 403, "for another host"),
    ("a short address", "GET {msi}?{R} HTTP/1.1|Host: 127.1:{port}|X-IDENTITY-HEADER: {key}||", 403, "for another host"),
    ("a number", "GET {msi}?{R} HTTP/1.1|Host: 2130706433:{port}|X-IDENTITY-HEADER: {key}||", 403, "for another host"),
    ("IPv6", "GET {msi}?{R} HTTP/1.1|Host: [::1]:{port}|X-IDENTITY-HEADER: {key}||", 403, "for another host"),
    ("the metadata service", "GET {msi}?{R} HTTP/1.1|Host: 169.254.169.254|Metadata: true|X-IDENTITY-HEADER: {key}||", 403, "for another host"),
    ("a user in Host", "GET {msi}?{R} HTTP/1.1|Host: x@{host}|X-IDENTITY-HEADER: {key}||", 403, "for another host"),
    ("the host of another in the target", "GET http://x.example{msi}?{R} HTTP/1.1|Host: {host}|X-IDENTITY-HEADER: {key}||", 403, "for another host"),
    ("a user in the target", "GET http://x@{host}{msi}?{R} HTTP/1.1|Host: {host}|X-IDENTITY-HEADER: {key}||", 403, "for another host"),
    ("our host in the target alone", "GET http://{host}{msi}?{R} HTTP/1.1|Host: x.example|X-IDENTITY-HEADER: {key}||", 403, "for another host"),
    ("Origin", "GET {msi}?{R} HTTP/1.1|Host: {host}|Origin: https://x.example|X-IDENTITY-HEADER: {key}||", 403, "origin shows"),
    ("no Origin in words", "GET {msi}?{R} HTTP/1.1|Host: {host}|Origin: null|X-IDENTITY-HEADER: {key}||", 403, "origin shows"),
    ("our own Origin", "GET {msi}?{R} HTTP/1.1|Host: {host}|Origin: http://{host}|X-IDENTITY-HEADER: {key}||", 403, "origin shows"),
    ("Referer", "GET {msi}?{R} HTTP/1.1|Host: {host}|Referer: http://{host}/|X-IDENTITY-HEADER: {key}||", 403, "referer shows"),
    ("X-Forwarded-For", "GET {msi}?{R} HTTP/1.1|Host: {host}|X-Forwarded-For: 127.0.0.1|X-IDENTITY-HEADER: {key}||", 403, "x-forwarded-for shows"),
    ("X-Forwarded-Host", "GET {msi}?{R} HTTP/1.1|Host: {host}|X-FORWARDED-HOST: {host}|X-IDENTITY-HEADER: {key}||", 403, "x-forwarded-host shows"),
    ("X-Forwarded-Proto", "GET {msi}?{R} HTTP/1.1|Host: {host}|X-Forwarded-Proto: http|X-IDENTITY-HEADER: {key}||", 403, "x-forwarded-proto shows"),
    ("X-Real-IP", "GET {msi}?{R} HTTP/1.1|Host: {host}|X-Real-IP: 127.0.0.1|X-IDENTITY-HEADER: {key}||", 403, "x-real-ip shows"),
    ("Forwarded", "GET {msi}?{R} HTTP/1.1|Host: {host}|Forwarded: for=127.0.0.1|X-IDENTITY-HEADER: {key}||", 403, "forwarded shows"),
    ("Via", "GET {msi}?{R} HTTP/1.1|Host: {host}|Via: 1.1 proxy|X-IDENTITY-HEADER: {key}||", 403, "via shows"),
    ("a page in a browser", "GET {open}?{R} HTTP/1.1|Host: {host}|Sec-Fetch-Site: none||", 403, "sec-fetch-site shows"),
    ("CORS in advance", "OPTIONS {msi} HTTP/1.1|Host: {host}|Origin: https://x.example|Access-Control-Request-Method: GET||", 403, "origin shows"),
    ("a tunnel", "CONNECT x.example:443 HTTP/1.1|Host: {host}||", 403, "for another host"),
    ("a tunnel to us", "CONNECT {host} HTTP/1.1|Host: {host}||", 404, "no door at this path"),
    ("the whole server", "OPTIONS * HTTP/1.1|Host: {host}||", 404, "no door at this path"),
];

#[test]
fn what_seems_to_come_from_elsewhere_is_refused() {
    play(|kept| assert_refused(kept, FROM_ELSEWHERE));
}

#[rustfmt::skip] // a row a line
const WRITTEN_WRONGLY: &[Row] = &[
    ("HTTP/0.9", "GET {msi}?{R}|", 400, ""),
    ("HTTP/2", "PRI * HTTP/2.0||SM||", 0, ""),
    ("HTTP/3.7", "GET {msi}?{R} HTTP/3.7|Host: {host}|X-IDENTITY-HEADER: {key}||", 400, ""),
    ("no HTTP", "helo||", 400, ""),
    ("a folded header", "GET {msi}?{R} HTTP/1.1|Host: {host}|X-A: b| c|X-IDENTITY-HEADER: {key}||", 400, ""),
    ("a space before the colon", "GET {msi}?{R} HTTP/1.1|Host : {host}|X-IDENTITY-HEADER: {key}||", 400, ""),
    ("a header without a colon", "GET {msi}?{R} HTTP/1.1|Host: {host}|X-IDENTITY-HEADER {key}||", 400, ""),
    ("NUL in a header", "GET {msi}?{R} HTTP/1.1|Host: {host}|X-A: b\0c|X-IDENTITY-HEADER: {key}||", 400, ""),
    ("NUL in the target", "GET {msi}\0?{R} HTTP/1.1|Host: {host}|X-IDENTITY-HEADER: {key}||", 400, ""),
    ("a lone carriage return", "GET {msi}?{R} HTTP/1.1|Host: {host}\rX-A: b|X-IDENTITY-HEADER: {key}||", 400, ""),
    ("a space in the target", "GET {msi}?{R} x HTTP/1.1|Host: {host}|X-IDENTITY-HEADER: {key}||", 400, ""),
    ("a key that is not ASCII", "GET {msi}?{R} HTTP/1.1|Host: {host}|X-IDENTITY-HEADER: \u{e4}||", 400, "not ASCII"),
    ("a body behind GET", "GET {msi}?{R} HTTP/1.1|Host: {host}|X-IDENTITY-HEADER: {key}|Content-Length: 1||x", 400, "a GET request has a body"),
    ("a body in chunks behind GET", "GET {msi}?{R} HTTP/1.1|Host: {host}|X-IDENTITY-HEADER: {key}|Transfer-Encoding: chunked||0||", 400, "a GET request has a body"),
    ("Content-Length and Transfer-Encoding", "GET {msi}?{R} HTTP/1.1|Host: {host}|X-IDENTITY-HEADER: {key}|Content-Length: 0|Transfer-Encoding: chunked||0||", 400, "a GET request has a body"),
    ("a Transfer-Encoding that nobody knows", "POST {azd}/token HTTP/1.1|Host: {host}|Authorization: Bearer {azdkey}|Transfer-Encoding: gzip||x", 400, ""),
    ("two values of Content-Length", "POST {azd}/token HTTP/1.1|Host: {host}|Authorization: Bearer {azdkey}|Content-Length: 2|Content-Length: 3||{}x", 400, ""),
    ("a list of values of Content-Length", "POST {azd}/token HTTP/1.1|Host: {host}|Authorization: Bearer {azdkey}|Content-Length: 2, 3||{}x", 400, ""),
    ("a Content-Length below zero", "POST {azd}/token HTTP/1.1|Host: {host}|Authorization: Bearer {azdkey}|Content-Length: -1||", 400, ""),
    ("a Content-Length beyond all numbers", "POST {azd}/token HTTP/1.1|Host: {host}|Authorization: Bearer {azdkey}|Content-Length: 99999999999999999999999||", 400, ""),
    ("a body that is too large", "POST {azd}/token HTTP/1.1|Host: {host}|Authorization: Bearer {azdkey}|Content-Length: 16385||", 200, "more than 16384 bytes"),
    ("a chunk that is no number", "POST {azd}/token HTTP/1.1|Host: {host}|Authorization: Bearer {azdkey}|Transfer-Encoding: chunked||x|", 200, "the body is not complete"),
];

#[test]
fn what_is_written_wrongly_is_refused() {
    play(|kept| assert_refused(kept, WRITTEN_WRONGLY));
}

#[test]
fn what_is_too_large_is_refused() {
    play(|kept| {
        let head = "GET {msi}?{R} HTTP/1.1|Host: {host}|X-IDENTITY-HEADER: {key}|";
        let long = "x".repeat(20_000);
        let many: String = (0..65).map(|number| format!("X-{number}: y|")).collect();
        let chunks = format!("4001|{}|0||", "x".repeat(0x4001));
        for (what, request, status, message) in [
            ("a long header", format!("{head}X-A: {long}||"), 431, ""),
            (
                "a long target",
                format!("GET {{msi}}?{{R}}&x={long} HTTP/1.1|Host: {{host}}||"),
                431,
                "",
            ),
            ("many headers", format!("{head}{many}|"), 431, ""),
            (
                "a large body in chunks",
                format!(
                    "POST {{azd}}/token HTTP/1.1|Host: {{host}}|Authorization: Bearer {{azdkey}}|Transfer-Encoding: chunked||{chunks}"
                ),
                200,
                "more than 16384 bytes",
            ),
        ] {
            let request = kept.fill(&request.replace("{R}", super::R));
            let reply = raw::over_loopback(kept.authority(), &raw::lines(&request));
            assert_is(kept, &reply, what, status, message);
        }
        // It speaks no TLS.
        let hello = [
            0x16, 0x03, 0x01, 0x00, 0xc8, 0x01, 0x00, 0x00, 0xc4, 0x03, 0x03, 0x0a, 0x0a,
        ];
        let reply = raw::over_loopback(kept.authority(), &hello);
        assert_is(kept, &reply, "TLS", 400, "");
    });
}

#[test]
fn a_second_request_in_a_connection_is_not_answered() {
    play(|kept| {
        let honest = String::from_utf8(kept.honest()).unwrap();
        let refused = kept.fill("GET {msi} HTTP/1.1|Host: {host}|Connection: keep-alive||");
        for first in [
            refused.clone(),
            // The second one is the body of the first, or what is left of it.
            kept.fill(&format!(
                "POST {{azd}}/token HTTP/1.1|Host: {{host}}|Content-Length: {}||",
                honest.len()
            )),
            kept.fill("POST {azd}/token HTTP/1.1|Host: {host}|Transfer-Encoding: chunked||0||"),
            kept.fill(
                "GET {msi} HTTP/1.1|Host: {host}|Content-Length: 0|Transfer-Encoding: identity||",
            ),
        ] {
            let mut bytes = raw::lines(&first);
            bytes.extend(honest.as_bytes());
            let reply = raw::over_loopback(kept.authority(), &bytes);
            kept.heard(&reply);
            assert_eq!(reply.count(), 1, "{first}: {}", reply.text);
            assert_ne!(reply.status(), Some(200), "{first}");
        }
        let twice = [honest.as_bytes(), honest.as_bytes()].concat();
        assert_eq!(raw::over_loopback(kept.authority(), &twice).count(), 1);
    });
}
