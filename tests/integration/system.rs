//! What every program of this system needs in its environment.

/// The folder of the system's programs, as an entry of `PATH`.
pub(crate) const PROGRAMS: &str = if cfg!(windows) {
    r"C:\Windows\System32"
} else {
    "/usr/local/bin:/usr/bin:/bin"
};

/// The variables without which no program runs: on Windows, none without them has a network.
pub(crate) const VARIABLES: &[(&str, &str)] = if cfg!(windows) {
    &[("SystemRoot", r"C:\Windows"), ("SystemDrive", "C:")]
} else {
    &[]
};
