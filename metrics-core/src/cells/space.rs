//! The numbers of the cells: which are free.

use super::chunk::CHUNK_CELLS;

/// Hands out ranges of cell numbers, the lowest that fit.
pub(crate) struct Space {
    /// Ranges that came back, as (first, length): ascending, never touching one another or `end`.
    free: Vec<(usize, usize)>,
    /// Every number from here on was never handed out.
    end: usize,
}

impl Space {
    pub(crate) const fn new() -> Self {
        Self { free: Vec::new(), end: 0 }
    }

    /// The first of `len` numbers that nobody else holds; all in one chunk if they fit into one.
    pub(crate) fn reserve(&mut self, len: usize) -> usize {
        let fits = |&(first, room): &(usize, usize)| in_one_chunk(first, len) + len <= first + room;
        if let Some(at) = self.free.iter().position(fits) {
            return self.split(at, len);
        }
        let (end, first) = (self.end, in_one_chunk(self.end, len));
        if first > end {
            self.free.push((end, first - end));
        }
        self.end = first + len;
        first
    }

    /// Takes `len` numbers out of a free range.
    fn split(&mut self, at: usize, len: usize) -> usize {
        let (from, room) = self.free[at];
        let first = in_one_chunk(from, len);
        let (before, after) = ((from, first - from), (first + len, from + room - first - len));
        self.free.splice(at..=at, [before, after].into_iter().filter(|(_, room)| *room > 0));
        first
    }

    /// Takes numbers back, joining them with their free neighbours.
    pub(crate) fn release(&mut self, first: usize, len: usize) {
        if len == 0 {
            return;
        }
        let at = self.free.partition_point(|&(other, _)| other < first);
        self.free.insert(at, (first, len));
        self.join(at);
        if at > 0 {
            self.join(at - 1);
        }
        if let Some(&(last, _)) = self.free.last().filter(|(last, room)| last + room == self.end) {
            self.end = last;
            self.free.pop();
        }
    }

    /// Joins the range at this place with the one after it, if they touch.
    fn join(&mut self, at: usize) {
        if let [(first, len), (next, more), ..] = self.free[at..] {
            if first + len == next {
                self.free[at] = (first, len + more);
                self.free.remove(at + 1);
            }
        }
    }
}

/// The first number from `from` on where `len` numbers do not cross into another chunk, unless they cannot but.
fn in_one_chunk(from: usize, len: usize) -> usize {
    let room = CHUNK_CELLS - from % CHUNK_CELLS;
    if len <= room || len > CHUNK_CELLS { from } else { from + room }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_reused_and_joined() {
        let mut space = Space::new();
        let [a, b, c, d] = [10, 20, 30, 40].map(|len| space.reserve(len));
        assert_eq!((a, b, c, d), (0, 10, 30, 60));
        space.release(b, 20);
        assert_eq!(space.reserve(5), 10);
        space.release(c, 30);
        assert_eq!(space.free, [(15, 45)]);
        space.release(10, 5);
        assert_eq!(space.free, [(10, 50)]);
        space.release(d, 40);
        assert_eq!((space.end, space.free.len()), (10, 0));
        assert_eq!(space.reserve(1000), 10);
    }

    #[test]
    fn what_fits_into_a_chunk_is_in_one() {
        let mut space = Space::new();
        assert_eq!(space.reserve(CHUNK_CELLS - 5), 0);
        assert_eq!(space.reserve(10), CHUNK_CELLS);
        assert_eq!(space.reserve(5), CHUNK_CELLS - 5, "the gap is used");
        assert_eq!(space.reserve(CHUNK_CELLS + 1), CHUNK_CELLS + 10, "what does not fit goes anywhere");
        space.release(0, CHUNK_CELLS);
        assert_eq!((space.reserve(500), space.reserve(13)), (0, 2 * CHUNK_CELLS + 11));
        assert_eq!(space.reserve(12), 500);
        assert_eq!(space.reserve(CHUNK_CELLS), 3 * CHUNK_CELLS, "a whole chunk is one");
    }

    #[test]
    fn empty_ranges_are_harmless() {
        let mut space = Space::new();
        let none = space.reserve(0);
        space.release(none, 0);
        assert_eq!((space.reserve(3), space.end, space.free.len()), (0, 3, 0));
    }
}
