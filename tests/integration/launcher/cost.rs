//! What a step waits for in the launcher where all goes well. It is counted, not timed.

use std::path::Path;

use patless_emulator::{Emulator, Scenario};

use super::installed::Installed;
use super::on_each_node;
use super::wrapped_node::WrappedNode;
use crate::step::Step;

on_each_node!(
    a_good_end_touches_no_stream_and_loads_one_file,
    the_end_of_the_program_is_the_end_of_the_launcher,
);

/// Each file that Node reads costs a quarter of a millisecond, and the stream behind `process.stdout` as much again.
fn a_good_end_touches_no_stream_and_loads_one_file(node: &Path) {
    let told = run(&WrappedNode::that_counts(node));
    assert_eq!(told, "launch.js\n");
}

/// Node takes its heap apart where it runs out of work by itself: a millisecond or two.
fn the_end_of_the_program_is_the_end_of_the_launcher(node: &Path) {
    assert_eq!(run(&WrappedNode::that_tells_of_idleness(node)), "");
}

/// Gets a token, and gives what stands on standard error.
fn run(node: &WrappedNode) -> String {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let step = Step::new(&emulator);
    let told = Installed::new().main(step, &node.path()).run();
    told.succeeded().stderr.clone()
}
