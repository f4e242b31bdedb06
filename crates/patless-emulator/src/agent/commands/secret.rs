//! Carries out `task.setsecret`.

use crate::agent::context::StepContext;
use crate::agent::logging_command::{DecodePercents, LoggingCommand, unescape};

/// Masks the decoded data as it is: no trimming, no lines, no base64.
pub(super) fn set_secret(context: &mut StepContext<'_, '_>, command: &LoggingCommand) {
    mask_decoded(context, &command.data);
}

/// Masks a text and, when percent decoding is off, its decoded form too.
pub(super) fn mask_decoded(context: &mut StepContext<'_, '_>, text: &str) {
    let percents = context.decode_percents();
    let masker = &mut context.job.log.masker;
    masker.add_secret(text);
    if percents == DecodePercents::Off {
        masker.add_secret(&unescape(text, DecodePercents::On));
    }
}
