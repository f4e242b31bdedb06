//! Draws the arrivals at Entra: an SVG, readable on light and dark pages.

use std::fmt::Write as _;
use std::time::Duration;

use patless_emulator::scenario::Throttle;

use crate::arrivals::{Arrival, Arrivals, counts};

/// Draws three panels: all exchanges, the second attempts among them, and when these were asked for.
pub(crate) fn draw(arrivals: &Arrivals, throttle: Throttle) -> String {
    let asked = Duration::from_secs(throttle.retry_after_s.into());
    let times = |mut which: Box<dyn FnMut(&Arrival) -> bool>| {
        let those = arrivals.all().filter(move |it| which(it));
        counts(those.map(|it| it.at), SLOT)
    };
    let refused_first = arrivals.first().filter(|it| it.is_refused);
    let panels = [
        Panel {
            top: 0,
            title: format!(
                "Exchanges that arrive at Entra, which takes {} at once and {} a second",
                throttle.burst, throttle.per_second
            ),
            stacked: [
                times(Box::new(|it| !it.is_refused)),
                times(Box::new(|it| it.is_refused)),
            ],
            names: ["accepted", "refused"],
        },
        Panel {
            top: PANEL,
            title: "Second attempts: as they arrived".to_owned(),
            stacked: [times(Box::new(|it| it.attempt == 2)), Vec::new()],
            names: ["", ""],
        },
        Panel {
            top: 2 * PANEL,
            title: format!(
                "Second attempts: had each come when Entra asked, {} s later (computed)",
                throttle.retry_after_s
            ),
            stacked: [
                Vec::new(),
                counts(refused_first.map(|it| it.at + asked), SLOT),
            ],
            names: ["", ""],
        },
    ];
    let slots = panels.iter().map(Panel::slots).max().unwrap_or(1);
    let highest = panels.iter().map(Panel::most).max().unwrap_or(1);
    let most = highest.max(1).next_multiple_of(50);
    let height = 3 * PANEL + 30;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" \
         font-family=\"sans-serif\" font-size=\"12\" fill=\"{GRAY}\">\n"
    );
    for panel in &panels {
        svg += &panel.draw(slots, most);
    }
    let _never_fails = writeln!(
        svg,
        "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\">seconds since the first exchange; one bar is a quarter of a \
         second</text>\n</svg>",
        LEFT + PLOT / 2,
        height - 8,
    );
    svg
}

/// One panel: two series on top of each other, with a legend where they have names.
struct Panel {
    top: usize,
    title: String,
    stacked: [Vec<usize>; 2],
    names: [&'static str; 2],
}

impl Panel {
    /// Tells how many slots it has.
    fn slots(&self) -> usize {
        self.stacked.iter().map(Vec::len).max().unwrap_or_default()
    }

    /// Tells the count of a series in a slot.
    fn count(&self, series: usize, slot: usize) -> usize {
        self.stacked[series].get(slot).copied().unwrap_or_default()
    }

    /// Tells the height of its highest bar.
    fn most(&self) -> usize {
        let heights = (0..self.slots()).map(|slot| self.count(0, slot) + self.count(1, slot));
        heights.max().unwrap_or_default()
    }

    /// Draws it, on the scale that all panels share.
    fn draw(&self, slots: usize, most: usize) -> String {
        let mut svg = String::new();
        let (top, title) = (self.top, &self.title);
        let bottom = top + TITLE + BARS;
        let mut add = |line: String| svg += &(line + "\n");
        add(format!(
            "<text x=\"{LEFT}\" y=\"{}\" font-size=\"14\">{title}</text>",
            top + 18
        ));
        for (series, name) in self
            .names
            .iter()
            .enumerate()
            .filter(|(_, name)| !name.is_empty())
        {
            let (x, y) = (WIDTH - 80, top + 10 + 18 * series);
            add(format!(
                "<rect x=\"{x}\" y=\"{y}\" width=\"10\" height=\"10\" fill=\"{}\"/>",
                COLORS[series]
            ));
            add(format!(
                "<text x=\"{}\" y=\"{}\">{name}</text>",
                x + 15,
                y + 9
            ));
        }
        // Tenths of a unit are enough, and keep floating point out.
        let tenths = |part: usize, whole: usize, length: usize| {
            let it = part * length * 10 / whole;
            format!("{}.{}", it / 10, it % 10)
        };
        for slot in 0..slots {
            let mut below = 0;
            for series in [0, 1] {
                let count = self.count(series, slot);
                if count == 0 {
                    continue;
                }
                below += count;
                add(format!(
                    "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\"/>",
                    tenths(slot * PLOT + LEFT * slots, slots * PLOT, PLOT),
                    tenths(bottom * most - below * BARS, most, 1),
                    tenths(9, 10 * slots, PLOT),
                    tenths(count, most, BARS),
                    COLORS[series],
                ));
            }
        }
        for count in [0, most / 2, most] {
            let y = bottom - count * BARS / most;
            let right = LEFT + PLOT;
            add(format!(
                "<path d=\"M{LEFT} {y}H{right}\" stroke=\"{GRAY}\" stroke-opacity=\"0.4\"/>"
            ));
            add(format!(
                "<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{count}</text>",
                LEFT - 6,
                y + 4
            ));
        }
        for second in (0..=slots / 4).step_by(5) {
            let x = LEFT + second * 4 * PLOT / slots;
            add(format!(
                "<text x=\"{x}\" y=\"{}\" text-anchor=\"middle\">{second}</text>",
                bottom + 16
            ));
        }
        svg
    }
}

/// Time of a bar.
const SLOT: Duration = Duration::from_millis(250);
const WIDTH: usize = 840;
const LEFT: usize = 50;
const PLOT: usize = 770;
const BARS: usize = 120;
const TITLE: usize = 44;
const PANEL: usize = TITLE + BARS + 26;
/// Blue and orange, then the gray of all texts: readable on white and on black.
const COLORS: [&str; 2] = ["#2f81f7", "#db6d28"];
const GRAY: &str = "#808080";
