//! `patless scan`, as people and jobs call it.

mod checkout;
mod findings;
