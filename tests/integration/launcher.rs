//! The launcher, under each Node that an agent brings. The task folder is as the agent unpacks it: no file is executable.
//!
//! The task is made of the sources and this build, or it is that of a vsix: see [`installed`].

mod cancel;
mod cost;
mod damaged;
mod failures;
mod installed;
mod job;
mod journey;
mod node;
mod stand_in;
mod task_lib;
mod wrapped_node;

/// Writes tests, once for each Node: `name => function` of a module, each with the Node as its argument.
macro_rules! on_each_node {
    ($($name:ident),+ $(,)?) => {
        mod node16 {
            $(
                #[test]
                #[ignore = "needs the clients that `cargo xtask test` sets up"]
                fn $name() {
                    super::$name(&crate::launcher::node::path(16));
                }
            )+
        }
        mod node20 {
            $(
                #[test]
                #[ignore = "needs the clients that `cargo xtask test` sets up"]
                fn $name() {
                    super::$name(&crate::launcher::node::path(20));
                }
            )+
        }
        mod node24 {
            $(
                #[test]
                #[ignore = "needs the clients that `cargo xtask test` sets up"]
                fn $name() {
                    super::$name(&crate::launcher::node::path(24));
                }
            )+
        }
    };
}

use on_each_node;
