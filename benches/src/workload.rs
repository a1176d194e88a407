//! The workloads of the hot path.

/// What is done in one iteration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Workload {
    Counter,
    CounterLabeled,
    InFlight,
    GaugeSet,
    Histogram,
    HistogramDuration,
    HistogramLabeled,
    Function,
    AsyncReady,
    AsyncThrice,
}

impl Workload {
    pub const ALL: [Self; 10] = [
        Self::Counter,
        Self::CounterLabeled,
        Self::InFlight,
        Self::GaugeSet,
        Self::Histogram,
        Self::HistogramDuration,
        Self::HistogramLabeled,
        Self::Function,
        Self::AsyncReady,
        Self::AsyncThrice,
    ];

    /// As it is called on the command line and in `instructions.txt`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Counter => "counter",
            Self::CounterLabeled => "counter_labeled",
            Self::InFlight => "in_flight",
            Self::GaugeSet => "gauge_set",
            Self::Histogram => "histogram",
            Self::HistogramDuration => "histogram_duration",
            Self::HistogramLabeled => "histogram_labeled",
            Self::Function => "function",
            Self::AsyncReady => "async_ready",
            Self::AsyncThrice => "async_thrice",
        }
    }

    pub const fn title(self) -> &'static str {
        match self {
            Self::Counter => "Counter without labels",
            Self::CounterLabeled => "Counter with two labels of 4 and 5 values, varying",
            Self::InFlight => "In flight: up and down again",
            Self::GaugeSet => "Gauge: set to a varying number",
            Self::Histogram => "Histogram of 11 buckets, varying f64",
            Self::HistogramDuration => "Histogram of 11 buckets, varying Duration",
            Self::HistogramLabeled => "Histogram with a label of 4 values, both varying",
            Self::Function => "Function: a counter and a duration histogram around a trivial body",
            Self::AsyncReady => "Async function that is ready at once",
            Self::AsyncThrice => "Async function that is polled three times",
        }
    }

    /// Whether the iteration has a body of its own, which is subtracted: what the empty loop takes.
    pub const fn has_body(self) -> bool {
        matches!(self, Self::Function | Self::AsyncReady | Self::AsyncThrice)
    }
}
