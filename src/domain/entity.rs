//! What all entities have in common, and the macro that declares one: struct, columns and defaults from one list.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value as Json;

use super::change::Row;
use super::moment::Instant;
use super::table::{Column, Id, Kind, Link, Table};

/// A type that a column can hold.
pub trait Stored {
    /// What its column holds.
    const KIND: Kind;
    /// Whether the value is left out of an export and empty in the file.
    fn absent(&self) -> bool;
}

macro_rules! stored {
    ($($type:ty: $kind:expr, $absent:expr;)*) => {
        $(impl Stored for $type {
            const KIND: Kind = $kind;
            fn absent(&self) -> bool {
                let absent: fn(&Self) -> bool = $absent;
                absent(self)
            }
        })*
    };
}

stored! {
    Id: Kind::Id, |_| false;
    String: Kind::Text, String::is_empty;
    i64: Kind::Int, |_| false;
    bool: Kind::Bool, |_| false;
    Instant: Kind::Instant, |_| false;
    NaiveDate: Kind::Day, |_| false;
    Link: Kind::Json, |_| false;
}

impl<T: Stored> Stored for Option<T> {
    const KIND: Kind = T::KIND;
    fn absent(&self) -> bool {
        self.is_none()
    }
}

impl<T> Stored for Vec<T> {
    const KIND: Kind = Kind::Json;
    fn absent(&self) -> bool {
        self.is_empty()
    }
}

impl<T> Stored for BTreeMap<String, T> {
    const KIND: Kind = Kind::Json;
    fn absent(&self) -> bool {
        self.is_empty()
    }
}

/// A row of a table as a typed value.
pub trait Entity: Serialize + DeserializeOwned + Clone + Default + PartialEq {
    /// Its table.
    const TABLE: Table;
    /// Its columns, in the order of the contract.
    const COLUMNS: &'static [Column];

    /// Its id.
    fn id(&self) -> Id;

    /// When it was last changed.
    fn updated_at(&self) -> Instant;

    /// The row as a map from column to value, absent values left out.
    fn to_row(&self) -> Row {
        match serde_json::to_value(self) {
            Ok(Json::Object(row)) => row,
            _ => Row::new(),
        }
    }

    /// The entity of a row.
    ///
    /// # Errors
    /// When a value is not of its column's kind.
    fn from_row(row: Row) -> Result<Self, serde_json::Error> {
        serde_json::from_value(Json::Object(row))
    }
}

/// Declares an entity: `root` has no relationship (it is one), `row` has all common fields, `child` inherits visibility.
macro_rules! entity {
    ($(#[$doc:meta])* root $name:ident in $table:ident { required { $($required:tt)* } rest { $($rest:tt)* } }) => {
        entity! { @build $(#[$doc])* $name $table { required { $($required)* } rest { $($rest)* } } common { } }
    };
    ($(#[$doc:meta])* child $name:ident in $table:ident { required { $($required:tt)* } rest { $($rest:tt)* } }) => {
        entity! { @build $(#[$doc])* $name $table { required { $($required)* } rest { $($rest)* } } common {
            /// The relationship that it belongs to.
            relationship_id: $crate::domain::Id,
            /// The row that it was turned from.
            made_from: Option<$crate::domain::Link>,
        } }
    };
    ($(#[$doc:meta])* $visibility:ident $name:ident in $table:ident { required { $($required:tt)* } rest { $($rest:tt)* } }) => {
        entity! { @build $(#[$doc])* $name $table { required { $($required)* } rest { $($rest)* } } common {
            /// The relationship that it belongs to.
            relationship_id: $crate::domain::Id,
            /// Whether the partner may see it.
            visibility: $crate::domain::Visibility = entity!(@visibility $visibility),
            /// The row that it was turned from.
            made_from: Option<$crate::domain::Link>,
        } }
    };
    (@visibility shared) => { $crate::domain::Visibility::Shared };
    (@visibility private) => { $crate::domain::Visibility::Private };
    (@default) => { Default::default() };
    (@default $value:expr) => { $value };
    (@build $(#[$doc:meta])* $name:ident $table:ident
        { required { $($(#[$rd:meta])* $rf:ident: $rt:ty,)* } rest { $($(#[$d:meta])* $f:ident: $t:ty $(= $v:expr)?,)* } }
        common { $($(#[$cd:meta])* $cf:ident: $ct:ty $(= $cv:expr)?,)* }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
        #[serde(default)]
        pub struct $name {
            /// The id, a `UUIDv7`.
            pub id: $crate::domain::Id,
            /// When the row was made.
            pub created_at: $crate::domain::Instant,
            /// When it was last changed.
            pub updated_at: $crate::domain::Instant,
            $($(#[$cd])* #[serde(skip_serializing_if = "entity::Stored::absent")] pub $cf: $ct,)*
            $($(#[$rd])* #[serde(skip_serializing_if = "entity::Stored::absent")] pub $rf: $rt,)*
            $($(#[$d])* #[serde(skip_serializing_if = "entity::Stored::absent")] pub $f: $t,)*
        }

        impl Default for $name {
            fn default() -> Self {
                Self {
                    id: Default::default(),
                    created_at: Default::default(),
                    updated_at: Default::default(),
                    $($cf: entity!(@default $($cv)?),)*
                    $($rf: Default::default(),)*
                    $($f: entity!(@default $($v)?),)*
                }
            }
        }

        impl $crate::domain::Entity for $name {
            const TABLE: $crate::domain::Table = $crate::domain::Table::$table;
            const COLUMNS: &'static [$crate::domain::table::Column] = &[
                entity!(@column id: $crate::domain::Id, true),
                entity!(@column created_at: $crate::domain::Instant, false),
                entity!(@column updated_at: $crate::domain::Instant, false),
                $(entity!(@column $cf: $ct, false),)*
                $(entity!(@column $rf: $rt, true),)*
                $(entity!(@column $f: $t, false),)*
            ];

            fn id(&self) -> $crate::domain::Id {
                self.id
            }

            fn updated_at(&self) -> $crate::domain::Instant {
                self.updated_at
            }
        }
    };
    (@column $f:ident: $t:ty, $required:literal) => {
        $crate::domain::table::Column {
            name: stringify!($f),
            kind: <$t as $crate::domain::entity::Stored>::KIND,
            required: $required,
        }
    };
}
pub(crate) use entity;
