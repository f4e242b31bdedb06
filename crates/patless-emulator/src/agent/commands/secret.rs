//! Logging command `task.setsecret`.

use crate::agent::context::StepContext;
use crate::agent::logging_command::{DecodePercents, LoggingCommand, unescape};

/// Masks the decoded data as a whole. It is not trimmed, split into lines or encoded in base64.
pub(super) fn set_secret(context: &mut StepContext<'_, '_>, command: &LoggingCommand) {
    mask_decoded(context, &command.data);
}

/// Masks a text, and also its decoded form if percent decoding is off.
pub(super) fn mask_decoded(context: &mut StepContext<'_, '_>, text: &str) {
    let percents = context.decode_percents();
    let masker = &mut context.job.log.masker;
    masker.add_secret(text);
    if percents == DecodePercents::Off {
        masker.add_secret(&unescape(text, DecodePercents::On));
    }
}
