
use sqlx::encode::IsNull;
use sqlx::error::BoxDynError;
use sqlx::postgres::types::{PgHstore, PgInterval, PgPoint, PgRange};
use sqlx::postgres::{
    PgArgumentBuffer, PgArguments, PgHasArrayType, PgTypeInfo, PgValueFormat, PgValueRef,
};
use sqlx::{Arguments, Decode, Encode, Postgres, Type};
use std::collections::BTreeMap;
use std::ops::Bound;

/// A statement that grows: names, places and arguments.
#[derive(Default)]
pub struct Statement {
    names: Vec<String>,
    places: Vec<String>,
    arguments: PgArguments,
}

impl Statement {
    /// Adds a column, as it stands in SQL, with the cast of its value.
    pub fn add<T>(&mut self, name: &str, cast: &str, value: T) -> Result<(), BoxDynError>
    where
        T: Encode<'static, Postgres> + Type<Postgres> + 'static,
    {
        self.arguments.add(value)?;
        self.names.push(name.to_owned());
        self.places
            .push(format!("${}{cast}", self.places.len() + 1));
        Ok(())
    }

    /// INSERT INTO the table.
    pub fn insert(self, table: &str) -> (String, PgArguments) {
        if self.names.is_empty() {
            return (
                format!("INSERT INTO {table} DEFAULT VALUES"),
                self.arguments,
            );
        }
        let (names, places) = (self.names.join(", "), self.places.join(", "));
        let text = format!("INSERT INTO {table} ({names}) VALUES ({places})");
        (text, self.arguments)
    }

    /// The beginning of an UPDATE, to which WHERE is added; nothing where no column is given.
    pub fn update(self, table: &str) -> Option<(String, PgArguments)> {
        if self.names.is_empty() {
            return None;
        }
        let changes: Vec<String> = self
            .names
            .iter()
            .zip(&self.places)
            .map(|(name, place)| format!("{name} = {place}"))
            .collect();
        let text = format!("UPDATE {table} SET {}", changes.join(", "));
        Some((text, self.arguments))
    }

    /// The call of a routine.
    pub fn call(self, name: &str) -> (String, PgArguments) {
        let pairs = self.names.iter().zip(&self.places);
        let list: Vec<String> = pairs
            .map(|(name, place)| format!("{name}{place}"))
            .collect();
        (format!("{name}({})", list.join(", ")), self.arguments)
    }
}

/// A range; the empty one has no bounds.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum Range<T> {
    Empty,
    Between(Bound<T>, Bound<T>),
}

impl<T> Type<Postgres> for Range<T>
where
    PgRange<T>: Type<Postgres>,
{
    fn type_info() -> PgTypeInfo {
        <PgRange<T> as Type<Postgres>>::type_info()
    }

    fn compatible(ty: &PgTypeInfo) -> bool {
        <PgRange<T> as Type<Postgres>>::compatible(ty)
    }
}

impl<T> PgHasArrayType for Range<T>
where
    PgRange<T>: PgHasArrayType,
{
    fn array_type_info() -> PgTypeInfo {
        <PgRange<T> as PgHasArrayType>::array_type_info()
    }

    fn array_compatible(ty: &PgTypeInfo) -> bool {
        <PgRange<T> as PgHasArrayType>::array_compatible(ty)
    }
}

impl<'r, T> Decode<'r, Postgres> for Range<T>
where
    PgRange<T>: Decode<'r, Postgres>,
{
    fn decode(value: PgValueRef<'r>) -> Result<Self, BoxDynError> {
        // Why: sqlx makes an unbounded range of an empty one.
        let empty = match value.format() {
            PgValueFormat::Binary => value
                .as_bytes()?
                .first()
                .is_some_and(|flags| flags & 1 != 0),
            PgValueFormat::Text => value.as_str()? == "empty",
        };
        if empty {
            return Ok(Self::Empty);
        }
        let PgRange { start, end } = PgRange::decode(value)?;
        Ok(Self::Between(start, end))
    }
}

impl<'q, T> Encode<'q, Postgres> for Range<T>
where
    T: Clone,
    PgRange<T>: Encode<'q, Postgres>,
{
    fn encode_by_ref(&self, buffer: &mut PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
        match self.clone() {
            Self::Empty => buffer.push(1),
            Self::Between(start, end) => return PgRange { start, end }.encode_by_ref(buffer),
        }
        Ok(IsNull::No)
    }
}

/// The three parts of an interval, none of which is a number of the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub struct Interval {
    pub months: i32,
    pub days: i32,
    pub microseconds: i64,
}

/// Keys and values of the extension hstore.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize)]
pub struct Hstore(pub BTreeMap<String, Option<String>>);

/// A point of a plane.
#[derive(Debug, Clone, Copy, PartialEq, Default, serde::Serialize, serde::Deserialize)]
pub struct Point {
    pub x: f64,
    pub y: f64,
}

macro_rules! as_theirs {
    ($own:ident, $theirs:ident, $value:ident => $read:expr, $write:expr) => {
        impl Type<Postgres> for $own {
            fn type_info() -> PgTypeInfo {
                <$theirs as Type<Postgres>>::type_info()
            }
        }

        impl PgHasArrayType for $own {
            fn array_type_info() -> PgTypeInfo {
                <$theirs as PgHasArrayType>::array_type_info()
            }
        }

        impl<'r> Decode<'r, Postgres> for $own {
            fn decode(value: PgValueRef<'r>) -> Result<Self, BoxDynError> {
                let $value = $theirs::decode(value)?;
                Ok($read)
            }
        }

        impl<'q> Encode<'q, Postgres> for $own {
            fn encode_by_ref(&self, buffer: &mut PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
                let $value = self;
                <$theirs as Encode<'q, Postgres>>::encode_by_ref(&$write, buffer)
            }
        }
    };
}

as_theirs!(Interval, PgInterval, v => Interval { months: v.months, days: v.days, microseconds: v.microseconds },
    PgInterval { months: v.months, days: v.days, microseconds: v.microseconds });
as_theirs!(Point, PgPoint, v => Point { x: v.x, y: v.y }, PgPoint { x: v.x, y: v.y });
as_theirs!(Hstore, PgHstore, v => Hstore(v.0), PgHstore(v.0.clone()));
