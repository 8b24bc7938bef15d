
use bytes::BytesMut;
use postgres_types::{FromSql, IsNull, ToSql, Type};
use std::collections::HashMap;
use std::error::Error;

/// An argument that a statement owns.
pub type Argument = Box<dyn ToSql + Sync + Send>;

/// A statement that grows: names, places and arguments.
#[derive(Default)]
pub struct Statement {
    names: Vec<String>,
    places: Vec<String>,
    arguments: Vec<Argument>,
}

impl Statement {
    /// Adds a column, as it stands in SQL, with the cast of its value.
    pub fn add<T>(&mut self, name: &str, cast: &str, value: T)
    where
        T: ToSql + Sync + Send + 'static,
    {
        self.names.push(name.to_owned());
        self.places
            .push(format!("${}{cast}", self.places.len() + 1));
        self.arguments.push(Box::new(value));
    }

    /// INSERT INTO the table.
    pub fn insert(self, table: &str) -> (String, Vec<Argument>) {
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
    pub fn update(self, table: &str) -> Option<(String, Vec<Argument>)> {
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
    pub fn call(self, name: &str) -> (String, Vec<Argument>) {
        let pairs = self.names.iter().zip(&self.places);
        let list: Vec<String> = pairs
            .map(|(name, place)| format!("{name}{place}"))
            .collect();
        (format!("{name}({})", list.join(", ")), self.arguments)
    }
}

/// What a client's methods take of the arguments.
pub fn references(arguments: &[Argument]) -> Vec<&(dyn ToSql + Sync)> {
    arguments
        .iter()
        .map(|argument| argument.as_ref() as &(dyn ToSql + Sync))
        .collect()
}

/// Keys and values of the extension hstore.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub struct Hstore(pub HashMap<String, Option<String>>);

impl<'a> FromSql<'a> for Hstore {
    fn from_sql(ty: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn Error + Sync + Send>> {
        HashMap::from_sql(ty, raw).map(Hstore)
    }

    fn accepts(ty: &Type) -> bool {
        ty.name() == "hstore"
    }
}

impl ToSql for Hstore {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        self.0.to_sql(ty, out)
    }

    fn accepts(ty: &Type) -> bool {
        ty.name() == "hstore"
    }

    postgres_types::to_sql_checked!();
}
