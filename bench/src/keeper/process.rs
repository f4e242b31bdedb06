//! What a process has used, as Linux tells it.
use fs_err as fs;

/// What it holds and what it has used.
#[derive(Clone, Copy, Debug)]
pub(super) struct Usage {
    /// Memory that it holds, in MiB.
    pub(super) resident_mib: f64,
    /// The same, where what it shares with others counts in part.
    pub(super) proportional_mib: f64,
    /// User and system time, in ms.
    pub(super) cpu_ms: f64,
}

impl Usage {
    /// Of the process with this id. `None` where the system does not tell it to us.
    pub(super) fn of(process: u32) -> Option<Self> {
        let memory = fs::read_to_string(format!("/proc/{process}/smaps_rollup")).ok()?;
        let mib = |name: &str| -> Option<f64> {
            let line = memory.lines().find_map(|line| line.strip_prefix(name))?;
            let kib: f64 = line.split_whitespace().next()?.parse().ok()?;
            Some(kib / 1024.0)
        };
        let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
        // Behind the name of the program, in parentheses: the fields 14 and 15, counted from 1, in hundredths of a second.
        let (_, fields) = stat.rsplit_once(')')?;
        let mut times = fields.split_whitespace().skip(11);
        let mut ticks = || times.next()?.parse::<f64>().ok();
        Some(Self {
            resident_mib: mib("Rss:")?,
            proportional_mib: mib("Pss:")?,
            cpu_ms: (ticks()? + ticks()?) * 10.0,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_process_holds_memory() {
        let usage = Usage::of(std::process::id()).unwrap();
        assert!(usage.resident_mib >= usage.proportional_mib && usage.proportional_mib > 0.0);
        assert!(usage.cpu_ms >= 0.0);
    }

    #[test]
    fn a_process_that_is_not_there_uses_nothing() {
        assert!(Usage::of(u32::MAX).is_none());
    }
}
