//! Words that several entities share.

/// Whose something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The person at the keyboard.
    Me,
    /// The other one.
    Partner,
    /// The two of them.
    Both,
}
