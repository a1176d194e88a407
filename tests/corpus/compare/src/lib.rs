//! Only here to have the attributes built: see `ci/attributes`.
