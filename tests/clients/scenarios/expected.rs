//! Which client meets a scenario, and the expected outcome.

use std::borrow::Cow;

use patless_emulator::{
    Scenario,
    scenario::{NamedScenario, Outcome, Stage},
};

use super::{exceptions::EXCEPTIONS, not_met::NOT_MET, refusals};

/// What a scenario means for the SDKs.
#[derive(Debug)]
pub(super) enum Expected {
    /// One of them meets it.
    Met {
        /// Which.
        language: Language,
        /// How it ends.
        end: End,
    },
    /// None of them can meet it in a test.
    NotMet,
}

/// Client that meets a scenario, by its language.
#[derive(Clone, Copy, Debug)]
pub(super) enum Language {
    /// `@azure/identity`.
    Node,
    /// `azure-identity`, of Python. It shows the servers' words best.
    Python,
}

/// End of a client.
#[derive(Debug)]
pub(super) enum End {
    /// It has an access token.
    AccessToken,
    /// Its error holds all of these words.
    Error(Vec<Words>),
}

/// Words of an error. Where the SDK has two ways to say it, ` or ` stands between them.
#[derive(Debug)]
pub(super) struct Words(Cow<'static, str>);

impl Words {
    /// Tells whether an error holds them.
    pub(super) fn is_in(&self, error: &str) -> bool {
        self.0.split(" or ").any(|words| error.contains(words))
    }
}

impl End {
    /// Makes the end of a client whose error holds all of these words.
    pub(super) fn error(words: &[&'static str]) -> Self {
        Self::Error(words.iter().map(|it| Words(Cow::Borrowed(it))).collect())
    }
}

impl Expected {
    /// Finds what a scenario means: from the lists, or else from its row in the emulator's table.
    pub(super) fn of(row: &NamedScenario) -> Result<Self, String> {
        if NOT_MET.iter().any(|it| it.name == row.name) {
            return Ok(Self::NotMet);
        }
        if let Some(exception) = EXCEPTIONS.iter().find(|it| it.name == row.name) {
            return Ok(exception.expected());
        }
        let end = match row.outcome {
            Outcome::Succeeds
            // What the target says to the access token, whoever uses it hears.
            | Outcome::Fails { stage: Stage::Target } => Some(End::AccessToken),
            Outcome::Fails { stage: Stage::Assertion } => refusals::of(row.name),
            Outcome::Fails { stage: Stage::Exchange } => {
                refusals::of(row.name).or_else(|| code(row).map(refusal_of_entra))
            }
            _ => None,
        };
        let language = Language::Python;
        end.map(|end| Self::Met { language, end })
            .ok_or_else(|| format!("nothing says what a client makes of {:?}", row.outcome))
    }
}

/// Lists what is wrong with the lists, one by one.
///
/// That is a scenario without expectation, a name without scenario, a name that is listed twice, an exception
/// without reason, and a refusal of a scenario that does not fail.
pub(super) fn complaints() -> Vec<String> {
    let exceptions = EXCEPTIONS.iter().map(|it| (it.name, it.why));
    let with_reasons: Vec<_> = exceptions
        .chain(NOT_MET.iter().map(|it| (it.name, it.why)))
        .collect();
    let mut listed: Vec<_> = with_reasons
        .iter()
        .map(|(name, _)| (*name).to_owned())
        .chain(refusals::names())
        .collect();
    listed.sort_unstable();

    let twice = listed
        .windows(2)
        .filter(|pair| pair[0] == pair[1])
        .map(|pair| format!("{}: listed twice", pair[0]));
    let unknown = listed
        .iter()
        .filter(|name| Scenario::named(name).is_none())
        .map(|name| format!("{name}: no such scenario"));
    let no_reason = with_reasons
        .iter()
        .filter(|(_, why)| why.is_empty())
        .map(|(name, _)| format!("{name}: no reason"));
    let no_failure = refusals::names()
        .filter(|name| !matches!(Scenario::outcome(name), Some(Outcome::Fails { .. })))
        .map(|name| format!("{name}: a refusal is listed, but the scenario does not fail"));
    let unclear = Scenario::rows().filter_map(|row| {
        let complaint = Expected::of(row).err()?;
        Some(format!("{}: {complaint}", row.name))
    });
    twice
        .chain(unknown)
        .chain(no_reason)
        .chain(no_failure)
        .chain(unclear)
        .collect()
}

/// Finds the code with which Entra refuses: in the name of a scenario that has it, or else in its summary.
fn code(row: &NamedScenario) -> Option<&'static str> {
    let text = row.name.strip_prefix("aadsts-").or_else(|| {
        let (_, text) = row.summary.split_once("AADSTS")?;
        Some(text)
    })?;
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    (length > 0).then(|| &text[..length])
}

/// Makes the end of a client that shows Entra's sentence from the code to the trace.
fn refusal_of_entra(code: &str) -> End {
    let words = [
        format!("AADSTS{code}: ").into(),
        "Trace ID: ".into(),
        "Correlation ID: ".into(),
        "Timestamp: ".into(),
    ];
    End::Error(words.map(Words).into())
}
