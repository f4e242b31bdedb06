//! Gets the tokens of `patless exec`: those that are here already, and those that a source gives.

use std::sync::Arc;
use std::time::Duration;

use patless_core::sources::TokenVariable;
use patless_core::variables::{AGENT_TEMPDIRECTORY, is_secret};
use patless_core::{AccessToken, Clock, Environment, SourceError, SourceName};
use patless_recipes::check_organization;
use zeroize::Zeroizing;

use super::arguments::ExecArgs;
use super::outlived::Expiry;
use crate::acquire::{Acquired, Scopes, Wanted, acquire};
use crate::environment_name::EnvironmentName;
use crate::failure::Failure;
use crate::held_token::held_token;
use crate::input_error::InputError;
use crate::recipes::{self, Order};
use crate::stages::{RequestedScope, Stopped};

/// A variable with its token.
#[derive(Debug)]
pub(crate) struct Handed {
    /// The variable.
    pub(crate) name: EnvironmentName,
    /// Its value.
    pub(crate) token: Arc<AccessToken>,
    /// Whether the variable held it already.
    pub(crate) origin: Origin,
}

/// Where a token comes from.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Origin {
    /// The variable itself held it.
    Held,
    /// A source gave it.
    Requested,
}

/// Everything that the command gets.
#[derive(Debug)]
pub(crate) struct Prepared {
    /// One for each variable.
    pub(crate) handed: Vec<Handed>,
    /// What the tools of `--for` get. `None`: none is named.
    pub(crate) order: Option<Order>,
}

impl Prepared {
    /// When each token expires.
    pub(crate) fn expiries(&self) -> Vec<Expiry> {
        let handed = self.handed.iter();
        let handed = handed.map(|it| (&it.token, format!("in {}", it.name.as_str())));
        let of_tools = self.order.iter();
        let of_tools = of_tools.map(|order| (&order.token, "of --for".to_owned()));
        let all = handed.chain(of_tools);
        all.filter_map(|(token, place)| Expiry::of(token, place))
            .collect()
    }

    /// The tokens that a source gave. Whoever set the others has had them masked.
    pub(crate) fn requested(&self) -> impl Iterator<Item = &AccessToken> {
        let requested = self.handed.iter();
        let requested = requested.filter(|it| it.origin == Origin::Requested);
        let of_tools = self.order.iter().map(|order| &order.token);
        requested
            .map(|it| &it.token)
            .chain(of_tools)
            .map(|it| &**it)
    }
}

/// Gets a token for each variable. `inherited` reads a variable of this process.
pub(crate) async fn prepare(
    arguments: &ExecArgs,
    environment: Environment,
    clock: Arc<dyn Clock>,
    inherited: impl Fn(&str) -> Option<Zeroizing<String>>,
) -> Result<Prepared, Stopped> {
    let wishes = arguments.wishes(&environment).map_err(Failure::from)?;
    let tools = arguments.tools();
    let organization = if tools.is_empty() {
        None
    } else {
        arguments.expected.known_organization(&environment)?
    };
    check_organization(&tools, organization.as_ref())
        .map_err(|error| Failure::from(InputError::from(error)))?;
    let place = recipes::of_job(environment.variable(&AGENT_TEMPDIRECTORY));
    let source = arguments.source(&environment, &inherited);
    let mut source = source.map_err(Failure::from)?;
    let minimum_lifetime = arguments
        .minimum_lifetime(&environment)
        .map_err(Failure::from)?;
    let expected = arguments.expected.expected().map_err(Failure::from)?;
    let asked = arguments.expected.asked(&environment)?;
    let mut handed = Vec::new();
    let mut missing = Vec::new();
    for wish in wishes {
        // Whoever says whose token it is does not want another that is there.
        let looks = !arguments.names_somebody()
            && source.source.is_none_or(|it| it == SourceName::Variable);
        // A variable that Patless reads holds another secret than a token.
        let held = if looks && !is_secret(wish.name.as_str()) {
            held_token(&wish.name, &inherited).map(Some)
        } else {
            Ok(None)
        };
        match held {
            Ok(Some(variable)) => {
                expected.check_unknown()?;
                let held = Held {
                    name: wish.name,
                    variable,
                };
                handed.push(held.accept(&wish.scope, &*clock, minimum_lifetime)?);
            }
            Ok(None) => missing.push(wish),
            Err(SourceError::NotHere(error)) if source.source.is_none() => {
                source.token_variable.get_or_insert(Err(error.into()));
                missing.push(wish);
            }
            Err(error) => return Err(Failure::from(error).into()),
        }
    }
    let of_tools = (!tools.is_empty()).then(|| RequestedScope {
        place: "of --for".to_owned(),
        text: "azureDevOps".to_owned(),
    });
    let scopes = missing.iter().map(|it| it.scope.clone());
    let Some(scopes) = Scopes::of(scopes.chain(of_tools)) else {
        let order = None;
        return Ok(Prepared { handed, order });
    };
    let wanted = Wanted {
        source,
        scopes,
        minimum_lifetime,
        limits: arguments.limits(),
        expected,
        asked,
    };
    let Acquired { tokens, .. } = acquire(environment, clock, wanted).await?;
    let mut tokens = tokens.into_iter();
    for (wish, token) in missing.into_iter().zip(&mut tokens) {
        handed.push(Handed {
            name: wish.name,
            token,
            origin: Origin::Requested,
        });
    }
    let order = tokens.next().filter(|_| !tools.is_empty());
    let order = order.map(|token| Order {
        tools,
        token,
        organization,
        place,
        helper_flags: arguments.helper_flags(),
    });
    Ok(Prepared { handed, order })
}

/// A variable that holds a token already.
struct Held {
    name: EnvironmentName,
    variable: TokenVariable,
}

impl Held {
    /// Takes the token as it is, if it is valid for long enough.
    fn accept(
        self,
        scope: &RequestedScope,
        clock: &dyn Clock,
        minimum_lifetime: Duration,
    ) -> Result<Handed, Failure> {
        let now = clock.now();
        let name = self.name;
        let scope = scope.resolve(None)?;
        let token = self.variable.access_token(&scope, now);
        let token = token.map_err(|error| Failure::Exchange {
            scope,
            source: error.into(),
        })?;
        let left = token.remaining(now);
        if left < minimum_lifetime {
            return Err(Failure::HeldLifetime {
                name: name.as_str().to_owned(),
                left_min: left.as_secs() / 60,
                minimum_min: minimum_lifetime.as_secs() / 60,
            });
        }
        tracing::info!(
            "patless passes on the token that the variable {} holds",
            name.as_str()
        );
        Ok(Handed {
            name,
            token: token.into(),
            origin: Origin::Held,
        })
    }
}
