//! Output of our own tools: messages on standard error, results on standard output.

/// Prints one message to standard error.
#[expect(clippy::print_stderr, reason = "this is where our tools speak")]
pub fn say(text: &str) {
    eprintln!("{text}");
}

/// Prints a result to standard output.
#[expect(
    clippy::print_stdout,
    reason = "this is where our tools give what they were asked for"
)]
pub fn print(text: &str) {
    println!("{text}");
}
