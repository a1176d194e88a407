//! Where events go whose label is out of range: hand-written [`Label`](crate::Label) code can say any index.
//!
//! Recording does not fail and does not panic, and no series is made up for them, so they are counted here, in cells
//! that are never exposed.

use crate::buckets;
use crate::cells::Block;

/// Has a cell for every offset that a single series of any metric can have.
pub(crate) static CELLS: &Block = &BLOCK;

static BLOCK: Block = Block::new(buckets::MAX + 2);
