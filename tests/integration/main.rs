//! The real `patless` binary, over TLS, against the emulator. Every run goes through [`step::Step`] or
//! [`pipeline::play`], and with that through the leak check of [`leaks`]. Only [`fault_matrix`], [`credential`],
//! [`azure_devops_identity`] and [`managed_identity`] run the library in this process, on a clock of their own; their cases
//! pass the same check.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test fails by a panic")]

mod argv;
#[path = "../fleet/arrivals.rs"]
mod arrivals;
mod attacks;
#[cfg(unix)] // az is a script
mod azure_cli;
mod azure_devops_identity;
mod captured;
mod checked_pipelines;
mod colors;
mod connection_schemes;
mod contract;
mod credential;
mod doctor;
mod documents;
#[cfg(unix)] // the clients run where the others do
mod doors;
#[cfg(target_os = "linux")]
mod dumps;
mod escaping;
#[cfg(unix)] // the stand-ins are scripts
mod examples;
mod fault_matrix;
mod filters;
mod fleet;
mod footprint;
#[cfg(unix)] // the helper is a line of a shell
mod git;
mod handed_out;
#[path = "../in_parallel.rs"]
mod in_parallel;
mod inputs;
mod job_environment;
mod job_logs;
#[cfg(target_os = "linux")] // whether a process runs is read in /proc
mod keeper;
#[cfg(target_os = "linux")]
mod keeper_hardening;
#[cfg(target_os = "linux")]
mod launcher;
mod leaks;
mod machine_time;
mod managed_identity;
mod masked_forms;
mod masking;
mod memory;
mod named_causes;
mod namespaces;
mod network;
mod order;
mod own_errors;
mod own_pipelines;
mod pipeline;
#[cfg(unix)] // az is a script
mod plan;
#[cfg(unix)] // their scripts are for bash
mod played_cases;
mod post_job;
#[cfg(unix)] // its programs are scripts
mod publishing;
mod refusals;
#[cfg(unix)]
mod renovate;
mod repetitions;
mod retries;
mod scan;
mod scenarios;
#[cfg(unix)]
mod set_up;
mod settable;
#[path = "../snapshots.rs"]
mod snapshots;
mod step;
mod stored_certificate;
mod system;
mod task;
mod template;
mod told;
#[cfg(unix)]
mod tools;
mod trust;
mod variables;
mod verbs;
mod version;
