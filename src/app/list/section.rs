//! A section of a list: how many rows it has, under which heading.

/// What stands above a section, and how many rows it has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section<K> {
    /// Which section it is.
    pub kind: K,
    /// How many rows; an empty section may show one placeholder row.
    pub count: usize,
    /// The heading; none where the rows follow the ones before.
    pub heading: Option<String>,
    /// What stands at the right of the heading.
    pub aside: String,
    /// An empty line stands before it.
    pub gap: bool,
    /// Its one row is no row of the file: it says what could stand here.
    pub is_hint: bool,
}

impl<K> Section<K> {
    /// A section with a heading and an empty line before it.
    pub fn headed(kind: K, count: usize, heading: impl Into<String>) -> Self {
        Self {
            kind,
            count,
            heading: Some(heading.into()),
            aside: String::new(),
            gap: true,
            is_hint: false,
        }
    }

    /// Rows without a heading.
    pub fn plain(kind: K, count: usize) -> Self {
        Self {
            kind,
            count,
            heading: None,
            aside: String::new(),
            gap: false,
            is_hint: false,
        }
    }

    /// With an empty line before it.
    #[must_use]
    pub fn apart(mut self) -> Self {
        self.gap = true;
        self
    }

    /// With words at the right of the heading.
    #[must_use]
    pub fn aside(mut self, words: impl Into<String>) -> Self {
        self.aside = words.into();
        self
    }

    /// Where it has no row, one stands there that says what could.
    #[must_use]
    pub fn or_hint(mut self) -> Self {
        self.is_hint = self.count == 0;
        self.count = self.count.max(1);
        self
    }

    /// How many rows of the file it has.
    #[must_use]
    pub fn rows(&self) -> usize {
        if self.is_hint { 0 } else { self.count }
    }

    pub(super) fn head_lines(&self, is_first: bool) -> usize {
        usize::from(self.gap && !is_first) + usize::from(self.heading.is_some())
    }
}
