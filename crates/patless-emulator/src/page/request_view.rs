//! A request for the page: who asked for what, and how it ended.

use serde_json::{Value, json};

use super::cover::Cover;
use super::{assertion_view, words};
use crate::journal::{RecordedRequest, Sender};
use crate::services::ServiceName;

/// Describes a request. Numbers count from 1.
pub(super) fn of(number: usize, request: &RecordedRequest, cover: &Cover) -> Value {
    let words = words::of(request);
    let short = |text: &str| cover.text(text, LONGEST_TEXT);
    let form_fields: Vec<_> = request
        .form_fields
        .iter()
        .take(MOST_FIELDS)
        .map(|it| cover.text(it, LONGEST_FIELD))
        .collect();
    json!({
        "number": number,
        "time_s": request.time_s,
        "service": request.service.to_string(),
        "host": host(request.service),
        "method": cover.text(&request.method, LONGEST_FIELD),
        "path": cover.path(&request.path),
        "sender": short(&sender(request)),
        "status": request.status,
        "code": request.code,
        "is_refused": words.is_some(),
        "check": words.map(|it| it.check),
        "meaning": words.map(|it| it.meaning),
        "client": request.header("user-agent").map(short),
        "scope": request.scope.as_deref().map(short),
        "form_fields": form_fields,
        "connection": request.connection,
        "assertion": assertion_view::of(request, cover),
    })
}

/// Describes a request in one line of text.
pub(super) fn line(number: usize, request: &RecordedRequest, cover: &Cover) -> String {
    let status = request
        .status
        .map_or_else(|| "no answer".to_owned(), |it| it.to_string());
    let why = words::of(request).map_or_else(String::new, |it| {
        format!("  refused by the check of {}", it.check)
    });
    format!(
        "{number}  {}  {}  {} {}  {}  {status} {}{why}\n",
        crate::clock::iso_time(request.time_s),
        request.service,
        cover.text(&request.method, LONGEST_FIELD),
        cover.path(&request.path),
        cover.text(&sender(request), LONGEST_TEXT),
        request.code.as_deref().unwrap_or_default(),
    )
}

/// Names the sender.
fn sender(request: &RecordedRequest) -> String {
    match &request.sender {
        Some(Sender::Job) => "the job".to_owned(),
        Some(Sender::Workflow) => "the job of GitHub Actions".to_owned(),
        Some(Sender::Application(name) | Sender::Person(name)) => name.clone(),
        Some(Sender::Unknown) => "unknown".to_owned(),
        None => "nobody named".to_owned(),
    }
}

/// Names the real host that a service stands for.
fn host(service: ServiceName) -> &'static str {
    match service {
        ServiceName::AzureDevOps => "dev.azure.com",
        ServiceName::Vstoken => "vstoken.dev.azure.com",
        ServiceName::Entra => "login.microsoftonline.com",
        ServiceName::ResourceManager => "management.azure.com",
        ServiceName::GitHub => "token.actions.githubusercontent.com",
        ServiceName::Imds => "169.254.169.254",
        ServiceName::AppService => "the identity endpoint of App Service",
        ServiceName::Arc => "the agent of Azure Arc",
        ServiceName::MachineLearning => "the identity endpoint of Azure Machine Learning",
        ServiceName::CloudShell => "the identity endpoint of Cloud Shell",
    }
}

/// Longest text of a stranger, in characters.
const LONGEST_TEXT: usize = 160;
/// Longest method and longest name of a field, in characters.
const LONGEST_FIELD: usize = 40;
/// How many fields of a form are named.
const MOST_FIELDS: usize = 20;
