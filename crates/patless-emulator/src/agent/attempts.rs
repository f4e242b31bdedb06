//! Attempts of a step: `retryCountOnTaskFailure`.

use std::time::Duration;

use super::context::StepContext;
use super::limits::StepLimits;
use super::result::TaskResult;
use super::step_process::StepError;

/// How often a failed step is tried again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Retries(u32);

impl Retries {
    /// Reads the number as it is written. Anything but a number means none.
    pub(super) fn read(text: Option<&str>) -> Self {
        Self(text.and_then(|it| it.trim().parse().ok()).unwrap_or(0))
    }

    /// Runs a step until it does not fail, or the attempts are used up. The texts and the waits are the agent's
    /// (`RetryHelper.cs`).
    ///
    /// A failed command does not count: its result is merged after the last attempt.
    pub(super) fn run<'job, 'out>(
        self,
        context: &mut StepContext<'job, 'out>,
        limits: &StepLimits,
        action: impl Fn(&mut StepContext<'job, 'out>) -> Result<(), StepError>,
    ) -> Result<(), StepError> {
        let most = self.at_most(context);
        let mut retries = 0;
        loop {
            let delay = (retries + 1_u32).pow(2);
            let milliseconds = u64::from(delay) * 1000;
            let attempt = retries + 1;
            match action(context) {
                Err(error @ StepError::Stopped(_)) => return Err(error),
                Err(error) if retries >= most => return Err(error),
                Err(error) => context.warning(&format!(
                    "RetryHelper encountered exception, will retry (attempt #: {attempt} {error}) afer {milliseconds} ms"
                )),
                Ok(()) if retries >= most => return Ok(()),
                Ok(()) if context.step.result != Some(TaskResult::Failed) => return Ok(()),
                Ok(()) => {
                    context.step.result = None;
                    context.warning(&format!(
                        "RetryHelper encountered task failure, will retry (attempt #: {attempt} out of {most}) after \
                         {milliseconds} ms"
                    ));
                }
            }
            let wait = Duration::from_secs(u64::from(delay));
            limits.pace().wait(wait, || limits.stop().is_some());
            if let Some(stop) = limits.stop() {
                return Err(StepError::Stopped(stop));
            }
            retries += 1;
        }
    }

    /// Returns the number, or the most that the agent allows.
    fn at_most(self, context: &mut StepContext<'_, '_>) -> u32 {
        if self.0 <= MOST {
            return self.0;
        }
        context.warning(&format!(
            "The maximum allowed number of attempts is {MOST} but got {}. Retry attempts count will be decreased to \
             {MOST}.",
            self.0
        ));
        MOST
    }
}

/// The most retries (`TaskRunner.cs`).
const MOST: u32 = 10;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anything_but_a_number_means_no_retries() {
        for (text, expected) in [
            (Some("3"), 3),
            (Some(" 2 "), 2),
            (Some("0"), 0),
            (Some("-1"), 0),
            (Some("$(x)"), 0),
            (Some("99999999999"), 0),
            (None, 0),
        ] {
            assert_eq!(Retries::read(text), Retries(expected), "{text:?}");
        }
    }
}
