//! Issued access tokens, cached assertions, and all secrets so far.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use uuid::Uuid;

use crate::scenario::{JobToken, WorldKnobs};
use crate::world::World;

/// Everything that the services have issued so far.
pub(crate) struct Issued(Mutex<Content>);

/// Content of [`Issued`].
#[derive(Default)]
struct Content {
    access_tokens: Vec<IssuedAccessToken>,
    cached_assertions: HashMap<Uuid, String>,
    user_tokens: Vec<IssuedUserToken>,
    listed: Vec<ListedToken>,
    refresh_tokens: Vec<String>,
    secrets: Vec<String>,
}

/// Issued access token, which Azure DevOps can look up.
#[derive(Clone)]
pub(crate) struct IssuedAccessToken {
    /// Access token.
    pub(crate) access_token: String,
    /// ID of the tenant that issued it.
    pub(crate) tenant_id: Uuid,
    /// Client ID of the application.
    pub(crate) client_id: Uuid,
    /// ID of the resource.
    pub(crate) resource_id: Uuid,
    /// Time of expiry in seconds since 1970.
    pub(crate) expires_at_s: i64,
}

/// Issued access token of a user, which Azure DevOps can look up.
#[derive(Clone)]
pub(crate) struct IssuedUserToken {
    access_token: String,
    /// Object ID of the user.
    pub(crate) user_id: Uuid,
    /// ID of the resource.
    pub(crate) resource_id: Uuid,
    /// Time of expiry in seconds since 1970.
    pub(crate) expires_at_s: i64,
}

/// Issued access token in the order of all of them.
#[derive(Clone)]
pub(crate) struct ListedToken {
    /// Number, counted from 1.
    pub(crate) number: usize,
    /// Access token.
    pub(crate) access_token: String,
    /// ID of the application's tenant. `None` means that a person holds the token.
    pub(crate) tenant_id: Option<Uuid>,
    /// Client ID of the application, or object ID of the person.
    pub(crate) holder_id: Uuid,
    /// ID of the resource.
    pub(crate) resource_id: Uuid,
    /// Time of expiry in seconds since 1970.
    pub(crate) expires_at_s: i64,
}

impl Issued {
    /// Starts with the secrets of the world.
    pub(crate) fn new(world: &World, knobs: &WorldKnobs) -> Self {
        // In this scenario, the job token is an unexpanded macro, which is not a secret.
        let token = Some(&world.job.token).filter(|_| knobs.job_token != JobToken::Unexpanded);
        let client_secrets = world.applications.iter();
        let client_secrets =
            client_secrets.flat_map(|it| [&it.client_secret, &it.expired_client_secret]);
        let secrets = token
            .into_iter()
            .chain(client_secrets.flatten())
            .chain([&world.workflow.request_token, &world.holdings.value])
            .cloned()
            .collect();
        Self(Mutex::new(Content {
            secrets,
            ..Content::default()
        }))
    }

    /// Records an issued assertion.
    pub(crate) fn note_assertion(&self, assertion: &str) {
        self.note_secret(assertion);
    }

    /// Records any other secret.
    pub(crate) fn note_secret(&self, secret: &str) {
        self.content().note_secret(secret);
    }

    /// Returns the cached assertion of a connection, or makes and caches it.
    pub(crate) fn cached_assertion(
        &self,
        connection_id: Uuid,
        make: impl FnOnce() -> Option<String>,
    ) -> Option<String> {
        let mut content = self.content();
        if let Some(assertion) = content.cached_assertions.get(&connection_id) {
            return Some(assertion.clone());
        }
        let assertion = make()?;
        content
            .cached_assertions
            .insert(connection_id, assertion.clone());
        Some(assertion)
    }

    /// Forgets the cached assertions, which another scenario makes otherwise.
    pub(crate) fn forget_cached_assertions(&self) {
        self.content().cached_assertions.clear();
    }

    /// Records an issued access token, so that Azure DevOps accepts it.
    pub(crate) fn note_access_token(&self, issued: IssuedAccessToken) {
        let mut content = self.content();
        content.note_secret(&issued.access_token);
        content.list(ListedToken {
            number: 0,
            access_token: issued.access_token.clone(),
            tenant_id: Some(issued.tenant_id),
            holder_id: issued.client_id,
            resource_id: issued.resource_id,
            expires_at_s: issued.expires_at_s,
        });
        content.access_tokens.push(issued);
    }

    /// Looks up an access token.
    pub(crate) fn access_token(&self, access_token: &str) -> Option<IssuedAccessToken> {
        self.content()
            .access_tokens
            .iter()
            .find(|it| it.access_token == access_token)
            .cloned()
    }

    /// Has every access token expire that was issued so far.
    pub(crate) fn expire_access_tokens(&self) {
        let mut content = self.content();
        for issued in &mut content.access_tokens {
            issued.expires_at_s = 0;
        }
        for issued in &mut content.user_tokens {
            issued.expires_at_s = 0;
        }
        for issued in &mut content.listed {
            issued.expires_at_s = 0;
        }
    }

    /// Copies the last of all access tokens, the newest last.
    pub(crate) fn listed_tokens(&self, most: usize) -> Vec<ListedToken> {
        let content = self.content();
        let skipped = content.listed.len().saturating_sub(most);
        content.listed.iter().skip(skipped).cloned().collect()
    }

    /// Records an issued access token of a user, so that Azure DevOps accepts it.
    pub(crate) fn note_user_token(
        &self,
        access_token: &str,
        user_id: Uuid,
        resource_id: Uuid,
        expires_at_s: i64,
    ) {
        let mut content = self.content();
        content.note_secret(access_token);
        content.list(ListedToken {
            number: 0,
            access_token: access_token.to_owned(),
            tenant_id: None,
            holder_id: user_id,
            resource_id,
            expires_at_s,
        });
        content.user_tokens.push(IssuedUserToken {
            access_token: access_token.to_owned(),
            user_id,
            resource_id,
            expires_at_s,
        });
    }

    /// Looks up an access token of a user.
    pub(crate) fn user_token(&self, access_token: &str) -> Option<IssuedUserToken> {
        let content = self.content();
        let mut tokens = content.user_tokens.iter();
        tokens.find(|it| it.access_token == access_token).cloned()
    }

    /// Records an issued refresh token.
    pub(crate) fn note_refresh_token(&self, refresh_token: &str) {
        let mut content = self.content();
        content.note_secret(refresh_token);
        content.refresh_tokens.push(refresh_token.to_owned());
    }

    /// Returns whether a refresh token was issued.
    pub(crate) fn has_refresh_token(&self, refresh_token: &str) -> bool {
        let content = self.content();
        content.refresh_tokens.iter().any(|it| it == refresh_token)
    }

    /// Copies all secrets so far.
    pub(crate) fn secrets(&self) -> Vec<String> {
        self.content().secrets.clone()
    }

    /// Locks the content. It stays valid if another thread panics.
    fn content(&self) -> MutexGuard<'_, Content> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Content {
    /// Numbers an access token, and adds it to the list.
    fn list(&mut self, token: ListedToken) {
        let number = self.listed.len() + 1;
        self.listed.push(ListedToken { number, ..token });
    }

    /// Adds a secret, unless it is already there.
    fn note_secret(&mut self, secret: &str) {
        if !self.secrets.iter().any(|it| it == secret) {
            self.secrets.push(secret.to_owned());
        }
    }
}
