//! The numbers of the cells: which are free.

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

    /// The first of `len` numbers that nobody else holds.
    pub(crate) fn reserve(&mut self, len: usize) -> usize {
        let Some(at) = self.free.iter().position(|&(_, room)| room >= len) else {
            let first = self.end;
            self.end += len;
            return first;
        };
        let (first, room) = self.free[at];
        if room == len {
            self.free.remove(at);
        } else {
            self.free[at] = (first + len, room - len);
        }
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
    fn empty_ranges_are_harmless() {
        let mut space = Space::new();
        let none = space.reserve(0);
        space.release(none, 0);
        assert_eq!((space.reserve(3), space.end, space.free.len()), (0, 3, 0));
    }
}
