//! Where events go whose label is out of range: hand-written [`Label`](crate::Label) code can say any index.
//!
//! Recording does not fail and does not panic, and no series is made up for them: they are counted nowhere.

use crate::cells::Block;

/// Has no cell, so that nothing is recorded in it, and what is read is zero.
pub(crate) static CELLS: &Block = &BLOCK;

static BLOCK: Block = Block::new(0);
