//! Tests of the running services, over real sockets.

#[cfg(test)]
mod client;
#[cfg(test)]
mod client_assertion;
#[cfg(test)]
mod client_certificate;
#[cfg(test)]
mod client_secret;
#[cfg(test)]
mod connection_data;
#[cfg(test)]
mod device_code;
#[cfg(test)]
mod discovery;
#[cfg(test)]
mod entra_refusals;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod feed;
#[cfg(test)]
mod front_ends;
#[cfg(test)]
mod gallery;
#[cfg(test)]
mod git;
#[cfg(test)]
mod github;
#[cfg(test)]
mod identities;
#[cfg(test)]
mod job;
#[cfg(test)]
mod managed_identity;
#[cfg(test)]
mod oidc_refusals;
#[cfg(test)]
mod oidc_token;
#[cfg(test)]
mod organizations;
#[cfg(test)]
mod page;
#[cfg(test)]
mod pull_requests;
#[cfg(test)]
mod resilient_client;
#[cfg(test)]
mod resource_manager;
#[cfg(test)]
mod routes;
#[cfg(test)]
mod scenarios;
#[cfg(test)]
mod set_up;
#[cfg(test)]
mod switch;
#[cfg(test)]
mod target;
#[cfg(test)]
mod throttle;
#[cfg(test)]
mod token;
#[cfg(test)]
mod transport;
#[cfg(test)]
mod workload_identity;
