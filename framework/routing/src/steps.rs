//! How much work a lookup is: counted in tests, which hold it to its bound, and nowhere else.

/// The steps of a lookup: one for each node of the tree that is visited, and one for each piece of a pattern that is
/// tried at an offset.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Steps {
    #[cfg(test)]
    pub(crate) count: usize,
}

impl Steps {
    #[inline(always)]
    pub(crate) fn add(&mut self, _count: usize) {
        #[cfg(test)]
        {
            self.count += _count;
        }
    }

    #[inline(always)]
    pub(crate) fn join(&mut self, _others: Steps) {
        #[cfg(test)]
        self.add(_others.count);
    }
}
