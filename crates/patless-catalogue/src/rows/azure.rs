//! Azure services that refuse a request, by service. What they say has no code that is unique, so each row needs words that
//! nothing else prints.

pub(super) mod ai;
pub(super) mod app_service;
pub(super) mod assignments;
pub(super) mod cosmos_db;
pub(super) mod data_platforms;
pub(super) mod graph;
pub(super) mod key_vault;
pub(super) mod kubernetes;
pub(super) mod messaging;
pub(super) mod network;
pub(super) mod no_token;
pub(super) mod open_source_databases;
pub(super) mod registry;
pub(super) mod resource_manager;
pub(super) mod revoked;
pub(super) mod services;
pub(super) mod sql;
pub(super) mod storage;
pub(super) mod subscriptions;
pub(super) mod tokens;
