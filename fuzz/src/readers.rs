//! What reads the bytes of others: the target that `FUZZ_TARGET` names, of those in `metrics-export/src/fuzzing`.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use metrics_export::fuzzing::{TARGETS, Target};

static TARGET: LazyLock<Target> = LazyLock::new(|| {
    let wanted = std::env::var("FUZZ_TARGET").unwrap_or_default();
    let target = TARGETS.iter().find(|(name, _)| *name == wanted);
    target.unwrap_or_else(|| panic!("FUZZ_TARGET names none of the targets")).1
});

fuzz_target!(|bytes: &[u8]| TARGET(bytes));
