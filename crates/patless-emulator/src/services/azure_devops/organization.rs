//! Owns the home page of the organization, whose headers tell its directory to anybody.

use super::authentication::{Caller, caller};
use super::headers;
use super::membership::member;
use crate::services::State;
use crate::wire::{Answer, Request};

/// Answers a request for the home page.
pub(in crate::services) fn answer(state: &State, request: &Request) -> Answer {
    let answer = match caller(state, request) {
        Err(refusal) => refusal,
        Ok(Caller::Job | Caller::OtherJob) => Answer::html(200, HOME_PAGE),
        Ok(Caller::Application(issued)) => {
            member(state, &issued).map_or_else(|refusal| refusal, |_| Answer::html(200, HOME_PAGE))
        }
    };
    headers::with_ids(headers::with_tenant(answer, state), state, request)
}

const HOME_PAGE: &str =
    "<!DOCTYPE html>\r\n<html><head><title>Projects - Home</title></head></html>\r\n";
