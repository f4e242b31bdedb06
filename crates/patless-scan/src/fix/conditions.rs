//! Tells under which conditions a step runs: the step before it, that gets its token, runs in all cases.

use super::proposed::FixClass;
use super::token_variable::TokenVariable;
use crate::document::Document;
use crate::script::StepId;
use crate::steps::Step;

impl Document<'_> {
    /// Returns the class of a fix that gives a step a token: it is unsafe where a new step would run in other cases than this one.
    ///
    /// A job that had no need of the service connection, such as that of a pull request, would ask for it.
    pub(crate) fn class_with_token(
        &self,
        id: StepId,
        token: &TokenVariable,
        class: FixClass,
    ) -> FixClass {
        let Some(step) = self.step(id) else {
            return class;
        };
        let differs = token.step.is_some() && !self.runs_like_its_job(id, step);
        if differs || runs_after_failures(step) {
            FixClass::Unsafe
        } else {
            class
        }
    }

    /// Tells whether an earlier step runs wherever a later one does.
    pub(super) fn runs_wherever(&self, earlier: StepId, later: StepId) -> bool {
        let (Some(first), Some(second)) = (self.step(earlier), self.step(later)) else {
            return false;
        };
        let in_one_block = first.item == second.item;
        let alike = condition(first) == condition(second);
        let on_its_own =
            condition(first).is_none() && (self.is_item(earlier, first) || in_one_block);
        is_enabled(first) && (on_its_own || alike && (in_one_block || self.is_item(earlier, first)))
    }

    /// Tells whether nothing but a failure before it keeps a step from running, and its failure fails the job.
    fn runs_like_its_job(&self, id: StepId, step: &Step<'_>) -> bool {
        let goes_on = step.node.get("continueOnError");
        let fails_the_job = goes_on.is_none_or(|value| {
            value
                .text()
                .is_some_and(|text| text.eq_ignore_ascii_case("false"))
        });
        condition(step).is_none() && fails_the_job && is_enabled(step) && self.is_item(id, step)
    }

    /// Tells whether a step is an item of its list, and not below `${{ if }}`.
    fn is_item(&self, id: StepId, step: &Step<'_>) -> bool {
        let list = self.lists.get(id.list);
        list.and_then(|list| list.node.items().get(step.item))
            .is_some_and(|item| std::ptr::eq(item, step.node))
    }
}

/// Returns the condition of a step. `None`: it is that of every step.
fn condition<'n>(step: &Step<'n>) -> Option<&'n str> {
    let condition = step.node.get("condition")?.text().unwrap_or_default();
    (!condition.trim().eq_ignore_ascii_case("succeeded()")).then_some(condition)
}

fn is_enabled(step: &Step<'_>) -> bool {
    let enabled = step.node.get("enabled");
    enabled.is_none_or(|value| {
        value
            .text()
            .is_some_and(|text| text.eq_ignore_ascii_case("true"))
    })
}

/// Tells whether a step also runs after a failure. The step before it, that gets the token, does not.
fn runs_after_failures(step: &Step<'_>) -> bool {
    let condition = condition(step).unwrap_or_default().to_ascii_lowercase();
    ["always(", "failed(", "canceled("]
        .iter()
        .any(|function| condition.contains(function))
}
