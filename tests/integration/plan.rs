//! The verb `plan`: what is missing on the way to a token, and what still needs a personal access token.

mod audit;
