//! Registries full of series, for scraping them and for weighing them.

/// How many series there are: families of counters and of histograms with two labels each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    pub counter_families: usize,
    pub histogram_families: usize,
    /// Values of the first and the second label of a counter.
    pub counter_labels: (usize, usize),
    /// Values of the first and the second label of a histogram.
    pub histogram_labels: (usize, usize),
}

impl Shape {
    /// 800 counters and 200 histograms: 3,600 lines.
    pub const SMALL: Self = Self {
        counter_families: 10,
        histogram_families: 5,
        counter_labels: (8, 10),
        histogram_labels: (4, 10),
    };
    /// 80,000 counters and 20,000 histograms: 360,000 lines.
    pub const LARGE: Self = Self { counter_labels: (80, 100), histogram_labels: (40, 100), ..Self::SMALL };
    /// 80,000 counters.
    pub const COUNTERS: Self = Self { histogram_families: 0, ..Self::LARGE };
    /// 20,000 histograms.
    pub const HISTOGRAMS: Self = Self { counter_families: 0, ..Self::LARGE };

    pub const fn counters(self) -> usize {
        self.counter_families * self.counter_labels.0 * self.counter_labels.1
    }

    pub const fn histograms(self) -> usize {
        self.histogram_families * self.histogram_labels.0 * self.histogram_labels.1
    }

    pub const fn series(self) -> usize {
        self.counters() + self.histograms()
    }

    /// Calls `visit` with each counter: its family and the numbers of its labels.
    pub fn each_counter(self, visit: impl FnMut(usize, usize, usize)) {
        each(self.counter_families, self.counter_labels, visit);
    }

    /// Calls `visit` with each histogram: its family and the numbers of its labels.
    pub fn each_histogram(self, visit: impl FnMut(usize, usize, usize)) {
        each(self.histogram_families, self.histogram_labels, visit);
    }
}

fn each(families: usize, labels: (usize, usize), mut visit: impl FnMut(usize, usize, usize)) {
    for family in 0..families {
        for first in 0..labels.0 {
            for second in 0..labels.1 {
                visit(family, first, second);
            }
        }
    }
}

/// The names of the two labels.
pub const LABELS: [&str; 2] = ["shard", "route"];

/// The values of both labels: as many as the greater one has.
pub static VALUES: [&str; 100] = values();

/// A number for a counter.
pub fn amount(first: usize, second: usize) -> u64 {
    (first * 7919 + second * 104_729) as u64
}

/// A number of seconds for a histogram.
pub fn observation(first: usize, second: usize) -> f64 {
    (first * 13 + second * 7 + 1) as f64 * 0.002
}

/// A registry with all series of a [`Shape`].
pub trait Exposition: Send + Sync {
    /// Records once in every series: [`amount`] or [`observation`].
    fn record(&self);

    /// Appends the exposition.
    fn encode(&self, out: &mut String);

    /// Appends it in `OpenMetrics`, where that is another format.
    fn encode_open_metrics(&self, out: &mut String) -> bool {
        let _ = out;
        false
    }
}

const fn values() -> [&'static str; 100] {
    const DIGITS: [[u8; 3]; 100] = {
        let mut digits = [[b'v', b'0', b'0']; 100];
        let mut number = 0;
        while number < 100 {
            digits[number][1] += number as u8 / 10;
            digits[number][2] += number as u8 % 10;
            number += 1;
        }
        digits
    };
    let mut values = [""; 100];
    let mut number = 0;
    while number < 100 {
        values[number] = match std::str::from_utf8(&DIGITS[number]) {
            Ok(value) => value,
            Err(_) => panic!(),
        };
        number += 1;
    }
    values
}
