//! What the file holds, and whether a file is one of Shortly's.

use redb::{Database, ReadableDatabase, TableDefinition, TableHandle};

/// The version of the tables below. A file with a higher one is refused.
pub(super) const VERSION: u64 = 1;

/// The number of a link → the text of its URL.
pub(super) const TARGETS: TableDefinition<'_, u64, &str> = TableDefinition::new("targets");
/// The text of a URL → the number of its link.
pub(super) const NUMBERS: TableDefinition<'_, &str, u64> = TableDefinition::new("numbers");
/// The number of a link → how often it was followed.
pub(super) const CLICKS: TableDefinition<'_, u64, u64> = TableDefinition::new("clicks");
/// The three numbers below by name.
pub(super) const META: TableDefinition<'_, &str, u64> = TableDefinition::new("shortly");

/// The [`VERSION`] that wrote the file.
pub(super) const SCHEMA: &str = "schema";
/// The number of the last link.
pub(super) const LAST_NUMBER: &str = "last-number";
/// The last round of clicks that was written down.
pub(super) const ROUND: &str = "click-round";

/// What a database turns out to be.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Shortly's, with the last round of clicks.
    Links { round: u64 },
    /// A newer Shortly's.
    Newer { version: u64 },
    /// Another program's.
    Foreign,
}

/// Looks into a database, and makes an empty one Shortly's.
pub(super) fn prepare(db: &Database) -> Result<Kind, redb::Error> {
    let txn = db.begin_read()?;
    let mut names = txn.list_tables()?.map(|table| table.name().to_owned()).collect::<Vec<_>>();
    if names.is_empty() && txn.list_multimap_tables()?.next().is_none() {
        drop(txn);
        create(db)?;
        return Ok(Kind::Links { round: 0 });
    }
    names.retain(|name| name == META.name());
    if names.is_empty() {
        return Ok(Kind::Foreign);
    }
    let meta = match txn.open_table(META) {
        Ok(meta) => meta,
        Err(redb::TableError::Storage(error)) => return Err(error.into()),
        Err(_) => return Ok(Kind::Foreign),
    };
    let number = |name| meta.get(name).map(|value| value.map(|value| value.value()));
    Ok(match number(SCHEMA)? {
        None => Kind::Foreign,
        Some(version) if version > VERSION => Kind::Newer { version },
        Some(_) => Kind::Links { round: number(ROUND)?.unwrap_or_default() },
    })
}

fn create(db: &Database) -> Result<(), redb::Error> {
    let mut txn = db.begin_write()?;
    txn.set_quick_repair(true);
    txn.open_table(TARGETS)?;
    txn.open_table(NUMBERS)?;
    txn.open_table(CLICKS)?;
    txn.open_table(META)?.insert(SCHEMA, VERSION)?;
    Ok(txn.commit()?)
}
