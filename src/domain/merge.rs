//! Two texts that grew out of one: both are kept, nothing is thrown away.

/// What was written here and elsewhere since `base`. What was only written on stands behind the other; where it was changed
/// in another way, both stand whole, one under the other.
#[must_use]
pub fn merged(base: &str, here: &str, elsewhere: &str) -> String {
    match (here.strip_prefix(base), elsewhere.strip_prefix(base)) {
        _ if here == elsewhere || here == base => elsewhere.to_owned(),
        _ if elsewhere == base => here.to_owned(),
        (Some(added), Some(_)) if !added.is_empty() => under(elsewhere, added),
        _ => under(elsewhere, here),
    }
}

/// A text on a line of its own under another.
fn under(above: &str, below: &str) -> String {
    if above.is_empty() || above.ends_with('\n') || below.starts_with('\n') {
        return format!("{above}{below}");
    }
    format!("{above}\n{below}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_was_written_on_stands_behind_the_other() {
        for (base, here, elsewhere, both) in [
            ("", "mine", "theirs", "theirs\nmine"),
            ("plan\n", "plan\nmine", "plan\ntheirs", "plan\ntheirs\nmine"),
            ("plan", "plan", "plan b", "plan b"),
            ("plan", "plan b", "plan", "plan b"),
            ("plan", "plans", "a plan", "a plan\nplans"),
            ("plan", "same", "same", "same"),
        ] {
            assert_eq!(merged(base, here, elsewhere), both);
        }
    }

    proptest! {
        #[test]
        fn nothing_that_was_added_is_lost(base in "[a-c\n]{0,6}", here in "[d-f\n]{1,6}", elsewhere in "[g-i\n]{1,6}") {
            let both = merged(&base, &format!("{base}{here}"), &format!("{base}{elsewhere}"));
            let begun = format!("{base}{elsewhere}");
            prop_assert!(both.starts_with(&begun) && both.ends_with(&here));
        }
    }
}
