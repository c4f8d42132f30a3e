//! How the screen is drawn: colours, signs, what the terminal can do.

/// Whose colours are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colours {
    /// The terminal's own, which the user chose.
    #[default]
    Terminal,
    /// True colour on dark.
    Dark,
    /// True colour on light.
    Light,
    /// Sixteen colours on dark.
    PlainDark,
    /// Sixteen colours on light.
    PlainLight,
}

/// How the screen is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// The bracketed signs instead of the others.
    pub ascii: bool,
    /// No colour: bold, reverse, underline alone.
    pub mono: bool,
    /// Whose colours otherwise.
    pub colours: Colours,
}
