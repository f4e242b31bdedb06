//! What waits for what.

/// What something waits for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Dependencies {
    /// No `dependsOn`: a stage waits for the one before it in the file, a job for nothing.
    #[default]
    Default,
    /// The names under `dependsOn`; none for `dependsOn: []`.
    Named(Vec<String>),
}
