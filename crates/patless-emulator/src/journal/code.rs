//! Code of a refusal, as it is in the body of the response.

use serde_json::Value;

/// Finds the code in the body of a refusal: `AADSTS700213`, `TF400813`, or else the name of the exception or error.
///
/// The body may repeat secrets of the request, so nothing else of it is read.
pub(super) fn in_body(body: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(body.get(..READ_BYTES).unwrap_or(body));
    PREFIXES
        .iter()
        .find_map(|prefix| numbered(&text, prefix))
        .or_else(|| named(body))
}

/// Finds the first code with a prefix and at least five digits.
fn numbered(text: &str, prefix: &str) -> Option<String> {
    text.match_indices(prefix).find_map(|(at, _)| {
        let digits: String = text
            .get(at + prefix.len()..)?
            .chars()
            .take_while(char::is_ascii_digit)
            .collect();
        (5..=8)
            .contains(&digits.len())
            .then(|| format!("{prefix}{digits}"))
    })
}

/// Reads the exception of Azure DevOps, the code of Azure Resource Manager or the error of OAuth.
fn named(body: &[u8]) -> Option<String> {
    let body: Value = serde_json::from_slice(body).ok()?;
    let name = [&body["typeKey"], &body["error"]["code"], &body["error"]]
        .into_iter()
        .find_map(Value::as_str)?;
    let is_name = name.len() <= LONGEST_NAME_BYTES
        && name
            .bytes()
            .all(|it| it.is_ascii_alphabetic() || it == b'_');
    is_name.then(|| name.to_owned())
}

const PREFIXES: &[&str] = &["AADSTS", "TF", "VS"];

/// The code is at the start of a message.
const READ_BYTES: usize = 16 * 1024;
/// The longest name of an exception has 46 characters.
const LONGEST_NAME_BYTES: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_found_and_nothing_else() {
        for (body, code) in [
            (
                r#"{"error":"invalid_client","error_description":"AADSTS700213: No"}"#,
                Some("AADSTS700213"),
            ),
            (
                r#"{"message":"TF400813: The user","typeKey":"UnauthorizedRequestException"}"#,
                Some("TF400813"),
            ),
            (
                r#"{"message":"No plan","typeKey":"TaskOrchestrationPlanNotFoundException"}"#,
                Some("TaskOrchestrationPlanNotFoundException"),
            ),
            (
                r#"{"error":{"code":"AuthorizationFailed"}}"#,
                Some("AuthorizationFailed"),
            ),
            (r#"{"error":"invalid_request"}"#, Some("invalid_request")),
            (r#"{"error":"sekret-1 2"}"#, None),
            (r#"{"message":"TF4"}"#, None),
            ("<html>", None),
            ("", None),
        ] {
            assert_eq!(in_body(body.as_bytes()).as_deref(), code, "{body}");
        }
    }
}
