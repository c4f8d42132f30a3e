//! How two rows hang together, from the side of the one that is looked at.

/// A tie between two rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tie {
    /// It was turned from the other one.
    MadeFrom,
    /// The other one was turned from it.
    Became,
    /// It was said in that session.
    Session,
    /// It was made, or noted, in that session.
    Made,
    /// It was asked in that session.
    Asked,
    /// It was told in that session.
    Told,
    /// It serves that goal.
    Goal,
    /// It ended in that lesson.
    Lesson,
    /// It is the lesson of that challenge.
    LessonOf,
    /// It is about the other one.
    About,
    /// The other one is an agenda item about it.
    OnAgenda,
    /// Its takeaway was used there.
    UsedIn,
}

impl Tie {
    /// As the screens write it, before the other row's title.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::MadeFrom => "from",
            Self::Became => "became",
            Self::Session => "said in",
            Self::Made => "made in",
            Self::Asked => "asked in",
            Self::Told => "told in",
            Self::Goal => "for",
            Self::Lesson => "ended in",
            Self::LessonOf => "lesson of",
            Self::About => "about",
            Self::OnAgenda => "raised in",
            Self::UsedIn => "used in",
        }
    }
}
