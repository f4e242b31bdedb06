//! Fault matrix: redirects. None is followed.

use patless_emulator::scenario::Fault;

use super::answers::{MARKER, always, empty, page};
use super::row::{Row, no_assertion, unavailable};

/// Lists the rows.
pub(super) fn rows() -> Vec<Row> {
    let elsewhere = format!("https://localhost:1/_signin?realm=dev.azure.com&x={MARKER}");
    let mut rows = vec![
        Row::both(
            "307 to a host that listens",
            Fault::Redirect.always(),
            no_assertion("sign-in-page", "HTTP 307"),
            unavailable("not-entra", "HTTP 307 and no content type"),
        ),
        Row::both(
            "304",
            always(empty(304)),
            no_assertion("sign-in-page", "HTTP 304"),
            unavailable("not-entra", "HTTP 304 and no content type"),
        ),
        Row::both(
            "302 without a location",
            always(empty(302)),
            no_assertion("sign-in-page", "HTTP 302"),
            unavailable("not-entra", "HTTP 302 and no content type"),
        ),
    ];
    for (status, at_azure_devops, at_entra) in [
        (300, "HTTP 300", "HTTP 300 and text/html"),
        (301, "HTTP 301", "HTTP 301 and text/html"),
        (302, "HTTP 302", "HTTP 302 and text/html"),
        (303, "HTTP 303", "HTTP 303 and text/html"),
        (307, "HTTP 307", "HTTP 307 and text/html"),
        (308, "HTTP 308", "HTTP 308 and text/html"),
    ] {
        rows.push(Row::both(
            format!("{status} with a page"),
            always(page(status).header("Location", &elsewhere)),
            no_assertion("sign-in-page", at_azure_devops),
            unavailable("not-entra", at_entra),
        ));
    }
    rows
}
