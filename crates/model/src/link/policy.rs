//! A client's settings in links. What is as usual takes one bit.
//!
//! The choices have their places in links from the tables here, and not from the order in which
//! they are declared: a choice that is added goes to the end of its table.

use super::bits::{Reader, Writer};
use super::coded::{Coded, read_unless, write_unless};
use crate::client::{Client, RingSize};
use crate::policy::{Eject, FallThrough, Policy, Repair, ReplicaPlacement, WriteRule};

/// Clients other than *plain*.
const CLIENTS: [Client; 16] = [
    Client::LibmemcachedKetamaWeighted,
    Client::LibmemcachedKetama,
    Client::LibmemcachedModula,
    Client::Spymemcached,
    Client::SpymemcachedLibmemcached,
    Client::SpymemcachedArraymod,
    Client::TwemproxyKetama,
    Client::TwemproxyKetamaMd5,
    Client::NpmHashring,
    Client::NpmHashringDefaultPort,
    Client::Uhashring,
    Client::UhashringElided,
    Client::NginxConsistent,
    Client::Pymemcache,
    Client::PythonMemcached,
    Client::SessionManager,
];

/// A rule that is one of a few choices.
trait Choice: Copy + PartialEq + 'static {
    /// The choices, in their places.
    const PLACES: &'static [Self];
}

impl Choice for ReplicaPlacement {
    const PLACES: &'static [Self] = &[Self::Ring, Self::List, Self::Rehash];
}

impl Choice for FallThrough {
    const PLACES: &'static [Self] = &[Self::None, Self::Error, Self::MissAndError];
}

impl Choice for WriteRule {
    const PLACES: &'static [Self] = &[Self::All, Self::PrimaryRequired, Self::FirstHealthy];
}

impl Choice for Repair {
    const PLACES: &'static [Self] = &[Self::None, Self::WriteBack, Self::Rewrite, Self::Eager];
}

/// The place of a value in a table. One that is not in it has the first place behind it, which
/// cannot be read.
fn place<T: PartialEq>(table: &[T], value: &T) -> usize {
    let found = table.iter().position(|known| known == value);
    found.unwrap_or(table.len())
}

impl<T: Choice> Coded for T {
    fn write(&self, to: &mut Writer) {
        place(T::PLACES, self).write(to);
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        T::PLACES.get(usize::read(from)?).copied()
    }
}

impl Coded for RingSize {
    fn write(&self, to: &mut Writer) {
        self.get().write(to);
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        Self::new(u64::read(from)?)
    }
}

impl Coded for Client {
    fn write(&self, to: &mut Writer) {
        if let Self::Plain(size) = self {
            0usize.write(to);
            write_unless(to, size, &RingSize::FULL);
        } else {
            (1 + place(&CLIENTS, self)).write(to);
        }
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        match usize::read(from)?.checked_sub(1) {
            None => read_unless(from, RingSize::FULL).map(Self::Plain),
            Some(place) => CLIENTS.get(place).copied(),
        }
    }
}

impl Coded for Eject {
    fn write(&self, to: &mut Writer) {
        match self {
            Self::Never => to.number(0),
            Self::AtOnce => to.number(1),
            Self::After(failures) => to.number(1 + u64::from(failures.get())),
        }
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        Some(match from.number()? {
            0 => Self::Never,
            1 => Self::AtOnce,
            more => Self::After(u8::try_from(more - 1).ok()?.try_into().ok()?),
        })
    }
}

impl Coded for Policy {
    fn write(&self, to: &mut Writer) {
        let usual = Self::of(self.placement);
        self.placement.write(to);
        self.tokens.write(to);
        write_unless(to, &self.replicas, &usual.replicas);
        self.probe_depth.write(to);
        write_unless(to, &self.replica_placement, &usual.replica_placement);
        write_unless(to, &self.fall_through, &usual.fall_through);
        write_unless(to, &self.write, &usual.write);
        write_unless(to, &self.repair, &usual.repair);
        write_unless(to, &self.eject, &usual.eject);
        self.retry.write(to);
        self.ttl.write(to);
        self.database.write(to);
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        let placement = Client::read(from)?;
        let usual = Self::of(placement);
        // The fields are read in the order in which they stand here.
        Some(Self {
            placement,
            tokens: Coded::read(from)?,
            replicas: read_unless(from, usual.replicas)?,
            probe_depth: Coded::read(from)?,
            replica_placement: read_unless(from, usual.replica_placement)?,
            fall_through: read_unless(from, usual.fall_through)?,
            write: read_unless(from, usual.write)?,
            repair: read_unless(from, usual.repair)?,
            eject: read_unless(from, usual.eject)?,
            retry: Coded::read(from)?,
            ttl: Coded::read(from)?,
            database: Coded::read(from)?,
        })
    }
}
