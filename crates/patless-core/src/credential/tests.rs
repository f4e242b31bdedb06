//! Tests what the types of a credential guarantee. Its behavior is tested against the emulator, in `tests/integration`.

use super::*;

/// Compiles only for what can be kept anywhere.
fn is_kept<T: Send + Sync + 'static>() {}

/// Compiles only for what can be spawned.
fn is_sent(_: impl Future + Send) {}

#[test]
fn a_credential_can_be_held_and_awaited_in_any_task() {
    is_kept::<Credential>();
    is_kept::<Context>();
    is_kept::<TokenRequest>();
    is_kept::<TokenError>();
    let asking = |credential: &Credential, request: &TokenRequest| {
        is_sent(credential.token(request));
        is_sent(credential.tokens(std::slice::from_ref(request)));
        is_sent(credential.assertion(&request.deadline));
    };
    // Never called: there is nothing to ask.
    let _: &dyn Fn(&Credential, &TokenRequest) = &asking;
}
