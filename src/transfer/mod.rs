//! Formats: values to text and text to values. Pure: nothing here knows the file, a screen or the network.

pub mod evidence;
pub mod json;
pub mod markdown;
