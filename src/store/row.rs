//! Rows between the file and the domain: one conversion for each kind of column.

use std::borrow::Cow;

use rusqlite::types::{Value, ValueRef};
use serde_json::Value as Json;

use crate::domain::table::{Column, Kind};
use crate::domain::{Id, Row, Table};

/// The value as the file holds it.
pub(super) fn to_sql(kind: Kind, value: &Json) -> Value {
    match (kind, value) {
        (_, Json::Null) => Value::Null,
        (Kind::Id, Json::String(text)) => {
            Id::parse(text).map_or(Value::Null, |id| Value::Blob(id.0.as_bytes().to_vec()))
        }
        (Kind::Bool, Json::Bool(yes)) => Value::Integer(i64::from(*yes)),
        (Kind::Json, value) => Value::Text(value.to_string()),
        (_, Json::Number(number)) => Value::Integer(number.as_i64().unwrap_or(0)),
        (_, Json::String(text)) => Value::Text(text.clone()),
        (_, value) => Value::Text(value.to_string()),
    }
}

/// The value as the domain knows it.
pub(super) fn from_sql(kind: Kind, value: ValueRef<'_>) -> Json {
    match (kind, value) {
        (_, ValueRef::Null) => Json::Null,
        (Kind::Id, ValueRef::Blob(bytes)) => {
            uuid::Uuid::from_slice(bytes).map_or(Json::Null, |id| Json::String(id.to_string()))
        }
        (Kind::Bool, ValueRef::Integer(number)) => Json::Bool(number != 0),
        (_, ValueRef::Integer(number)) => Json::from(number),
        (_, ValueRef::Real(number)) => Json::from(number),
        (Kind::Json, ValueRef::Text(text)) => serde_json::from_slice(text).unwrap_or(Json::Null),
        (_, ValueRef::Text(text) | ValueRef::Blob(text)) => Json::String(utf8(text).into_owned()),
    }
}

/// Bytes of the file as text. What is well-formed, as nearly all of it is, is seen fastest as a whole.
pub(super) fn utf8(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => String::from_utf8_lossy(bytes),
    }
}

/// The column of the trash, which is in every table and in no export.
pub(super) const TRASH: Column = Column {
    name: "deleted_at",
    kind: Kind::Instant,
    required: false,
};

/// The column with this name, the trash's included.
pub(super) fn column(table: Table, name: &str) -> Option<Column> {
    if name == TRASH.name {
        Some(TRASH)
    } else {
        table.column(name).copied()
    }
}

/// The columns by name, joined for a statement.
pub(super) fn names(columns: &[Column]) -> String {
    columns
        .iter()
        .map(|c| c.name)
        .collect::<Vec<_>>()
        .join(", ")
}

/// Reads the columns, in their order; absent values are left out.
pub(super) fn read(columns: &[Column], row: &rusqlite::Row<'_>) -> rusqlite::Result<Row> {
    let mut values = Row::new();
    for (n, column) in columns.iter().enumerate() {
        let value = from_sql(column.kind, row.get_ref(n)?);
        if !value.is_null() {
            values.insert(column.name.to_owned(), value);
        }
    }
    Ok(values)
}
