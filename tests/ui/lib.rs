//! Programs with mistakes in them, by kind of mistake; what the compiler says; and, in `pass`, the same programs corrected.
