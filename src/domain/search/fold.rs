//! Letters as search compares them: small, without accents, one form for what Unicode can write in several.
//!
//! It keeps what tells words apart (kana voicing, Hangul syllables, vowel signs) and drops what decorates them.

use unicode_normalization::char::decompose_compatible;

/// What a folded character is to search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// A letter or a digit of a word.
    Letter,
    /// A word by itself: scripts written without spaces, and pictures.
    Single,
    /// Anything between words.
    Between,
}

/// What a folded character is.
#[must_use]
pub fn class(c: char) -> Class {
    if c.is_ascii() {
        return if c.is_ascii_alphanumeric() {
            Class::Letter
        } else {
            Class::Between
        };
    }
    if is_single(c) {
        Class::Single
    } else if c.is_alphanumeric() {
        Class::Letter
    } else {
        Class::Between
    }
}

/// Han, kana, Hangul, the scripts of South East Asia without spaces, and arrows, signs and emoji.
fn is_single(c: char) -> bool {
    matches!(c,
        '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
        | '\u{2190}'..='\u{2BFF}' | '\u{2E80}'..='\u{2FDF}' | '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{30FF}'
        | '\u{3105}'..='\u{31FF}' | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}'
        | '\u{1F000}'..='\u{1FAFF}' | '\u{20000}'..='\u{3FFFF}')
        && c != '\u{30FB}'
}

/// Marks that decorate a letter, and characters that nobody sees.
fn is_dropped(c: char) -> bool {
    matches!(c,
        '\u{00AD}' | '\u{0300}'..='\u{036F}' | '\u{0591}'..='\u{05BD}' | '\u{05BF}'..='\u{05C7}'
        | '\u{0610}'..='\u{061A}' | '\u{0640}' | '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{1AB0}'..='\u{1AFF}'
        | '\u{1DC0}'..='\u{1DFF}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{20D0}'..='\u{20FF}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FE20}'..='\u{FE2F}' | '\u{FEFF}')
}

/// Letters that are no accented form of others, and are typed as if they were.
fn spelt(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ı' => "i",
        'ł' => "l",
        'ŋ' => "n",
        'ŧ' => "t",
        'þ' => "th",
        'ς' => "σ",
        _ => return None,
    })
}

/// Hands over what one character folds to: nothing, itself, or several.
fn each(c: char, mut take: impl FnMut(char)) {
    if c.is_ascii() {
        return take(c.to_ascii_lowercase());
    }
    if matches!(c, '\u{AC00}'..='\u{D7A3}' | '\u{3400}'..='\u{9FFF}') {
        return take(c);
    }
    decompose_compatible(c, |part| {
        for small in part.to_lowercase().filter(|small| !is_dropped(*small)) {
            match spelt(small) {
                Some(letters) => letters.chars().for_each(&mut take),
                None => take(small),
            }
        }
    });
}

/// The text as search compares it.
#[must_use]
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        each(c, |c| folded.push(c));
    }
    folded
}

/// For each byte of [`fold`]`(text)`, where the character that it came from begins in `text`; and the end of the text.
#[must_use]
pub fn origins(text: &str) -> Vec<usize> {
    let mut origins = Vec::with_capacity(text.len() + 1);
    for (at, c) in text.char_indices() {
        each(c, |folded| {
            origins.resize(origins.len() + folded.len_utf8(), at);
        });
    }
    origins.push(text.len());
    origins
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn folds_to_what_is_typed() {
        let table = [
            ("Élan Ünlü ŁÓDŹ", "elan unlu lodz"),
            ("Straße, Ærø", "strasse, aero"),
            ("ﬁnal Ｆｕｌｌ ²", "final full 2"),
            ("e\u{301}te\u{301}", "ete"),
            ("İstanbul ΟΔΟΣ ς", "istanbul οδοσ σ"),
            ("会議 한글", "会議 한글"),
            ("soft\u{AD}hyphen z\u{200D}w", "softhyphen zw"),
            ("שָׁלוֹם مَرْحَبًا", "שלום مرحبا"),
        ];
        for (text, wanted) in table {
            assert_eq!(fold(text), wanted, "{text}");
        }
    }

    #[test]
    fn kana_is_the_same_in_both_forms_and_keeps_its_voice() {
        assert_eq!(fold("が"), fold("か\u{3099}"));
        assert_ne!(fold("が"), fold("か"));
    }

    proptest! {
        #[test]
        fn origins_point_at_characters(text in any::<String>()) {
            let (folded, origins) = (fold(&text), origins(&text));
            prop_assert_eq!(origins.len(), folded.len() + 1);
            prop_assert!(origins.iter().all(|at| text.is_char_boundary(*at)));
            prop_assert!(origins.is_sorted());
        }

        #[test]
        fn folding_twice_changes_nothing(text in any::<String>()) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once.clone());
        }
    }
}
