//! Finds out in one pass which rules can find anything in a file.

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind};

use crate::rule::Rule;

/// The needles of all rules, and whose each is.
#[derive(Debug)]
pub(crate) struct Needles {
    automaton: AhoCorasick,
    /// For each needle, the index of its rule.
    owners: Vec<usize>,
}

impl Needles {
    #[expect(
        clippy::expect_used,
        reason = "the needles are constants, and a test builds this"
    )]
    pub(crate) fn of(rules: &[&Rule]) -> Self {
        let all = rules
            .iter()
            .enumerate()
            .flat_map(|(index, rule)| rule.needles.iter().map(move |needle| (index, *needle)));
        let (owners, needles): (Vec<_>, Vec<_>) = all.unzip();
        let automaton = AhoCorasickBuilder::new()
            .ascii_case_insensitive(true)
            // Some hundred kilobytes, for twice the speed: every byte of a checkout goes through it.
            .kind(Some(AhoCorasickKind::DFA))
            .build(&needles)
            .expect("the needles of the rules make an automaton");
        Self { automaton, owners }
    }

    /// Returns for each rule whether one of its needles is in the text.
    pub(crate) fn of_rules(&self, text: &[u8], rules: usize) -> Vec<bool> {
        let mut present = vec![false; rules];
        let mut missing = rules;
        for found in self.automaton.find_overlapping_iter(text) {
            if let Some(here) = self
                .owners
                .get(found.pattern().as_usize())
                .and_then(|rule| present.get_mut(*rule))
                && !*here
            {
                *here = true;
                missing -= 1;
                if missing == 0 {
                    break;
                }
            }
        }
        present
    }
}
